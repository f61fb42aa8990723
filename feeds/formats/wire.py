"""Careful reading of other people's JSON: any value may have any type."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any, Literal, TypeVar

from feeds.base import BadPost
from feeds.formats.times import from_iso
from feeds.post import Author, Event, Post, Unreadable
from feeds.said import said

Json = dict[str, Any]
Read = TypeVar("Read", bound=Event)

Part = Literal["author", "date", "id", "key", "reposted post", "source", "text", "uri"]
LACKING: dict[Part, str] = {
    "author": said("no author"),
    "date": said("no date"),
    "id": said("no id"),
    "key": said("no key"),
    "reposted post": said("no reposted post"),
    "source": said("no source"),
    "text": said("no text"),
    "uri": said("no uri"),
}
"""What is wrong with a record, by what it lacks."""

REMEMBERED = 10_000
"""How many accounts, and lists of words, are known again: each payload tells them anew."""

LONGEST_ID, LONGEST_SOURCE = 200, 40
"""Characters: with a server's name behind it, an id still fits into a message of the broker."""


def record(value: object) -> Json:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Json]:
    """The objects in a list; whatever else is there is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def string(value: object) -> str:
    """The value if it is text, else empty."""
    return value if isinstance(value, str) else ""


def strings(value: object) -> tuple[str, ...]:
    """The texts in a list, without empty ones."""
    if not value or not isinstance(value, list):
        return ()
    return tuple([item for item in value if isinstance(item, str) and item])


def word(value: object) -> str | None:
    """A text that very many payloads have, or None; equal ones are the same."""
    return intern(value) if isinstance(value, str) and value else None


@lru_cache(maxsize=REMEMBERED)
def same(values: tuple[str, ...]) -> tuple[str, ...]:
    """These texts, which many payloads have; equal ones are the same."""
    return values


@lru_cache(maxsize=REMEMBERED)
def author(handle: str, name: str, *, id_: str, bio: str, bot: bool = False) -> Author:
    """The account that a payload describes: of all its posts the same, as long as it stays so."""
    return Author(handle, name, id_, bio, bot)


def number(value: object) -> str:
    """An id as text, be it sent as a string or as a number; else empty."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return string(value)


def snowflake(ident: str) -> int | None:
    """The number that an id is, where it fits in 64 bits; None where it is none, or longer."""
    if not ident.isascii() or not ident.isdecimal() or len(ident) > 20:
        return None
    found = int(ident)
    return found if found < 1 << 64 else None


def needed(value: str, what: Part) -> str:
    """The text itself; BadPost where it is empty."""
    if not value:
        raise BadPost(LACKING[what])
    return value


def time_or_none(value: object) -> datetime | None:
    """The moment in UTC, or None where there is none that can be read."""
    try:
        return from_iso(value)
    except BadPost:
        return None


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values without empty ones, each once, in order."""
    return same(tuple(dict.fromkeys(value for value in values if value)))


def bounded(event: Read) -> Read:
    """The event itself; BadPost where an id in it is longer than those of any platform.

    So it is where a colon in the source could make the keys of two posts one.
    """
    for post in event.with_carried() if isinstance(event, Post) else ():
        if ":" in post.source:
            raise BadPost(said("a source with a colon"))
        refers = (post.in_reply_to, post.conversation, post.quoted, post.repost_of)
        if len(post.source) > LONGEST_SOURCE or any(
            ident and len(ident) > LONGEST_ID for ident in (post.id, *post.versions, *refers)
        ):
            raise BadPost(said("an id of more than {number} characters", number=LONGEST_ID))
    return event


def attempt(read: Callable[[Json], Event], payload: Json, line: int) -> Event:
    """What `read` makes of the payload, or that and why it is unreadable."""
    try:
        return bounded(read(payload))
    except BadPost as bad:
        return Unreadable(line, str(bad))


def each(read: Callable[[Json], Event], items: object, line: int) -> Iterator[Event]:
    """The events of a list of payloads: a bad one costs just itself, its place is said."""
    for place, item in enumerate(items if isinstance(items, list) else [], 1):
        event = attempt(read, record(item), line)
        if isinstance(event, Unreadable):
            event = Unreadable(line, said("item {number}: {why}", number=place, why=event.reason))
        yield event
