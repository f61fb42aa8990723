"""A recording -> events: any format, plain or compressed, in bounded memory.

    bytes -> unpack -> lines | values | rows -> formats -> events

What cannot be read comes as Unreadable with its line: nothing is lost silently,
and nothing that a file holds raises an exception.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from zoneinfo import ZoneInfo

import orjson

from feeds.base import FeedGone
from feeds.formats import sniff, table
from feeds.formats.sse import Frame
from feeds.lines import Line, has_bare_returns, lines, with_newlines
from feeds.post import Event, Unreadable
from feeds.recordings.documents import values
from feeds.recordings.parts import chunks, growing, parts, pieces
from feeds.recordings.unpack import peek_until, unpack
from feeds.said import said

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CHUNK = 1 << 16
STDIN = "-"
STRANGE = said(
    "if this is a table, its first row has to name a date, an author and a "
    "text: such as Datum, Gebruikersnaam, Bericht"
)
BOXED = said(
    "no text, but a workbook, an archive, a picture or the like; save it as CSV, or unpack it"
)


class Recording:
    """An open recording: iterate it for its events, once.

    `notes` grows while reading: what had to be assumed about the whole of it.
    """

    def __init__(
        self,
        events: Iterator[Event],
        *,
        name: str,
        notes: list[str],
        stream: BinaryIO | None = None,
    ) -> None:
        self.name = name
        self.notes = notes
        self._events = events
        self._stream = stream

    def __iter__(self) -> Iterator[Event]:
        """Give the events in the recording's own order."""
        return self._events

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; standard input stays open."""
        if self._stream is not None and self._stream is not sys.stdin.buffer:
            self._stream.close()


def open_recording(source: str | Path, *, timezone: ZoneInfo = AMSTERDAM) -> Recording:
    """The recording in that file or folder, or on standard input for `-`.

    `timezone` is that of times in tables that name none. Raises FeedGone where
    there is no such recording.
    """
    if str(source) == STDIN:
        return _of_stream(sys.stdin.buffer, "standard input", timezone)
    path = Path(source)
    try:
        if parts(path):
            return _of_parts(path)
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        raise FeedGone(_why_not(source, error)) from error
    return _of_stream(stream, path.name, timezone)


def _of_stream(stream: BinaryIO, name: str, timezone: ZoneInfo) -> Recording:
    notes: list[str] = []
    events = read(chunks(stream), timezone=timezone, notes=notes)
    return Recording(events, name=name, notes=notes, stream=stream)


def _of_parts(folder: Path) -> Recording:
    notes: list[str] = []
    events = chain.from_iterable(_of_part(path, notes) for path in growing(folder))
    return Recording(events, name=folder.name, notes=notes)


def _of_part(path: Path, notes: list[str]) -> Iterator[Event]:
    """The events of one part; what is wrong is told with its name."""
    for event in _by_line(lines(pieces(path, notes))):
        if isinstance(event, Unreadable):
            event = Unreadable(event.line, f"{path.name}: {event.reason}")  # noqa: PLW2901
        yield event


def _why_not(source: str | Path, error: OSError | ValueError) -> str:
    shown = repr(str(source))
    if isinstance(error, FileNotFoundError):
        return said(
            "there is no recording {name}: check the name, or give - for standard input", name=shown
        )
    if isinstance(error, IsADirectoryError):
        return said("{path} is a folder: name one recording in it", path=shown)
    if isinstance(error, PermissionError):
        return said("{path} may not be read: check its permissions", path=shown)
    return said("{path} cannot be opened: {why}", path=shown, why=error)


def read(
    chunks: Iterable[bytes], *, timezone: ZoneInfo = AMSTERDAM, notes: list[str] | None = None
) -> Iterator[Event]:
    """The events in these bytes; however they are cut in chunks, the events are the same."""
    notes = [] if notes is None else notes
    head, whole = peek_until(unpack(chunks), _has_a_line)
    if has_bare_returns(head[:CHUNK]):
        head, whole = with_newlines(head), map(with_newlines, whole)
    match sniff.layout(head):
        case sniff.Layout.LINES:
            if table.may_be_meant(sniff.first_line(head)):
                notes.append(STRANGE)
            yield from _by_line(lines(whole))
        case sniff.Layout.DOCUMENT:
            for value in values(whole):
                yield from _value(value)
        case sniff.Layout.BOX:
            yield Unreadable(1, BOXED)
        case _:
            yield from table.read(lines(whole), timezone=timezone, notes=notes)


def _has_a_line(head: bytes) -> bool:
    return len(head) >= CHUNK or b"\n" in table.MARK.sub(b"", head, count=1).lstrip()


def _by_line(numbered: Iterable[Line]) -> Iterator[Event]:
    """The events of JSON lines and stream events, also where both are mixed."""
    frame = Frame()
    for line in numbered:
        if line.fault:
            yield Unreadable(line.number, line.fault)
        elif not line.data.strip():
            yield from _framed(frame)
            frame = Frame()
        elif not frame.add(line):
            yield from _value(line)
    yield from _framed(frame)


def _framed(frame: Frame) -> Iterator[Event]:
    whole = frame.whole()
    if frame.name and frame.line and not whole.fault:
        body = whole.data.decode(errors="replace")
        yield from sniff.events({"event": frame.name, "payload": body}, frame.line)
    elif frame.line:
        yield from _value(whole)


def _value(line: Line) -> Iterator[Event]:
    """The events of one JSON value, or of several in a row without a separator."""
    if line.fault:
        yield Unreadable(line.number, line.fault)
        return
    try:
        yield from sniff.events(orjson.loads(line.data), line.number)
    except orjson.JSONDecodeError as error:
        parts = list(values([line.data]))
        if len(parts) < 2 or not line.data.lstrip().startswith(b"{"):
            yield Unreadable(line.number, said("not JSON: {why}", why=error.msg)[:80])
            return
        for part in parts:
            whole = Line(line.number + part.number - 1, part.data, part.fault)
            yield from _value(whole)
