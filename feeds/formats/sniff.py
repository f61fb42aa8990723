"""Which layout a recording and which format a payload has: told by content, never by name."""

import re
from collections.abc import Callable, Iterator
from enum import Enum

import orjson

from feeds import codec
from feeds.formats import bluesky, mastodon, table, x_v1, x_v2
from feeds.formats.wire import Json
from feeds.post import Event, Ignored, Unreadable
from feeds.said import said

NESTED = re.compile(rb"(?:\[\s*){3}")
BOXES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"\x89PNG")
"""How an archive, a workbook of now and one of before 2007, and what is to be looked at begin."""

NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""A control character that no text has; the escape of terminals is in some."""

Format = Callable[[Json, int], Iterator[Event]]
FORMATS: tuple[tuple[Format, tuple[frozenset[str], ...]], ...] = tuple(
    (read, tuple(frozenset(keys.split()) for keys in shapes))
    for read, shapes in (
        (codec.events, codec.SHAPES),
        (bluesky.events, bluesky.SHAPES),
        (mastodon.events, mastodon.SHAPES),
        (x_v1.events, x_v1.SHAPES),
        (x_v2.events, x_v2.SHAPES),
    )
)


class Layout(Enum):
    """How a recording strings its posts together."""

    LINES = "a value or a stream event per line"
    DOCUMENT = "JSON over many lines, or one long list"
    TABLE = "rows under a header"
    BOX = "no text"


def layout(head: bytes) -> Layout:
    """The layout of a recording that begins with these bytes: its first line, or much of it.

    A line that is no whole value begins a document only where it breaks off as
    pretty-printing does; else it is a line that was cut off. No document has posts
    three lists deep.
    """
    if head.startswith(BOXES):
        return Layout.BOX
    first = first_line(head)
    if not first.startswith((b"{", b"[")):
        if table.is_header(first):
            return Layout.TABLE
        return Layout.BOX if _is_no_text(first) else Layout.LINES
    try:
        orjson.loads(first)
    except orjson.JSONDecodeError:
        breaks_off = first.startswith(b"[") or first.endswith((b"{", b"[", b",", b":"))
        return Layout.DOCUMENT if breaks_off and not NESTED.match(first) else Layout.LINES
    return Layout.LINES


def _is_no_text(line: bytes) -> bool:
    """Whether no program wrote this line as text; a disk that failed leaves zeros before one."""
    return NO_TEXT.search(line[: table.LONGEST_HEADER].strip(b"\0")) is not None


def first_line(head: bytes) -> bytes:
    """The first line that says anything; that of a table is its header."""
    return table.MARK.sub(b"", head, count=1).lstrip().partition(b"\n")[0].rstrip()


def form(payload: Json) -> Format | None:
    """The reader for a payload of this shape; None where no format has it."""
    for read, shapes in FORMATS:
        if any(shape <= payload.keys() for shape in shapes):
            return read
    return None


def events(value: object, line: int) -> Iterator[Event]:
    """The events of one JSON value: an object of any format, or a list of them."""
    if value in ([], {}):
        yield Ignored("empty page")
        return
    for item in value if isinstance(value, list) else [value]:
        yield from _events_of_one(item, line)


def _events_of_one(value: object, line: int) -> Iterator[Event]:
    if not isinstance(value, dict):
        yield Unreadable(line, said("not a post: a JSON object was expected"))
    elif read := form(value):
        found = read(value, line)
        if read is not codec.events:
            yield next(found, Ignored("empty page"))
        yield from found
    else:
        keys = ", ".join(sorted(key[:20] for key in value)[:4])
        yield Unreadable(
            line, said("not a known format: an object with {keys}", keys=f"{keys!r:.80}")
        )
