"""Whatever bytes or JSON a recording holds, it gives events, and never an exception."""

import json

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds import codec
from feeds.post import Deleted, Gap, Ignored, Post, Unreadable
from feeds.recordings.recording import read

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
