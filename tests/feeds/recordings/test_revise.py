"""A part that is rewritten changes as it is told to, or stays as it was."""

import pytest
import zstandard

from feeds.base import BadPost
from feeds.recordings.parts import parts, pieces
from feeds.recordings.recorder import Recorder
from feeds.recordings.revise import rewrite, rows
from tests.feeds.recordings.recorded import arrived, read


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
