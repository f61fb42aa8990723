"""A recording gives the same posts in any layout, and says what in it cannot be read."""

import gzip
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.base import FeedGone
from feeds.lines import LIMIT, too_long
from feeds.post import Deleted, Ignored, Post, Unreadable
from feeds.recordings.recording import open_recording, read
from tests.feeds.recordings.layouts import LAYOUTS, ODD, ROWS, SSE, ids, post, row


@pytest.mark.parametrize("data", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_gives_the_same_posts(data):
    assert list(read([data])) == [post(key) for key in range(5)]


@given(st.data())
def test_chunks_do_not_change_what_is_read(data):
    whole = data.draw(st.sampled_from([*LAYOUTS.values(), *ODD.values()]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=30)))
    chunks = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert list(read(chunks)) == list(read([whole]))


@pytest.mark.parametrize("data", [*LAYOUTS.values(), *ODD.values()], ids=[*LAYOUTS, *ODD])
def test_byte_by_byte_is_no_different(data):
    assert list(read(bytes([byte]) for byte in data)) == list(read([data]))


def test_stream_events_become_posts_and_deletions():
    assert [type(event) for event in read([SSE])] == [Deleted, Unreadable, Post]
    assert next(read([SSE])) == Deleted("7", "mastodon")


def test_formats_may_be_mixed_line_by_line():
    mastodon = b'{"event":"delete","payload":"8"}'
    old = b'{"delete":{"status":{"id_str":"9"}}}'
    assert ids(read([b"\n".join([row(1), mastodon, b"", b"event: delete\ndata: 10\n", old])])) == [
        "1",
        "8",
        "10",
        "9",
    ]


def test_a_line_that_cannot_be_read_is_told_by_its_number():
    events = list(
        read([row(1) + b'\n\n\xff\n{"a\n[1]\n' + b"[" * 5000 + b"\n" + b"\0" * 9 + b"\n" + row(2)])
    )
    assert [event.line for event in events if isinstance(event, Unreadable)] == [3, 4, 5, 6, 7]
    assert (events[0], events[-1]) == (post(1), post(2))


@pytest.mark.parametrize("depth", [3, 500, 100_000])
@pytest.mark.parametrize("mark", [b"[", b"[ "])
def test_open_lists_on_the_first_line_cost_just_that_line(depth, mark):
    first, *others = read([mark * depth, b"\n", ROWS])
    assert (type(first), first.line) == (Unreadable, 1)
    assert others == [post(key) for key in range(5)]


def test_a_huge_value_in_a_document_is_skipped_too():
    huge = b'{"text": "' + b"x" * LIMIT + b'"}'
    events = list(read([b"[\n", row(1), b",\n", huge, b",\n", row(2), b"\n]"]))
    assert events == [post(1), Unreadable(3, too_long()), post(2)]


def test_a_huge_stream_event_is_skipped_too():
    line = b"data: " + b"x" * (LIMIT // 2) + b"\n"
    events = list(read([b"event: update\n", line, line, line, b"\n", b"event: delete\ndata: 7\n"]))
    assert events == [Unreadable(2, too_long()), Deleted("7", "mastodon")]


def test_a_document_that_is_cut_off_keeps_what_was_whole():
    cut = LAYOUTS["pretty list"]
    assert (
        list(read([cut[: cut.rindex(b"}") - 5]]))[-1].reason
        == "cut off: the file ends within this value"
    )
    assert (
        list(read([cut[: cut.rindex(b"]")]]))[-1].reason == "cut off: the file ends within a list"
    )
    assert len(list(read([cut[: cut.rindex(b"]")]]))) == 6


def test_values_in_a_document_know_their_lines():
    data = b"[\n" + row(1) + b',\nhuh\n,{"a":\n1}\n]'
    assert [event.line for event in read([data]) if isinstance(event, Unreadable)] == [3, 4]


def test_a_disk_that_fails_ends_the_recording_and_says_so():
    def failing():
        yield row(1) + b"\n"
        raise OSError(5, "Input/output error")

    assert list(read(failing())) == [
        post(1),
        Unreadable(2, "cannot be read any further: Input/output error"),
    ]
    assert [type(event) for event in read(broken_at_once())] == [Unreadable]
    assert [type(event) for event in read(broken_document())] == [Unreadable, Unreadable]


def broken_at_once():
    raise OSError("no disk")
    yield b""


def broken_document():
    yield b'[{"a": \n'
    raise OSError("no disk")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_recording_has_no_events(data):
    assert list(read([data])) == []


def test_pages_without_posts_are_counted():
    assert (
        list(read([b"[]\n{}\n" + b'{"ancestors":[],"descendants":[]}']))
        == [Ignored("empty page")] * 3
    )


def test_an_object_of_no_format_is_named_by_its_keys():
    (event,) = read([b'{"zebra": 1, "ape": 2}'])
    assert event == Unreadable(1, "not a known format: an object with 'ape, zebra'")


def test_a_recording_is_opened_by_its_path(tmp_path):
    path = tmp_path / "day.anything"
    path.write_bytes(gzip.compress(ROWS, mtime=0))
    with open_recording(path) as recording:
        assert ids(recording) == list("01234")
        assert (recording.name, recording.notes) == ("day.anything", [])


def test_standard_input_is_read_and_stays_open(monkeypatch):
    source = io.TextIOWrapper(io.BytesIO(ROWS))
    monkeypatch.setattr(sys, "stdin", source)
    with open_recording("-") as recording:
        assert ids(recording) == list("01234")
    assert not source.buffer.closed


def test_what_cannot_be_opened_says_what_to_do(tmp_path):
    with pytest.raises(FeedGone, match="there is no recording"):
        open_recording(tmp_path / "none")
    with pytest.raises(FeedGone, match="is a folder"):
        open_recording(tmp_path)
    with pytest.raises(FeedGone, match="cannot be opened"):
        open_recording("a\0b")
    with pytest.raises(FeedGone, match="cannot be opened"):
        open_recording("a" * 5000)


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(FeedGone, match="check its permissions"):
        open_recording(tmp_path / "day")
