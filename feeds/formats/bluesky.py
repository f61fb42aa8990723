"""Bluesky: Jetstream frames, repository records, post and feed views, threads.

https://docs.bsky.app/docs/advanced-guides/posts and github.com/bluesky-social/jetstream
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from feeds.base import BadPost
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
    post = _post(uri, record(commit.get("record")), Author(handle=did, id=did))
    edited = received if commit.get("operation") == "update" else None
    return replace(post, received_at=received, edited_at=edited)


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
    uri = needed(string(view.get("uri")), "uri")
    post = _post(uri, record(view.get("record")), _author(record(view.get("author"))))
    shown = record(record(view.get("embed")).get("record"))
    quoted = _maybe(record(shown.get("record")) or shown)
    received = time_or_none(view.get("indexedAt"))
    return replace(post, received_at=received, carried=(quoted,) if quoted else ())


def _maybe(view: Json) -> Post | None:
    """A post that another one's view includes; None where it is blocked or gone."""
    content = record(view.get("record")) or record(view.get("value"))
    try:
        uri = needed(string(view.get("uri")), "uri")
        post = _post(uri, content, _author(record(view.get("author"))))
    except BadPost:
        return None
    return replace(post, received_at=time_or_none(view.get("indexedAt")))


def _author(view: Json) -> Author:
    did = needed(string(view.get("did")), "author")
    handle = string(view.get("handle"))
    known = handle and handle != "handle.invalid"
    bio = string(view.get("description"))
    name = string(view.get("displayName"))
    return author(handle if known else did, name, id_=did, bio=bio)


def _post(uri: str, content: Json, author: Author) -> Post:
    """The post that a record says, by that author."""
    created_at = from_iso(content.get("createdAt"))
    if f"/{REPOST}/" in uri:
        of = needed(string(record(content.get("subject")).get("uri")), "reposted post")
        return Post(uri, SOURCE, Kind.REPOST, author, "", created_at, repost_of=of, uri=uri)
    if not isinstance(content.get("text"), str):
        raise BadPost(said("no text"))
    reply = record(content.get("reply"))
    reply_to = string(record(reply.get("parent")).get("uri")) or None
    quoted, attached = _embedded(record(content.get("embed")))
    marks = _Marks(content["text"], records(content.get("facets")))
    return Post(
        id=uri,
        source=SOURCE,
        kind=Kind.of(None, reply_to, quoted),
        author=author,
        text=content["text"],
        created_at=created_at,
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


class _Marks:
    """Links, hashtags and mentions of a text; facets count its bytes in UTF-8."""

    def __init__(self, text: str, facets: list[Json]) -> None:
        self.links, self.hashtags, self.mentions = list[str](), list[str](), list[str]()
        self._bytes = text.encode()
        for facet in sorted(facets, key=lambda facet: _byte(facet, "byteStart")):
            for feature in records(facet.get("features")):
                self._add(feature, facet)

    def _add(self, feature: Json, facet: Json) -> None:
        match string(feature.get("$type")).partition("#")[2]:
            case "link":
                self.links.append(string(feature.get("uri")))
            case "tag":
                self.hashtags.append(string(feature.get("tag")))
            case "mention":
                written = self._covered(facet).removeprefix("@")
                self.mentions.append(written or string(feature.get("did")))

    def _covered(self, facet: Json) -> str:
        covered = slice(_byte(facet, "byteStart"), _byte(facet, "byteEnd"))
        return self._bytes[covered].decode(errors="ignore")


def _byte(facet: Json, name: str) -> int:
    """Where a facet begins or ends: never before the text does."""
    place = record(facet.get("index")).get(name)
    return max(place, 0) if isinstance(place, int) else 0
