"""Mastodon: statuses, contexts, search results, notifications, stream events.

https://docs.joinmastodon.org/entities/Status and /methods/streaming
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from urllib.parse import urlsplit

import orjson

from feeds.base import BadPost
from feeds.formats.html import read_html
from feeds.formats.links import shared
from feeds.formats.times import from_iso
from feeds.formats.wire import (
    Json,
    attempt,
    author,
    each,
    needed,
    number,
    record,
    records,
    string,
    time_or_none,
    unique,
    word,
)
from feeds.post import Author, Deleted, Event, Ignored, Kind, Post
from feeds.said import said

SOURCE = "mastodon"
SHOWN = ("public", "unlisted")
ABOUT_A_POST = ("mention", "quote", "status", "update")
SHAPES = (
    "event payload",
    "event stream",
    "account content",
    "account type",
    "ancestors descendants",
    "accounts statuses hashtags",
)
"""Keys of which one group is there in every payload of this format."""


def events(payload: Json, line: int = 0) -> Iterator[Event]:
    """The posts and deletions of one status, page, notification or stream event."""
    if "event" in payload:
        yield attempt(_stream_event, payload, line)
    elif "descendants" in payload:
        thread = partial(_status, conversation=_root(payload))
        yield from each(thread, payload.get("ancestors"), line)
        yield from each(thread, payload["descendants"], line)
    elif "statuses" in payload:
        yield from each(_status, payload["statuses"], line)
    elif "type" in payload:
        yield attempt(_notification, payload, line)
    else:
        yield attempt(_status, payload, line)


def thread(context: Json) -> Iterator[tuple[Post, Json]]:
    """The posts of a context that are for us, each with its own payload, without the others'."""
    read = partial(_status, conversation=_root(context))
    for status in (*records(context.get("ancestors")), *records(context.get("descendants"))):
        event = attempt(read, status, 0)
        if isinstance(event, Post):
            yield event, status


def _root(context: Json) -> str | None:
    """The id of the thread that a context belongs to, where it can be told."""
    above = records(context.get("ancestors"))
    if above:
        return number(above[0].get("id")) or None
    below = records(context.get("descendants"))
    return number(below[0].get("in_reply_to_id")) or None if below else None


def _stream_event(payload: Json) -> Event:
    """One event of a stream; over a WebSocket its payload is JSON within JSON."""
    name = string(payload["event"])
    body = payload.get("payload")
    if name == "delete":
        return Deleted(needed(number(body).strip(), "id"), SOURCE)
    if name not in {"update", "status.update", "notification"}:
        return Ignored(name[:40] or "stream event")
    content = body if isinstance(body, dict) else _unpacked(string(body))
    return _notification(content) if name == "notification" else _status(content)


def _unpacked(body: str) -> Json:
    try:
        return record(orjson.loads(body))
    except orjson.JSONDecodeError as error:
        raise BadPost(said("payload is not JSON")) from error


def _notification(payload: Json) -> Event:
    """The post that somebody was told about; follows and favourites hold no news."""
    if string(payload.get("type")) in ABOUT_A_POST and payload.get("status"):
        return _status(record(payload["status"]))
    return Ignored("notification")


def _status(payload: Json, *, conversation: str | None = None) -> Event:
    """A public post with what it boosts or quotes; private ones are not for us."""
    if string(payload.get("visibility")) not in (*SHOWN, ""):
        return Ignored("private post")
    post = _single(payload, conversation=conversation)
    if post.repost_of:
        original = _single(record(payload["reblog"]))
        return replace(post.repeating(original), carried=(original,))
    quoted = _quoted(payload)
    return replace(post, carried=(quoted,) if quoted else ())


def _quoted(payload: Json) -> Post | None:
    status = record(record(payload.get("quote")).get("quoted_status"))
    if _quoted_id(payload) is None or string(status.get("visibility")) not in (*SHOWN, ""):
        return None
    try:
        return _single(status)
    except BadPost:
        return None


def _quoted_id(payload: Json) -> str | None:
    """The id of the post that it quotes with its author's consent."""
    quote = record(payload.get("quote"))
    if quote.get("state") != "accepted":
        return None
    status = record(quote.get("quoted_status"))
    return number(status.get("id")) or number(quote.get("quoted_status_id")) or None


def _single(payload: Json, *, conversation: str | None = None) -> Post:
    if not isinstance(payload.get("content"), str):
        raise BadPost(said("no content"))
    repost_of = number(record(payload.get("reblog")).get("id")) or None
    reply_to = None if repost_of else number(payload.get("in_reply_to_id")) or None
    quoted = None if repost_of else _quoted_id(payload)
    content = read_html(payload["content"], drop_quote=bool(payload.get("quote")))
    warning = string(payload.get("spoiler_text"))
    home = _host(payload.get("uri")) or _host(payload.get("url"))
    return Post(
        id=needed(number(payload.get("id")), "id"),
        source=SOURCE,
        kind=Kind.of(repost_of, reply_to, quoted),
        author=_author(record(payload.get("account")), home),
        text=f"{warning}\n\n{content.text}".strip() if warning else content.text,
        created_at=from_iso(payload.get("created_at")),
        in_reply_to=reply_to,
        conversation=conversation,
        quoted=quoted,
        repost_of=repost_of,
        links=shared(content.links),
        hashtags=_hashtags(content.hashtags, records(payload.get("tags"))),
        mentions=unique(_handle(account, home) for account in records(payload.get("mentions"))),
        lang=word(payload.get("language")),
        edited_at=time_or_none(payload.get("edited_at")),
        uri=string(payload.get("uri")),
    )


def _author(account: Json, home: str) -> Author:
    return author(
        needed(_handle(account, home), "author"),
        string(account.get("display_name")),
        id_=number(account.get("id")),
        bio=_bio(string(account.get("note"))),
        bot=account.get("bot") is True,
    )


@lru_cache(maxsize=1024)
def _bio(note: str) -> str:
    """The text of an account's note, which comes with each of its posts."""
    return read_html(note).text


def _handle(account: Json, home: str) -> str:
    """`user@host`; accounts of the recording's own server are sent without their host."""
    acct = string(account.get("acct")) or string(account.get("username"))
    host = _host(account.get("url")) or home
    return acct if "@" in acct or not acct or not host else f"{acct}@{host}"


def _host(url: object) -> str:
    try:
        return urlsplit(string(url)).netloc.lower()
    except ValueError:
        return ""


def _hashtags(shown: tuple[str, ...], tags: list[Json]) -> tuple[str, ...]:
    """The hashtags as shown, then those that are only listed; lists drop accents and case."""
    listed = (string(tag.get("name")) for tag in tags)
    by_fold: dict[str, str] = {}
    for tag in (*shown, *listed):
        by_fold.setdefault(_folded(tag), tag)
    return unique(by_fold.values())


def _folded(tag: str) -> str:
    plain = unicodedata.normalize("NFKD", tag)
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold()
