"""Recordings in every layout that there is, for tests, and the posts that are in them."""

import gzip
import json
from datetime import UTC, datetime

import orjson
import zstandard

from feeds import codec
from feeds.post import Author, Kind, Post

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
