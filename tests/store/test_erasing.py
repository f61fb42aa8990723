"""Deletions reach recordings: nothing of a deleted post's words is left in any part."""

import orjson
import pytest
import zstandard

from feeds import codec
from feeds.base import BadPost, Batch
from feeds.post import Author, Deleted, Kind, Unreadable
from feeds.recordings.parts import parts, pieces
from feeds.recordings.recorder import Recorder
from feeds.recordings.recording import open_recording
from feeds.recordings.revise import rows
from moderator.store.erasing import ErasingRecorder, erasure

WORDS = ("GEHEIM", "Lotte de Vries", "https://prive.example/1")


def words_in(folder):
    text = b"".join(piece for path in parts(folder) for piece in pieces(path, []))
    return [word for word in WORDS if word.encode() in text]


def secret(post, id_="1", **more):
    author = Author("lotte_v", WORDS[1], bio=WORDS[0])
    return post(id_, WORDS[0], author=author, links=(WORDS[2],), hashtags=(WORDS[0],), **more)


def raw(text=WORDS[0]):
    return b'{"text": "%s"}' % text.encode()


def given(*events, position=None):
    return [("x", Batch(events, position, (raw(),) * len(events)))]


def test_a_deletion_takes_the_words_out_of_earlier_and_later_parts(tmp_path, post):
    with ErasingRecorder(tmp_path / "day", part_bytes=1) as recorder:
        recorder.append(given(secret(post), position="1"))
        recorder.append(given(Deleted("1", "x")))
        recorder.append(given(secret(post), position="2"))
        recorder.append([("x", Batch((post("22", "blijft"),), "3", (raw("blijft"),)))])
        assert words_in(tmp_path / "day")
        assert recorder.erase() == 3
        assert words_in(tmp_path / "day") == []
        assert recorder.cursors() == {"x": "3"}
        assert recorder.erase() == 0
    with open_recording(tmp_path / "day") as recording:
        first, deletion, again, other = recording
    assert (first.id, first.text.strip(), first.author.name) == ("1", "", "")
    assert (first.author.handle, len(first.text)) == ("lotte_v", len(WORDS[0]))
    assert (deletion, again.text.strip()) == (Deleted("1", "x"), "")
    assert other == post("22", "blijft")
    assert [row.get("raw") for row in rows(parts(tmp_path / "day")[-1])] == [{"text": "blijft"}]


def test_what_repeats_carries_or_edits_a_deleted_post_loses_its_words_too(tmp_path, post):
    original = secret(post)
    repost = post("2", WORDS[0], kind=Kind.REPOST, repost_of="1", carried=(original,))
    quote = post("3", "kijk", quoted="1", carried=(original,))
    edited = secret(post, "4", versions=("1", "4"))
    with ErasingRecorder(tmp_path / "day") as recorder:
        recorder.append(given(original, repost, quote, edited, Unreadable(1, "no")))
        recorder.append(given(Deleted("1", "x")))
    assert words_in(tmp_path / "day") == []
    texts = [row["text"].strip() for row in rows(parts(tmp_path / "day")[0]) if "text" in row]
    assert texts == ["", "", "kijk", ""]


def test_a_deleted_post_leaves_the_payload_of_the_page_that_it_came_with(tmp_path, post):
    page = b'{"data": [{"id": "22"}, {"id": "117", "text": "GEHEIM"}]}'
    other = b'{"id": "1170", "text": "blijft"}'
    events = (post("22", "hoi"), post("117@mast.example", "GEHEIM"))
    with ErasingRecorder(tmp_path / "day") as recorder:
        recorder.append([("x", Batch(events, None, (page, b"")))])
        recorder.append([("x", Batch((post("1170", "blijft"),), None, (other,)))])
        recorder.append([("x", Batch((Deleted("117@mast.example", "x"),)))])
    packed = b"".join(str(row).encode() for row in rows(parts(tmp_path / "day")[0]))
    assert (b"GEHEIM" in packed, packed.count(b"blijft")) == (False, 2)


@pytest.mark.parametrize(
    ("id_", "payload", "stays"),
    [
        ("17", '{"id": 17}', False),
        ("17", '{"id": "117"}', True),
        ("17", '{"id": "17.5"}', True),
        ("at://did:plc:a/post/3k", '{"uri": "at://did:plc:a/post/3k"}', False),
        ("at://did:plc:a/post/3k", '{"uri": "at://did:plc:b/post/3k"}', True),
        ("at://did:plc:a/post/3k", '{"uri": "at://did:plc:a/post/3k2"}', True),
        ("at://did:plc:a/post/3k", '{"uri": "xat://did:plc:a/post/3k"}', True),
        ("17-", '{"id": "17-"}', False),
        ("17-", '{"id": "17-a"}', True),
        ("--", '{"id": "--"}', False),
        ("--", '{"id": "-a-"}', True),
    ],
)
def test_a_payload_goes_where_it_names_a_deleted_post_by_its_whole_id(post, id_, payload, stays):
    row = codec.encode(post("22", "hoi")) | {"raw": payload}
    revised = erasure({"x:99", f"x:{id_}", "x:12"})(row)
    assert ("raw" in revised) == stays


def test_a_record_that_cannot_be_read_leaves_no_words_which_no_deletion_would_reach(tmp_path):
    with ErasingRecorder(tmp_path / "day") as recorder:
        recorder.append(given(Unreadable(1, "no date")))
        assert words_in(tmp_path / "day") == []


def test_payloads_of_unreadable_records_in_a_recording_go_with_any_deletion(tmp_path):
    line = {"v": 1, "unreadable": "no date", "feed": "x", "cursor": "3"}
    (tmp_path / "day").mkdir()
    packed = zstandard.compress(orjson.dumps(line | {"raw": {"t": WORDS[0]}}) + b"\n")
    (tmp_path / "day" / "00001.jsonl.zst").write_bytes(packed)
    with ErasingRecorder(tmp_path / "day") as recorder:
        recorder.append(given(Deleted("17", "x")))
    assert next(rows(tmp_path / "day" / "00001.jsonl.zst")) == line


def test_a_deletion_that_a_killed_program_left_is_carried_out_by_the_next(tmp_path, post):
    recorder = Recorder(tmp_path / "day")
    recorder.append(given(secret(post), Deleted("1", "x")))
    recorder.close()
    assert words_in(tmp_path / "day")
    with ErasingRecorder(tmp_path / "day") as recorder:
        assert recorder.erase() == 1
    assert words_in(tmp_path / "day") == []


def test_a_post_that_comes_after_its_deletion_was_carried_out_is_erased_too(tmp_path, post):
    with ErasingRecorder(tmp_path / "day") as recorder:
        recorder.append(given(Deleted("1", "x")))
    with ErasingRecorder(tmp_path / "day") as recorder:
        assert recorder.erase() == 0
        repost = post("2", WORDS[0], kind=Kind.REPOST, repost_of="1", carried=(secret(post),))
        for late in (secret(post), repost):
            recorder.append(given(late))
            assert words_in(tmp_path / "day")
            assert recorder.erase() == 1
            assert words_in(tmp_path / "day") == []
        recorder.append(given(secret(post)))
    assert words_in(tmp_path / "day") == []


def test_without_deletions_nothing_is_rewritten(tmp_path, post):
    with ErasingRecorder(tmp_path / "day") as recorder:
        recorder.append(given(secret(post)))
    path = tmp_path / "day" / "00001.jsonl.zst"
    before = path.stat().st_mtime_ns, path.stat().st_ino
    with ErasingRecorder(tmp_path / "day") as recorder:
        assert recorder.erase() == 0
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before
    assert not list((tmp_path / "day").glob("*.new"))


def test_a_damaged_part_is_told_and_the_others_are_done(tmp_path, post):
    with Recorder(tmp_path / "day", part_bytes=1) as recorder:
        recorder.append(given(post("9")))
        recorder.append(given(secret(post)))
    first = tmp_path / "day" / "00001.jsonl.zst"
    first.write_bytes(zstandard.compress(b'{"v": 1}\n') + b"\x28\xb5\x2f\xfd" + b"\xff" * 40)
    with Recorder(tmp_path / "day") as recorder, pytest.raises(BadPost, match="00001"):
        recorder.revise(erasure({"x:1"}))
    (row,) = rows(tmp_path / "day" / "00002.jsonl.zst")
    assert row["text"].strip() == ""


def test_beside_a_damaged_part_deletions_are_carried_out_all_the_same(tmp_path, post):
    with Recorder(tmp_path / "day", part_bytes=1) as recorder:
        recorder.append(given(post("9")))
        recorder.append(given(secret(post), Deleted("1", "x")))
    (tmp_path / "day" / "00001.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd" + b"\xff" * 40)
    recorder = ErasingRecorder(tmp_path / "day")
    with pytest.raises(BadPost, match="00001"):
        recorder.close()
    (row, _) = rows(tmp_path / "day" / "00002.jsonl.zst")
    assert row["text"].strip() == ""


def test_a_line_that_is_no_json_is_told_at_the_end_whenever_it_was_met(tmp_path, post):
    with Recorder(tmp_path / "day") as recorder:
        recorder.append(given(secret(post), Deleted("1", "x")))
    path = tmp_path / "day" / "00001.jsonl.zst"
    path.write_bytes(path.read_bytes() + zstandard.compress(b"not JSON\n"))
    recorder = ErasingRecorder(tmp_path / "day")
    with pytest.raises(BadPost, match="line 3: not JSON"):
        recorder.erase()
    with pytest.raises(BadPost, match="line 3: not JSON"):
        recorder.close()


def test_a_payload_that_changes_nothing_stays_byte_for_byte(tmp_path, post):
    with ErasingRecorder(tmp_path / "day") as recorder:
        kept = [("x", Batch((post("5"),), None, (b'{"n": 1e0}',)))]
        recorder.append([*kept, *given(secret(post), Deleted("1", "x"))])
    text = b"".join(pieces(tmp_path / "day" / "00001.jsonl.zst", []))
    assert b'"raw":{"n": 1e0}' in text
