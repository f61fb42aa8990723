"""What a desk elsewhere knows of the stream, told in any order."""

from dataclasses import replace

from moderator.core.fair import Fair
from moderator.publish.mirror import Mirror
from moderator.publish.wire import PostSaid
from tests.fakes import a_line

LINES = [
    a_line(f"p{n}", "10:00", "anna", f"zin {n}", because=("zin",), links=("https://a.example/",))
    for n in range(40)
]


def told(positions):
    mirror = Mirror(Fair())
    for n in positions:
        mirror.take_post(PostSaid(epoch="", position=n, line=LINES[n]))
    return mirror


def test_a_deleted_post_stays_in_its_place_without_words():
    mirror = told(range(40))
    mirror.forget(["p10", "unknown"])
    assert mirror.stream_length() == 40
    assert [line.key for line in mirror.stream(22, 23)] == ["p22"]
    (gone,) = mirror.stream(10, 11)
    assert gone.deleted
    assert (gone.post.text, gone.post.links, gone.verdict.because) == ("", (), ())
    assert mirror.line("p10") == gone
    assert replace(gone.verdict, because=LINES[10].verdict.because) == LINES[10].verdict


def test_posts_that_come_late_or_not_at_all_leave_no_hole():
    mirror = told([*range(30, 40), *range(10, 20), 15])
    assert mirror.stream_length() == 20
    assert [line.key for line in mirror.stream(8, 12)] == ["p18", "p19", "p30", "p31"]
    mirror.forget_stream()
    assert (mirror.stream_length(), mirror.stream(0, 5)) == (0, [])
