"""What a desk elsewhere knows of the stream, told in any order."""

from dataclasses import replace

from moderator.core.board import Waiting
from moderator.core.case import Case, CaseKind, Moved, Snooze, State, Subject
from moderator.core.fair import Fair
from moderator.publish.mirror import Mirror
from moderator.publish.wire import CaseSaid, PostSaid
from tests.fakes import a_line, at

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
    assert (gone.post.text, gone.post.links) == ("", ())
    assert [each.text for each in gone.verdict.because] == [""]
    assert mirror.line("p10") == gone
    assert (mirror.is_deleted("p10"), mirror.is_deleted("p11")) == (True, False)
    assert replace(gone.verdict, because=LINES[10].verdict.because) == LINES[10].verdict


def test_of_posts_that_were_deleted_it_is_known_that_they_were_also_where_none_is_here(monkeypatch):
    monkeypatch.setattr("moderator.publish.mirror.MOST_POSTS", 3)
    mirror = told([])
    mirror.forget(["a", "b"])
    assert mirror.line("a") is None
    assert mirror.is_deleted("a")
    mirror.forget(["c", "d"])
    assert [mirror.is_deleted(key) for key in ("a", "b", "c", "d")] == [False, True, True, True]


def test_posts_that_come_late_or_not_at_all_leave_no_hole():
    mirror = told([*range(30, 40), *range(10, 20), 15])
    assert mirror.stream_length() == 20
    assert [line.key for line in mirror.stream(8, 12)] == ["p18", "p19", "p30", "p31"]
    mirror.forget_stream()
    assert (mirror.stream_length(), mirror.stream(0, 5)) == (0, [])


def test_of_a_place_in_the_ring_that_is_empty_nothing_stays():
    mirror = told(range(40))
    mirror.drop_post("10")
    assert [line.key for line in mirror.stream(9, 11)] == ["p9", "p11"]
    assert (mirror.stream_length(), mirror.edition, mirror.line("p10")) == (39, 1, None)
    mirror.drop_post("10")
    mirror.drop_post("?")
    assert mirror.stream_length() == 39


def test_of_a_post_whose_place_another_one_took_nothing_stays():
    mirror = told(range(3))
    mirror.take_post(PostSaid(epoch="", position=1, line=LINES[2]))
    mirror.forget(["p1"])
    assert mirror.line("p1") is None
    assert mirror.stream(0, 9) == [LINES[0], LINES[2]]
    mirror.drop_post("1")
    mirror.forget(["p1", "p2"])
    assert mirror.stream(0, 9) == [LINES[0]]


def test_the_stream_says_when_its_posts_stand_elsewhere():
    mirror = told(range(10, 20))
    assert mirror.edition == 0
    mirror.take_post(PostSaid(epoch="", position=15, line=LINES[15]))
    mirror.take_post(PostSaid(epoch="", position=20, line=LINES[20]))
    assert mirror.edition == 0
    mirror.take_post(PostSaid(epoch="", position=3, line=LINES[3]))
    assert mirror.edition == 1
    mirror.forget_stream()
    assert mirror.edition == 2


def test_a_post_from_before_all_that_is_here_is_left_out(monkeypatch):
    monkeypatch.setattr("moderator.publish.mirror.RING", 10)
    mirror = told(range(20, 30))
    mirror.take_post(PostSaid(epoch="", position=19, line=LINES[19]))
    assert (mirror.stream_length(), mirror.edition) == (10, 0)


def test_the_oldest_of_very_many_posts_go_together(monkeypatch):
    monkeypatch.setattr("moderator.publish.mirror.MOST_POSTS", 30)
    monkeypatch.setattr("moderator.publish.mirror.LET_GO", 10)
    mirror = told(range(36))
    assert [line.key for line in mirror.stream(0, 2)] == ["p10", "p11"]
    assert (mirror.stream_length(), mirror.edition, mirror.line("p3")) == (26, 1, None)


def a_case(key, *, aside):
    ten = at("10:00")
    return Case(
        id=key,
        kind=CaseKind.QUESTION,
        state=State.OPEN,
        opened_by=key,
        opened_at=ten,
        waiting_since=ten,
        posts=(key,),
        reporters=("anna",),
        subject=Subject(),
        responsible="E",
        confidence=1.0,
        history=(Moved(ten, State.OPEN, "anna", key),),
        snooze=Snooze(ten, "ann", None, key) if aside else None,
    )


def test_the_board_tells_waiting_from_set_aside_and_compares_no_cases(monkeypatch):
    mirror = Mirror(Fair())
    for n in range(6):
        case = a_case(f"x:{n}", aside=n % 2 == 1)
        mirror.take_case(f"t/{n}", CaseSaid(epoch="e", number=n, reach=n, case=case))
    monkeypatch.setattr(Waiting, "__eq__", None)
    board = mirror.board(at("10:30"))
    assert [row.case.id for row in board.waiting] == ["x:4", "x:2", "x:0"]
    assert [row.case.id for row in board.snoozed] == ["x:5", "x:3", "x:1"]
    assert board.closed == 0
