"""The parts of a recording: cut, damaged, removed or killed, the others are whole."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
import zstandard

from feeds.lines import LIMIT
from feeds.post import Post
from feeds.recordings.recorder import Recorder
from tests.feeds.recordings.recorded import arrived, read


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


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system differ")
@pytest.mark.parametrize("size", [100, 9000])
def test_a_disk_that_is_full_leaves_whole_frames_and_takes_more_when_there_is_room(tmp_path, size):
    script = f"""
import os, resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from pathlib import Path
from feeds.recordings.recorder import Recorder, RecordingInUse
from tests.feeds.recordings.recorded import arrived
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
from feeds.recordings.recorder import Recorder, RecordingInUse
from tests.feeds.recordings.recorded import arrived
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
