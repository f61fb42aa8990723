"""Bluesky: Jetstream frames, repository records, post and feed views, threads.

https://docs.bsky.app/docs/advanced-guides/posts and github.com/bluesky-social/jetstream
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from feeds.base import BadPost
from feeds.formats.facets import Marks
from feeds.formats.links import shared
from feeds.formats.times import from_iso, from_microseconds
from feeds.formats.wire import (
    Json,
    attempt,
    author,
    each,
    needed,
    record,
    records,
    string,
    strings,
    time_or_none,
    unique,
)
from feeds.post import Author, Deleted, Event, Ignored, Kind, Post
from feeds.said import said

SOURCE = "bluesky"
POST = "app.bsky.feed.post"
REPOST = "app.bsky.feed.repost"
SHAPES = (
    "did kind",
    "$type payload",
    "uri author record",
    "uri value",
    "post",
    "posts",
    "feed",
    "thread",
    "records",
)
"""Keys of which one group is there in every payload of this format."""


def events(payload: Json, line: int = 0) -> Iterator[Event]:
    """The posts and deletions of one frame, record, view, page or thread."""
    if isinstance(payload.get("payload"), dict):
        yield attempt(_message, payload["payload"], line)
    elif "kind" in payload:
        yield attempt(_frame, payload, line)
    elif "thread" in payload:
        yield from each(_view, list(_thread(record(payload["thread"]))), line)
    elif "feed" in payload:
        yield from each(_feed_item, payload["feed"], line)
    elif "post" in payload:
        yield attempt(_feed_item, payload, line)
    elif "posts" in payload:
        yield from each(_view, payload["posts"], line)
    elif "records" in payload:
        yield from each(_stored, payload["records"], line)
    elif "value" in payload:
        yield attempt(_stored, payload, line)
    elif "record" in payload:
        yield attempt(_view, payload, line)
    else:
        yield Ignored("message")


def _message(payload: Json) -> Event:
    """A frame of Jetstream's second wire, where the commit is not nested."""
    if "operation" not in payload:
        return Ignored("message")
    return _commit(string(payload.get("did")), payload, time_or_none(payload.get("time")))


def _frame(payload: Json) -> Event:
    """A frame of Jetstream's first wire."""
    if payload["kind"] != "commit":
        return Ignored(string(payload["kind"])[:40] or "frame")
    received = from_microseconds(payload.get("time_us"))
    return _commit(string(payload.get("did")), record(payload.get("commit")), received)


def _commit(did: str, commit: Json, received: datetime | None) -> Event:
    collection = string(commit.get("collection"))
    if collection not in (POST, REPOST):
        return Ignored(collection[:60] or "commit")
    uri = f"at://{needed(did, 'author')}/{collection}/{needed(string(commit.get('rkey')), 'key')}"
    if commit.get("operation") == "delete":
        return Deleted(uri, SOURCE, received)
    post = _post(uri, record(commit.get("record")), Author(handle=did, id=did), received)
    return replace(post, edited_at=received) if commit.get("operation") == "update" else post


def _stored(item: Json) -> Event:
    """A record as its repository gives it: its uri tells the author."""
    uri = string(item.get("uri"))
    parts = uri.split("/")
    if not uri.startswith("at://") or len(parts) != 5:
        raise BadPost(said("no uri"))
    if parts[3] not in (POST, REPOST):
        return Ignored(parts[3][:60])
    return _post(uri, record(item.get("value")), Author(handle=parts[2], id=parts[2]))


def _thread(top: Json) -> Iterator[Json]:
    """The post views of a thread, top down."""
    above = [top]
    while parent := record(above[-1].get("parent")):
        above.append(parent)
    for node in reversed(above[1:]):
        yield record(node.get("post"))
    waiting = [top]
    while waiting:
        node = waiting.pop()
        yield record(node.get("post"))
        waiting.extend(records(node.get("replies"))[::-1])


def _feed_item(item: Json) -> Post:
    """A post as a feed shows it: with its parent, or because somebody reposted it."""
    post = _view(record(item.get("post")))
    reason = record(item.get("reason"))
    if "by" in reason:
        return _reposted(post, reason)
    parent = _maybe(record(record(item.get("reply")).get("parent")))
    return replace(post, carried=(parent, *post.carried)) if parent else post


def _reposted(post: Post, reason: Json) -> Post:
    """A repost; views made before they told its uri get an id from who reposted what."""
    author = _author(record(reason["by"]))
    return Post(
        id=string(reason.get("uri")) or f"{post.id}#reposted-by-{author.id}",
        source=SOURCE,
        kind=Kind.REPOST,
        author=author,
        text=post.text,
        created_at=from_iso(reason.get("indexedAt")),
        repost_of=post.id,
        links=post.links,
        hashtags=post.hashtags,
        mentions=post.mentions,
        lang=post.lang,
        carried=(replace(post, carried=()),),
    )


def _view(view: Json) -> Post:
    """A post as the app view shows it, with the post that it quotes."""
    shown = record(record(view.get("embed")).get("record"))
    quoted = _maybe(record(shown.get("record")) or shown)
    return replace(_shown(view), carried=(quoted,) if quoted else ())


def _shown(view: Json) -> Post:
    """The post of a view, by itself."""
    uri = needed(string(view.get("uri")), "uri")
    content = record(view.get("record")) or record(view.get("value"))
    received = time_or_none(view.get("indexedAt"))
    return _post(uri, content, _author(record(view.get("author"))), received)


def _maybe(view: Json) -> Post | None:
    """A post that another one's view includes; None where it is blocked or gone."""
    try:
        return _shown(view)
    except BadPost:
        return None


def _author(view: Json) -> Author:
    did = needed(string(view.get("did")), "author")
    handle = string(view.get("handle"))
    known = handle and handle != "handle.invalid"
    bio = string(view.get("description"))
    name = string(view.get("displayName"))
    return author(handle if known else did, name, id_=did, bio=bio)


def _post(uri: str, content: Json, author: Author, received: datetime | None = None) -> Post:
    """The post that a record says, by that author.

    Anybody may write anything as its date: what names no moment counts from when it was received.
    """
    written = content.get("createdAt")
    at = time_or_none(written) or received or from_iso(written)
    if f"/{REPOST}/" in uri:
        of = needed(string(record(content.get("subject")).get("uri")), "reposted post")
        return Post(uri, SOURCE, Kind.REPOST, author, "", at, received, repost_of=of, uri=uri)
    if not isinstance(content.get("text"), str):
        raise BadPost(said("no text"))
    reply = record(content.get("reply"))
    reply_to = string(record(reply.get("parent")).get("uri")) or None
    quoted, attached = _embedded(record(content.get("embed")))
    marks = Marks(content["text"], records(content.get("facets")))
    return Post(
        id=uri,
        source=SOURCE,
        kind=Kind.of(None, reply_to, quoted),
        author=author,
        text=content["text"],
        created_at=at,
        received_at=received,
        in_reply_to=reply_to,
        conversation=string(record(reply.get("root")).get("uri")) or reply_to or uri,
        quoted=quoted,
        links=shared((*marks.links, attached)),
        hashtags=unique((*marks.hashtags, *strings(content.get("tags")))),
        mentions=unique(marks.mentions),
        lang=next(iter(strings(content.get("langs"))), None),
        uri=uri,
    )


def _embedded(embed: Json) -> tuple[str | None, str]:
    """The uri of the quoted post, and the link of the card.

    With media besides a quote, both lie one level deeper.
    """
    inner = record(embed.get("record"))
    uri = string(inner.get("uri")) or string(record(inner.get("record")).get("uri"))
    card = record(embed.get("external")) or record(record(embed.get("media")).get("external"))
    return (uri if f"/{POST}/" in uri else None), string(card.get("uri"))
