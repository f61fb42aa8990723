"""Our own format: a post or a deletion as one JSON object, and back again.

The keys are those of `moderator posts`, with what it takes to lose nothing.
Version 1; keys may be added, none changes its meaning.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from feeds.base import BadPost
from feeds.formats import plain
from feeds.formats.times import from_iso
from feeds.formats.wire import (
    Json,
    attempt,
    author,
    needed,
    number,
    record,
    records,
    same,
    string,
    strings,
    word,
)
from feeds.post import Author, Deleted, Event, Gap, Ignored, Kind, Post, Unreadable, times
from feeds.said import said

VERSION = 1
SHAPES = (
    "v id",
    "v deleted",
    "v ignored",
    "v unreadable",
    "v gap",
    "id author author_name text",
    "deleted source",
)
"""Keys of which one group is there in every payload of this format."""

_KINDS = {kind.value: kind for kind in Kind}

MOST = 10_000
"""How often one line may say that a record was ignored: a file is no bomb."""


def encode(event: Event) -> dict[str, Any]:
    """The JSON object for an event."""
    match event:
        case Post():
            return _encode_post(event)
        case Deleted():
            return {"v": VERSION, "deleted": event.id, "at": _iso(event.at), "source": event.source}
        case Ignored():
            often = {"times": event.times} if event.times != 1 else {}
            return {"v": VERSION, "ignored": event.what} | often
        case Unreadable():
            return {"v": VERSION, "unreadable": event.reason}
        case Gap():
            span = {"start": _iso(event.start), "end": _iso(event.end), "filled": event.filled}
            return {"v": VERSION, "gap": span}


def _encode_post(event: Post) -> dict[str, Any]:
    row = {
        "v": VERSION,
        "id": event.id,
        "source": event.source,
        "kind": event.kind.value,
        "author": event.author.handle,
        "author_name": event.author.name,
        "text": event.text,
        "created_at": _iso(event.created_at),
        "in_reply_to": event.in_reply_to,
        "conversation": event.conversation,
        "quoted": event.quoted,
        "repost_of": event.repost_of,
        "links": list(event.links),
        "hashtags": list(event.hashtags),
        "mentions": list(event.mentions),
        "lang": event.lang,
        "versions": list(event.versions),
    }
    return row | {key: value for key, value in _extras(event).items() if value}


def _extras(post: Post) -> dict[str, Any]:
    """What `moderator posts` does not promise; written only where there is something."""
    return {
        "author_id": post.author.id,
        "author_bio": post.author.bio,
        "author_bot": post.author.bot,
        "received_at": _iso(post.received_at),
        "edited_at": _iso(post.edited_at),
        "uri": post.uri,
        "carried": [encode(other) for other in post.carried],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def events(payload: Json, line: int = 0) -> Iterator[Event]:
    """The event of one row; none where it says that none came."""
    event = attempt(partial(_decode_any, line=line), payload, line)
    if times(event):
        yield event


def _times(row: Json) -> int:
    times = row.get("times", 1)
    return min(max(times, 0), MOST) if isinstance(times, int) else 1


def _decode_any(row: Json, *, line: int) -> Event:
    if row.get("v", VERSION) == VERSION:
        if "ignored" in row:
            return Ignored(string(row["ignored"]), _times(row))
        if "unreadable" in row:
            return Unreadable(line, string(row["unreadable"]))
        if "gap" in row:
            return _gap(record(row["gap"]))
    return decode(row)


def _gap(row: Json) -> Gap:
    start, end = from_iso(row.get("start")), from_iso(row.get("end"))
    return Gap(start, end, filled=row.get("filled") is True)


def decode(row: Json) -> Post | Deleted:
    """The post or deletion that a row holds; BadPost where it holds none."""
    if row.get("v", VERSION) != VERSION:
        raise BadPost(said("written by a newer version of moderator: please update"))
    if "deleted" in row:
        at = from_iso(row["at"]) if row.get("at") else None
        return Deleted(needed(number(row["deleted"]), "id"), _source(row), at)
    return _post(row, depth=0)


def _post(row: Json, *, depth: int) -> Post:
    if not isinstance(row.get("text"), str):
        raise BadPost(said("no text"))
    carried = records(row.get("carried")) if depth < 8 else []
    return Post(
        id=needed(number(row.get("id")), "id"),
        source=_source(row),
        kind=_kind(row.get("kind")),
        author=_author(row),
        text=row["text"],
        created_at=from_iso(row.get("created_at")),
        received_at=from_iso(row["received_at"]) if row.get("received_at") else None,
        in_reply_to=_reference(row, "in_reply_to"),
        conversation=_reference(row, "conversation"),
        quoted=_reference(row, "quoted"),
        repost_of=_reference(row, "repost_of"),
        links=_listed(row, "links", plain.links),
        hashtags=_listed(row, "hashtags", plain.hashtags),
        mentions=_listed(row, "mentions", plain.mentions),
        lang=word(row.get("lang")),
        versions=strings(row.get("versions")),
        edited_at=from_iso(row["edited_at"]) if row.get("edited_at") else None,
        uri=string(row.get("uri")),
        carried=tuple(_post(record(other), depth=depth + 1) for other in carried),
    )


def _listed(row: Json, name: str, found: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """What a row lists under that name; where it has no such list, what is found in its text."""
    return same(strings(row[name])) if name in row else found(row["text"])


def _author(row: Json) -> Author:
    return author(
        needed(string(row.get("author")), "author"),
        string(row.get("author_name")),
        id_=number(row.get("author_id")),
        bio=string(row.get("author_bio")),
        bot=row.get("author_bot") is True,
    )


def _source(row: Json) -> str:
    return needed(word(row.get("source")) or "", "source")


def _reference(row: Json, name: str) -> str | None:
    return number(row.get(name)) or None


def _kind(value: object) -> Kind:
    kind = _KINDS.get(string(value))
    if kind is None:
        raise BadPost(said("unknown kind of post"))
    return kind
