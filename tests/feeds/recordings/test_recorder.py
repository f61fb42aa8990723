"""A recording that is being made: read back as it came, while it grows, and by one at a time."""

from datetime import timedelta

import orjson
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from feeds.base import Batch, FeedGone
from feeds.lock import Lock, LockHeld
from feeds.post import Deleted, Gap, Ignored, Unreadable, times
from feeds.recordings.parts import parts
from feeds.recordings.recorder import Recorder, RecordingInUse
from feeds.recordings.recording import open_recording
from feeds.recordings.revise import rewrite, rows
from tests.fakes import START
from tests.feeds.recordings.recorded import a_post, arrived, read

EVENTS = [
    a_post(1),
    Deleted("1", "mastodon", START),
    Deleted("2", "mastodon"),
    Gap(START, START + timedelta(minutes=1), filled=True),
    Gap(START, START + timedelta(minutes=2)),
    Ignored("like"),
    Unreadable(1, "not JSON"),
]


def test_what_is_recorded_is_read_back_event_by_event(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append([("one", Batch(tuple(EVENTS)))])
    found, notes = read(tmp_path / "day")
    assert [event for event in found if not isinstance(event, Unreadable)] == EVENTS[:-1]
    (unreadable,) = (event for event in found if isinstance(event, Unreadable))
    assert unreadable.reason == "00001.jsonl.zst: not JSON"
    assert notes == []


@given(st.lists(st.lists(st.sampled_from(EVENTS), max_size=5), max_size=5))
def test_however_entries_arrive_together_the_same_is_read(tmp_path_factory, batches):
    folder = tmp_path_factory.mktemp("record") / "day"
    with Recorder(folder, part_bytes=300) as recorder:
        for batch in batches:
            recorder.append([("one", Batch((event,))) for event in batch])
    found, _ = read(folder) if parts(folder) else ([], [])
    kinds = [type(event) for batch in batches for event in batch]
    assert [type(event) for event in found] == kinds


def test_a_recording_can_be_read_while_it_grows(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        for number in range(5):
            recorder.append(arrived(number))
            found, notes = read(tmp_path / "day")
            assert [post.id for post in found] == [str(n) for n in range(number + 1)]
            assert notes == []


def test_parts_that_come_while_one_reads_are_read_too(tmp_path):
    with Recorder(tmp_path / "day", part_bytes=1) as recorder:
        recorder.append(arrived(1))
        with open_recording(tmp_path / "day") as recording:
            coming = iter(recording)
            assert next(coming).id == "1"
            recorder.append(arrived(2))
            assert [post.id for post in coming] == ["2"]


def test_the_payload_is_kept_as_it_came(tmp_path):
    payloads = [
        b'{"id": 12345678901234567890123, "content":"<p>\\u00e9</p>"}',
        b'{\n"id": "1"}',
        b'{"half": ',
        b"\xff\x00 no text",
    ]
    with Recorder(tmp_path / "day") as recorder:
        batch = Batch(tuple(map(a_post, range(4))), raw=tuple(payloads))
        recorder.append([("mastodon", batch)])
        packed = (tmp_path / "day" / "00001.jsonl.zst").read_bytes()
        lines = zstandard.ZstdDecompressor().decompressobj().decompress(packed).splitlines()
        assert payloads[0] in lines[0]
        assert orjson.loads(lines[1])["raw"] == payloads[1].decode()
        assert orjson.loads(lines[2])["raw"] == payloads[2].decode()
        assert orjson.loads(lines[3])["raw"] == "\\xff\x00 no text"
    assert rewrite(tmp_path / "day" / "00001.jsonl.zst") is False
    assert len(read(tmp_path / "day")[0]) == 4
    again = (tmp_path / "day" / "00001.jsonl.zst").read_bytes()
    assert zstandard.ZstdDecompressor().decompressobj().decompress(again).splitlines() == lines


def test_what_is_not_for_the_fair_leaves_a_count_and_none_of_its_words(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        batch = Batch((Ignored("like"),), "98", (b'{"no": 1}',), filtered=20_001, duplicates=2)
        recorder.append([("bluesky", batch)])
        assert recorder.cursors() == {"bluesky": "98"}
    like, *counted, last = rows(tmp_path / "day" / "00001.jsonl.zst")
    assert like == {"v": 1, "ignored": "like", "feed": "bluesky"}
    assert [row["times"] for row in counted] == [10_000, 10_000, 1]
    assert last == {"v": 1, "ignored": "seen before", "times": 2, "feed": "bluesky", "cursor": "98"}
    events = read(tmp_path / "day")[0]
    assert (len(events), sum(map(times, events))) == (5, 1 + 20_001 + 2)


def test_a_sign_of_life_moves_the_feed_on_and_is_nothing_received(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append([("x", Batch(position="5")), ("x", Batch())])
        assert recorder.cursors() == {"x": "5"}
    assert read(tmp_path / "day") == ([], [])


def test_a_count_in_a_recording_is_believed_up_to_a_bound(tmp_path):
    path = tmp_path / "bomb.jsonl"
    path.write_text(
        '{"v":1,"ignored":"like","times":1e99}\n{"v":1,"ignored":"x","times":99999999}\n'
    )
    with open_recording(path) as recording:
        assert [times(event) for event in recording] == [1, 10_000]


def test_a_part_that_is_full_is_followed_by_the_next(tmp_path):
    with Recorder(tmp_path / "day", part_bytes=100) as recorder:
        for number in range(4):
            recorder.append(arrived(number))
    assert [path.name for path in parts(tmp_path / "day")] == [
        f"0000{number}.jsonl.zst" for number in range(1, 5)
    ]
    assert [post.id for post in read(tmp_path / "day")[0]] == ["0", "1", "2", "3"]


def test_every_feed_goes_on_where_the_recording_left_it(tmp_path):
    with Recorder(tmp_path / "day", part_bytes=1) as recorder:
        recorder.append([*arrived(1), ("x", Batch((a_post(1),), "first"))])
        recorder.append(arrived(2))
    with Recorder(tmp_path / "day") as recorder:
        assert recorder.cursors() == {"mastodon": "after 2", "x": "first"}


def test_nobody_else_writes_a_recording_that_is_being_made(tmp_path):
    refused = pytest.raises(RecordingInUse, match="another program is writing")
    with Recorder(tmp_path / "day"), refused:
        Recorder(tmp_path / "day")
    Recorder(tmp_path / "day").close()


def test_a_lock_is_held_by_one_at_a_time_whatever_it_is_of(tmp_path):
    lock = Lock(tmp_path / "desk.lock")
    with pytest.raises(LockHeld):
        Lock(tmp_path / "desk.lock")
    lock.release()
    Lock(tmp_path / "desk.lock").release()


def test_a_folder_without_parts_is_no_recording(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(FeedGone, match="is a folder"):
        open_recording(tmp_path)
