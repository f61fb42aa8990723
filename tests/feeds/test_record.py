"""A recording that is being made: whole at every moment, whoever kills the program."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import timedelta

import orjson
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from feeds.base import BadPost, Batch, FeedGone
from feeds.lines import LIMIT
from feeds.lock import Lock, LockHeld
from feeds.parts import parts, pieces
from feeds.post import Author, Deleted, Gap, Ignored, Kind, Post, Unreadable
from feeds.record import Recorder, RecordingInUse
from feeds.recording import open_recording
from feeds.revise import rewrite, rows
from tests.fakes import START


def a_post(number, text="Vacature: kok in Assen #banen"):
    return Post(
        id=str(number),
        source="mastodon",
        kind=Kind.ORIGINAL,
        author=Author("kok@banen.example", "De Kok", "7"),
        text=text,
        created_at=START + timedelta(seconds=number),
    )


def arrived(*numbers, raw=b""):
    """These posts as one batch of one feed, which says where it is after them."""
    events = tuple(map(a_post, numbers))
    position = f"after {numbers[-1]}"
    return [("mastodon", Batch(events, position, raw=(raw,) * len(events)))]


def read(folder):
    with open_recording(folder) as recording:
        return list(recording), recording.notes


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
    assert len(read(tmp_path / "day")[0]) == 1 + 20_001 + 2


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
        assert sum(1 for _ in recording) == 10_001


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


def test_a_part_cut_anywhere_gives_all_whole_frames_and_the_later_parts(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
        first = (tmp_path / "day" / "00001.jsonl.zst").stat().st_size
        recorder.append(arrived(2, 3))
        whole = (tmp_path / "day" / "00001.jsonl.zst").read_bytes()
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(4))
    for cut in range(first + 1, len(whole)):
        (tmp_path / "day" / "00001.jsonl.zst").write_bytes(whole[:cut])
        found, notes = read(tmp_path / "day")
        assert [post.id for post in found if post.id in "14"] == ["1", "4"]
        assert all(isinstance(event, Post) for event in found)
        assert "00001.jsonl.zst ends within a frame" in notes[0]


def test_a_damaged_part_is_told_and_the_later_parts_are_read(tmp_path):
    with Recorder(tmp_path / "day", part_bytes=1) as recorder:
        recorder.append(arrived(1))
        recorder.append(arrived(2))
    (tmp_path / "day" / "00001.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd" + b"\xff" * 40)
    told, post = read(tmp_path / "day")[0]
    assert "00001.jsonl.zst: the compressed file is damaged" in told.reason
    assert post.id == "2"


def test_what_an_interrupted_rewriting_left_is_removed(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
    left = tmp_path / "day" / "00001.jsonl.zst.new"
    left.write_bytes(b"half")
    Recorder(tmp_path / "day").close()
    assert not left.exists()
    assert [post.id for post in read(tmp_path / "day")[0]] == ["1"]


def test_a_rewriting_that_fails_leaves_the_part_as_it_was(tmp_path):
    def refuse(row):
        raise ValueError("no")

    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
    path = tmp_path / "day" / "00001.jsonl.zst"
    before = path.read_bytes()
    with pytest.raises(ValueError, match="no"):
        rewrite(path, refuse)
    assert path.read_bytes() == before


def test_a_rewriting_changes_what_it_is_told_to_and_nothing_else(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1, 2, raw=b'{"n": 1e0}'))
    path = tmp_path / "day" / "00001.jsonl.zst"
    assert rewrite(path, lambda row: row | {"text": ""} if row["id"] == "2" else row) is True
    assert [row["text"] for row in rows(path)] == ["Vacature: kok in Assen #banen", ""]
    assert b'"n": 1e0' in b"".join(pieces(path, []))


def test_a_damaged_part_is_not_packed_anew(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
    path = tmp_path / "day" / "00001.jsonl.zst"
    damaged = path.read_bytes() + b"\x28\xb5\x2f\xfd" + b"\xff" * 40
    path.write_bytes(damaged)
    with pytest.raises(BadPost, match="damaged"):
        rewrite(path)
    assert path.read_bytes() == damaged
    assert list(path.parent.glob("*.new")) == []


@pytest.mark.parametrize("bad", [b"not JSON", b"[1]", b"\xff", b""])
def test_a_line_that_is_no_object_costs_just_itself_and_keeps_its_part_as_it_is(tmp_path, bad):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
    path = tmp_path / "day" / "00001.jsonl.zst"
    path.write_bytes(damaged := path.read_bytes() + zstandard.compress(bad + b"\n"))
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(2))
        assert recorder.cursors() == {"mastodon": "after 2"}
        with pytest.raises(BadPost, match=r"00001.jsonl.zst: line 2: not "):
            recorder.revise(lambda row: row | {"text": ""})
    assert [row["text"] for each in parts(tmp_path / "day") for row in rows(each)][1:] == [""]
    assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    "frames", [[b"a" * LIMIT] * 3, [b"a" * 40_000_000], [b"a\n", b"a" * LIMIT, b"a"]]
)
def test_a_line_that_never_ends_is_told_and_not_gathered(tmp_path, frames):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
    path = tmp_path / "day" / "00001.jsonl.zst"
    intact, endless = path.read_bytes(), b"".join(map(zstandard.compress, frames))
    path.write_bytes(intact + endless)
    (first, *_, bad), _notes = read(tmp_path / "day")
    assert (first.id, bad.reason) == ("1", "00001.jsonl.zst: longer than 16 MiB")
    path.write_bytes(intact + endless + zstandard.compress(b"\n") + intact)
    assert read(tmp_path / "day")[0][-1] == first


def test_a_folder_without_parts_is_no_recording(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(FeedGone, match="is a folder"):
        open_recording(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system differ")
@pytest.mark.parametrize("size", [100, 9000])
def test_a_disk_that_is_full_leaves_whole_frames_and_takes_more_when_there_is_room(tmp_path, size):
    script = f"""
import os, resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from pathlib import Path
from feeds.record import Recorder, RecordingInUse
from tests.feeds.test_record import arrived
recorder = Recorder(Path({str(tmp_path / "day")!r}))
recorder.append(arrived(1))
room = (recorder.folder / "00001.jsonl.zst").stat().st_size
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (room + 40, hard))
try:
    recorder.append(arrived(*range(2, 9), raw=os.urandom({size})))
except OSError as error:
    print(type(error).__name__)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
recorder.append(arrived(9))
recorder.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "OSError\n"
    assert [post.id for post in read(tmp_path / "day")[0]] == ["1", "9"]


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_a_part_that_was_removed_is_said_once_and_the_next_one_is_begun(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
        shutil.rmtree(tmp_path / "day")
        with pytest.raises(FileNotFoundError, match="its newest part was removed"):
            recorder.append(arrived(2))
        recorder.append(arrived(2))
    assert [post.id for post in read(tmp_path / "day")[0]] == ["2"]


def test_a_part_that_cannot_be_closed_is_followed_by_the_next(tmp_path):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(arrived(1))
        os.close(recorder._part.fileno())
        recorder.rotate()
        recorder.append(arrived(2))
    assert [post.id for post in read(tmp_path / "day")[0]] == ["1", "2"]


def test_a_part_that_cannot_be_packed_anew_stays_as_it_is(tmp_path):
    with Recorder(tmp_path / "day", part_bytes=1) as recorder:
        (tmp_path / "day" / "00001.jsonl.zst.new").mkdir()
        recorder.append(arrived(1))
        recorder.append(arrived(2))
    assert [post.id for post in read(tmp_path / "day")[0]] == ["1", "2"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_program_killed_at_any_moment_leaves_everything_that_it_said_it_kept(tmp_path):
    script = f"""
from itertools import count
from pathlib import Path
from feeds.record import Recorder, RecordingInUse
from tests.feeds.test_record import arrived
recorder = Recorder(Path({str(tmp_path / "day")!r}), part_bytes=400)
begin = max([0, *(int(at.split()[1]) for at in recorder.cursors().values())])
for number in count(begin + 1):
    recorder.append(arrived(number, raw=b'{{"n": 1}}'))
    print(number, flush=True)
"""
    said = 0
    for lifetime in range(5):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as program:
            for _ in range(3 + 7 * lifetime):
                said = int(program.stdout.readline())
            os.kill(program.pid, signal.SIGKILL)
            said = max([said, *map(int, program.stdout.read().split())])
        found, _ = read(tmp_path / "day")
        kept = [int(event.id) for event in found]
        assert kept[:said] == list(range(1, said + 1))
        assert len(kept) - said <= 1
