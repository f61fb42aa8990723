from datetime import UTC, datetime

import orjson
import pytest

from feeds.bluesky.fair import Belonging
from feeds.bluesky.wire import read
from feeds.formats import bluesky
from feeds.post import Author, Deleted, Ignored, Kind, Post, Unreadable

DID = "did:plc:zorgdal"
URI = f"at://{DID}/app.bsky.feed.post/1"
OTHER = "at://did:plc:kim/app.bsky.feed.post/2"
RECEIVED = datetime(2026, 7, 3, 9, 0, 1, tzinfo=UTC)


def record(**changes):
    return {
        "$type": bluesky.POST,
        "createdAt": "2026-07-03T09:00:00.000Z",
        "text": "Vacature: kok",
    } | changes


def frame(content, *, operation="create", collection=bluesky.POST, rkey="1"):
    commit = {"operation": operation, "collection": collection, "rkey": rkey, "record": content}
    return {"did": DID, "time_us": 1783069201000000, "kind": "commit", "commit": commit}


def view(content=None, **changes):
    author = {"did": DID, "handle": "zorgdal.example", "displayName": "Zorgdal"}
    return {
        "uri": URI,
        "cid": "c",
        "author": author,
        "record": content or record(),
        "indexedAt": "2026-07-03T09:00:01Z",
    } | changes


def only(payload):
    (event,) = bluesky.events(payload, 3)
    return event


def facet(text, part, kind, **feature):
    start = len(text[: text.index(part)].encode())
    index = {"byteStart": start, "byteEnd": start + len(part.encode())}
    return {"index": index, "features": [{"$type": f"app.bsky.richtext.facet#{kind}"} | feature]}


def test_a_frame_gives_its_post_with_both_times():
    post = only(frame(record(langs=["nl", "en"])))
    assert (post.id, post.author.handle, post.lang, post.conversation) == (URI, DID, "nl", URI)
    assert (post.created_at, post.received_at) == (datetime(2026, 7, 3, 9, tzinfo=UTC), RECEIVED)


def test_the_second_wire_is_read_as_well():
    commit = frame(record())["commit"] | {"did": DID, "time": "2026-07-03T09:00:01Z"}
    post = only({"$type": "message", "payload": commit})
    assert (post.id, post.received_at) == (URI, RECEIVED)
    assert isinstance(only({"$type": "message", "payload": {"info": "x"}}), Ignored)
    assert isinstance(only({"$type": "error"}), Ignored)


def test_a_time_that_lies_does_not_place_a_post_after_its_arrival():
    assert only(frame(record(createdAt="2031-01-01T00:00:00Z"))).at == RECEIVED


def test_facets_count_bytes():
    text = "🎉 Bij @zorg.example: werk.example/1 #TBNN"
    facets = [
        facet(text, "#TBNN", "tag", tag="TBNN"),
        facet(text, "werk.example/1", "link", uri="https://werk.example/1"),
        facet(text, "@zorg.example", "mention", did=DID),
        facet(text, "Bij", "other"),
    ]
    post = only(frame(record(text=text, facets=facets, tags=["extra"])))
    assert (post.links, post.hashtags, post.mentions) == (
        ("https://werk.example/1",),
        ("TBNN", "extra"),
        ("zorg.example",),
    )


def test_a_facet_that_points_nowhere_still_mentions_by_did():
    for index in ({}, {"byteStart": -4, "byteEnd": "x"}, {"byteStart": 900, "byteEnd": 950}, None):
        facets = [{"index": index, "features": [{"$type": "a#mention", "did": "did:plc:kim"}]}]
        assert only(frame(record(facets=facets))).mentions == ("did:plc:kim",)


def test_replies_and_quotes_keep_their_references():
    reply = {"parent": {"uri": OTHER}, "root": {"uri": "at://r"}}
    embed = {"$type": "app.bsky.embed.record", "record": {"uri": OTHER}}
    both = only(frame(record(reply=reply, embed=embed)))
    assert (both.kind, both.in_reply_to, both.conversation, both.quoted) == (
        Kind.REPLY,
        OTHER,
        "at://r",
        OTHER,
    )
    media = {
        "record": {"record": {"uri": OTHER}},
        "media": {"external": {"uri": "https://werk.example"}},
    }
    quote = only(frame(record(embed=media)))
    assert (quote.kind, quote.quoted, quote.links) == (Kind.QUOTE, OTHER, ("https://werk.example",))
    assert (
        only(frame(record(embed={"record": {"uri": "at://d/app.bsky.graph.list/1"}}))).quoted
        is None
    )


def test_a_repost_has_no_words():
    post = only(frame(record(subject={"uri": OTHER}), collection=bluesky.REPOST))
    assert (post.kind, post.repost_of, post.text) == (Kind.REPOST, OTHER, "")


def test_an_update_is_an_edit_and_a_deletion_a_deletion():
    assert only(frame(record(), operation="update")).edited_at == RECEIVED
    assert only(frame(None, operation="delete")) == Deleted(URI, "bluesky", RECEIVED)
    assert only(frame(None, operation="delete", collection=bluesky.REPOST)).id.endswith("repost/1")
    assert isinstance(
        only(frame(None, operation="delete", collection="app.bsky.feed.like")), Ignored
    )


@pytest.mark.parametrize(
    "payload",
    [
        frame({}, collection="app.bsky.feed.like"),
        {"kind": "identity", "did": DID},
        {"kind": "", "did": DID},
        frame({}, collection=""),
        {"uri": f"at://{DID}/app.bsky.graph.follow/1", "value": {}},
    ],
)
def test_what_is_no_post_is_ignored(payload):
    assert isinstance(only(payload), Ignored)


def test_a_view_knows_handle_name_and_quoted_post():
    shown = {
        "record": {
            "uri": OTHER,
            "author": {"did": "did:plc:kim", "handle": "handle.invalid"},
            "value": record(text="Wie?"),
        }
    }
    post = only(view(embed=shown))
    assert (post.author.handle, post.author.name, post.received_at) == (
        "zorgdal.example",
        "Zorgdal",
        RECEIVED,
    )
    assert (post.carried[0].text, post.carried[0].author.handle) == ("Wie?", "did:plc:kim")
    assert only({"posts": [view()]}).id == URI
    assert only(view(embed={"record": shown["record"] | {"uri": ""}})).carried == ()


def test_a_feed_shows_parents_and_reposts():
    parent = view(uri=OTHER)
    post = only({"feed": [{"post": view(), "reply": {"parent": parent}}]})
    assert [other.id for other in post.carried] == [OTHER]
    by = {"did": "did:plc:kim", "handle": "kim.example"}
    repost = only({"post": view(), "reason": {"by": by, "indexedAt": "2026-07-03T10:00:00Z"}})
    assert (repost.kind, repost.repost_of, repost.author.handle) == (
        Kind.REPOST,
        URI,
        "kim.example",
    )
    assert repost.id == f"{URI}#reposted-by-did:plc:kim"
    gone = {"post": {"uri": f"at://{DID}/app.bsky.feed.post/9", "author": {"did": DID}}}
    assert isinstance(only({"feed": [gone]}), Unreadable)


def test_a_thread_is_read_from_the_top_down():
    def node(key, *replies, **more):
        return {
            "post": view(uri=f"at://{DID}/app.bsky.feed.post/{key}"),
            "replies": list(replies),
        } | more

    top = node("b", node("c", node("d")), node("e"), parent=node("a"))
    posts = list(bluesky.events({"thread": top}))
    assert [post.id[-1] for post in posts] == list("abcde")
    assert isinstance(only({"thread": {"notFound": True}}), Unreadable)


def test_stored_records_take_their_author_from_their_uri():
    assert only({"records": [{"uri": URI, "cid": "c", "value": record()}]}).author.handle == DID
    assert only({"uri": URI, "cid": "c", "value": record()}).id == URI
    assert only({"uri": "http://x", "value": {}}) == Unreadable(3, "no uri")


@pytest.mark.parametrize(
    "content",
    [record(text=5), record(createdAt="0000-01-01T00:00:00Z"), record(createdAt=None), None],
)
def test_a_record_without_what_it_needs_is_unreadable(content):
    assert isinstance(only({"uri": URI, "value": content}), Unreadable)
    assert isinstance(only(frame(content) | {"time_us": None}), Unreadable)


@pytest.mark.parametrize(
    "written",
    ["2026-07-03T10:00:00", "2026-07-03", "yesterday", "0000-01-01T00:00:00Z", "", None, 5],
)
def test_whatever_an_author_writes_as_its_date_a_post_counts_from_when_it_was_received(written):
    content = record(createdAt=written)
    for post in (only(frame(content)), only(view(content))):
        assert (post.created_at, post.received_at, post.at) == (RECEIVED, RECEIVED, RECEIVED)


def test_a_clock_out_of_range_is_no_arrival():
    assert only(frame(record()) | {"time_us": True}).received_at is None
    assert isinstance(only(frame(record()) | {"time_us": 10**18}), Unreadable)
    assert isinstance(only(frame(record())), Post)


def test_of_very_many_posts_the_oldest_are_let_go_and_so_are_their_authors(monkeypatch):
    monkeypatch.setattr("feeds.bluesky.fair.MOST", 2)
    known = Belonging(["fair"])
    for number, did in enumerate(("did:a", "did:b", "did:b", "did:c")):
        author = Author(did, id=did)
        post = Post(f"at://{number}", "bluesky", Kind.ORIGINAL, author, "hoi #fair", RECEIVED)
        known.add([post], with_threads=True)
    assert known.posts_of("did:b") == ["at://2"]
    assert [known.knows(did) for did in ("did:a", "did:b", "did:c")] == [False, True, True]


def test_the_deletion_of_a_post_that_only_came_with_another_concerns_the_fair():
    known = Belonging(["fair"])
    author = {"did": "did:plc:kim", "handle": "kim.example"}
    quoted = {"uri": OTHER, "author": author, "value": record(text="Wie?")}
    known.add([only(view(record(text="#fair"), embed={"record": quoted}))], with_threads=True)
    deletion = {"did": "did:plc:kim", "kind": "commit", "time_us": 1}
    commit = {"collection": bluesky.POST, "rkey": "2", "record": record(text="Wie?")}

    def is_ours(operation):
        event = {**deletion, "commit": commit | {"operation": operation}}
        return known.is_ours(read(orjson.dumps(event), None)[0])

    assert (is_ours("delete"), is_ours("create")) == (True, False)
    assert known.posts_of("did:plc:kim") == [OTHER]
