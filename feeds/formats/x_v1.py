"""X API v1.1: statuses in every mode, pages, search results, stream messages.

https://developer.x.com/en/docs/x-api/v1/data-dictionary
"""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from feeds.base import BadPost
from feeds.formats.links import shared_on_x
from feeds.formats.times import from_epoch, from_twitter
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
    unique,
    word,
)
from feeds.post import Author, Deleted, Event, Ignored, Kind, Post
from feeds.said import said

SOURCE = "x"
MESSAGES = (
    "limit",
    "warning",
    "disconnect",
    "scrub_geo",
    "status_withheld",
    "user_withheld",
    "friends",
    "friends_str",
    "for_user",
    "control",
)
SHAPES = (
    "user text",
    "user full_text",
    "id_str text",
    "id_str full_text",
    "delete",
    "statuses",
    *MESSAGES,
)
"""Keys of which one group is there in every payload of this format."""


def events(payload: Json, line: int = 0) -> Iterator[Event]:
    """The posts and deletions of one status, search result or stream message."""
    if "statuses" in payload:
        yield from each(_post, payload["statuses"], line)
    elif "delete" in payload:
        yield attempt(_deletion, record(payload["delete"]), line)
    elif any(name in payload for name in MESSAGES):
        yield Ignored("stream message")
    else:
        yield attempt(_post, payload, line)


def exact_id(payload: Json, name: str) -> str:
    """The id that `name` and `name_str` both hold, the exact one where they differ.

    A program that keeps numbers as floats rounds either of them: trailing zeros.
    """
    both = (number(payload.get(f"{name}_str")), number(payload.get(name)))
    return max(both, key=lambda digits: len(digits.rstrip("0")))


def _deletion(payload: Json) -> Event:
    status = payload.get("status")
    if not isinstance(status, dict):
        return Ignored("deletion of something else than a post")
    milliseconds = number(payload.get("timestamp_ms"))
    at = from_epoch(int(milliseconds), per_second=1000) if _is_count(milliseconds) else None
    return Deleted(needed(exact_id(status, "id"), "id"), SOURCE, at)


def _is_count(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) < 16


def _post(payload: Json) -> Post:
    """A post; a retweet with the words of the post that it repeats."""
    post = _single(payload)
    original = _carried(payload, "retweeted_status")
    if original is None:
        quoted = _carried(payload, "quoted_status") if post.kind is not Kind.REPOST else None
        return replace(post, carried=(quoted,) if quoted else ())
    return replace(post.repeating(original), carried=(original,))


def _carried(payload: Json, name: str) -> Post | None:
    try:
        return _single(record(payload.get(name)))
    except BadPost:
        return None


def _single(payload: Json) -> Post:
    """A post by itself.

    Where `text` is cut, `extended_tweet` or `full_text` is whole, each with
    entities of its own.
    """
    whole = {**payload, **record(payload.get("extended_tweet"))}
    text = string(whole.get("full_text")) or string(whole.get("text"))
    if not isinstance(payload.get("text", payload.get("full_text")), str):
        raise BadPost(said("no text"))
    marks = record(whole.get("entities"))
    repost_of = exact_id(record(payload.get("retweeted_status")), "id") or None
    reply_to = None if repost_of else exact_id(payload, "in_reply_to_status_id") or None
    quoted = None if repost_of else exact_id(payload, "quoted_status_id") or None
    post_id = needed(exact_id(payload, "id"), "id")
    own = {post_id, repost_of or "", quoted or ""}
    return Post(
        id=post_id,
        source=SOURCE,
        kind=Kind.of(repost_of, reply_to, quoted),
        author=_author(record(payload.get("user"))),
        text=unescape(text),
        created_at=from_twitter(payload.get("created_at")),
        in_reply_to=reply_to,
        quoted=quoted,
        repost_of=repost_of,
        links=shared_on_x(records(marks.get("urls")), own),
        hashtags=unique(string(tag.get("text")) for tag in records(marks.get("hashtags"))),
        mentions=unique(string(m.get("screen_name")) for m in records(marks.get("user_mentions"))),
        lang=word(payload.get("lang")),
    )


def _author(user: Json) -> Author:
    return author(
        needed(string(user.get("screen_name")), "author"),
        unescape(string(user.get("name"))),
        id_=exact_id(user, "id"),
        bio=unescape(string(user.get("description"))),
    )
