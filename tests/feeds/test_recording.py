import gzip
import io
import json
import sys
from datetime import UTC, datetime

import orjson
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import codec
from feeds.base import FeedGone
from feeds.lines import LIMIT, too_long
from feeds.post import Author, Deleted, Gap, Ignored, Kind, Post, Unreadable
from feeds.recording import open_recording, read

AT = datetime(2026, 7, 3, 9, tzinfo=UTC)


def post(key):
    return Post(str(key), "x", Kind.ORIGINAL, Author("kim"), f'Vacature {{{key}}} "[', AT)


def row(key):
    return orjson.dumps(codec.encode(post(key)))


def pretty(key):
    return json.dumps(codec.encode(post(key)), indent=2).encode()


def ids(events):
    return [event.id for event in events]


ROWS = b"\n".join(map(row, range(5)))
SSE = (
    b":)\nevent: delete\ndata: 7\n\n:thump\nevent: update\ndata: {}\n\ndata: "
    + row(1)
    + b"\n\nid: 4"
)
TABLE = (
    'Datum;Gebruikersnaam;Bericht\n3-7-2026 11:00;kim;"Vacature:\nkok"\n14-7-2026 11:00;jo;Café'
).encode()
LAYOUTS = {
    "lines": ROWS,
    "list": b"[" + b",".join(map(row, range(5))) + b"]",
    "pretty list": b"[\n" + b",\n".join(map(pretty, range(5))) + b"\n]\n",
    "pretty objects": b"\n".join(map(pretty, range(5))),
    "values in a row": b"".join(map(row, range(5))),
    "lists in a row": b"["
    + row(0)
    + b","
    + row(1)
    + b"]\n["
    + b",".join(map(row, (2, 3, 4)))
    + b"]",
    "windows lines": b"\xef\xbb\xbf" + ROWS.replace(b"\n", b"\r\n") + b"\r\n",
    "old mac lines": b"\r" + ROWS.replace(b"\n", b"\r") + b"\r",
    "old mac list": b"[\r" + b",\r".join(map(row, range(5))) + b"\r]\r",
    "utf-16": ROWS.decode().encode("utf-16"),
    "utf-16 without a mark": ROWS.decode().encode("utf-16-be"),
    "utf-16-le without a mark": ROWS.decode().encode("utf-16-le"),
    "gzip": gzip.compress(ROWS, mtime=0),
    "zstd": zstandard.compress(ROWS),
    "two gzips": gzip.compress(ROWS[:100], mtime=0)
    + gzip.compress(ROWS[100:], mtime=0)
    + b"\0" * 9,
    "two frames": zstandard.compress(ROWS[:100]) + zstandard.compress(ROWS[100:]),
}
ODD = {
    "sse": SSE,
    "table": TABLE,
    "old mac table": TABLE.replace(b":\n", b": ").replace(b"\n", b"\r"),
    "table with a stray return": TABLE.replace(b";B", b";\rB"),
    "table with an open quote": TABLE.replace(b'kok"', b"kok"),
    "open lists": b"[" * 500 + b"\n" + ROWS,
    "table in utf-16": TABLE.decode().encode("utf-16"),
    "cut-off gzip": gzip.compress(ROWS, mtime=0)[:-20],
    "cut-off list": LAYOUTS["pretty list"][:-300],
    "junk": b'[{"a": "\\"}"}, huh {]} {"v": 1}] }{ "',
}


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


EVENTS = (Post, Deleted, Ignored, Unreadable, Gap)
MARKS = [bytes([byte]) for byte in b'{}[]"\\,:\n\0\xff']
PHRASES = (
    rb'data:|"id":|"text":"a"|"data":|"kind":"commit"|1e999|3-7-2026|'
    b"event: update\n|Datum;Bericht\n|date,text,author\n|\x1f\x8b|\x28\xb5\x2f\xfd|\xff\xfe"
)
FRAGMENTS = st.sampled_from([*MARKS, *PHRASES.split(b"|")])


@settings(max_examples=300)
@given(st.binary() | st.lists(FRAGMENTS, max_size=25).map(b"".join))
def test_any_bytes_give_events_and_never_an_exception(data):
    assert all(isinstance(event, EVENTS) for event in read([data]))


KEYS = [
    "v",
    "id",
    "source",
    "kind",
    "author",
    "text",
    "created_at",
    "deleted",
    "at",
    "carried",
    "data",
    "includes",
    "tweets",
    "users",
    "action",
    "entities",
    "urls",
    "referenced_tweets",
    "type",
    "note_tweet",
    "author_id",
    "user",
    "id_str",
    "retweeted_status",
    "statuses",
    "delete",
    "account",
    "content",
    "reblog",
    "visibility",
    "quote",
    "state",
    "quoted_status",
    "tags",
    "mentions",
    "url",
    "uri",
    "event",
    "payload",
    "stream",
    "descendants",
    "ancestors",
    "did",
    "time_us",
    "commit",
    "record",
    "collection",
    "rkey",
    "operation",
    "facets",
    "index",
    "features",
    "embed",
    "reply",
    "parent",
    "root",
    "thread",
    "post",
    "posts",
    "feed",
    "reason",
    "by",
    "records",
    "value",
    "langs",
    "createdAt",
    "subject",
    "external",
    "timestamp_ms",
    "status",
    "in_reply_to_status_id",
    "edited_at",
    "spoiler_text",
    "replies",
    "indexedAt",
    "reposted",
]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(
        [
            "",
            "1",
            "2026-07-03T09:00:00Z",
            "commit",
            "create",
            "public",
            "update",
            "accepted",
            "#link",
            "app.bsky.feed.post",
            "at://d/app.bsky.feed.post/1",
            "https://a.example/…",
            "<a href='x'>#y",
        ]
    )
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8)
    ),
    max_leaves=40,
)


@settings(max_examples=400)
@given(TREES)
def test_any_json_gives_events_and_never_an_exception(tree):
    for event in read([json.dumps(tree).encode()]):
        assert isinstance(event, EVENTS)
        if isinstance(event, Post | Deleted):
            assert codec.decode(orjson.loads(orjson.dumps(codec.encode(event)))) == event


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


def test_long_lines_may_end_in_crlf_where_the_head_is_cut():
    body = b'{"a": "' + b"x" * ((1 << 16) - 10) + b'"}'
    events = list(read([body + b"\r", b"\n" + row(1) + b"\r\n" + row(2)]))
    assert events[1:] == [post(1), post(2)]


def test_lines_that_end_in_bare_returns_are_numbered():
    events = list(read([row(1) + b"\rhuh\r" + row(2)]))
    assert (events[0], events[1].line, events[2]) == (post(1), 2, post(2))


def test_a_huge_line_is_skipped_in_little_memory():
    chunk = b"x" * (1 << 20)
    events = list(read([row(1), b"\n", *([chunk] * 50), b"\n", row(2)]))
    assert events == [post(1), Unreadable(2, too_long()), post(2)]


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


@pytest.mark.parametrize("packed", [gzip.compress(ROWS, mtime=0), zstandard.compress(ROWS)])
@pytest.mark.parametrize("kept", [3, 10, 60, -1])
def test_a_compressed_file_that_is_cut_off_says_so(packed, kept):
    *_, last = read([packed[:kept]])
    assert isinstance(last, Unreadable)


def test_a_damaged_compressed_file_says_so():
    packed = bytearray(gzip.compress(ROWS * 50, mtime=0))
    packed[60:80] = bytes(20)
    *_, last = read([bytes(packed)])
    assert last.reason == "the compressed file is damaged from here on"


@pytest.mark.parametrize(
    "head",
    [
        b"PK\x03\x04\x14\0\x06\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7\n",
        b"\x7fELF\x02\x01\x01",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"SQLite format 3\0\x10",
    ],
)
def test_what_is_no_text_says_so_once_and_what_to_do_with_it(head):
    (only,) = read([head + bytes(600) + b"\n" + bytes(600) + b"\n\xff\x9d\n"])
    assert only.reason.startswith("no text, but a workbook, an archive, a picture")


@pytest.mark.parametrize("before", [bytes(512), b"\x1b[0m", b"caf\xe9;1\n"])
def test_a_stray_beginning_does_not_make_a_recording_no_text(before):
    assert list(read([before + b"\n" + ROWS]))[-1] == list(read([ROWS]))[-1]


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
