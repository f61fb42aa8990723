"""Plain bytes -> lines, numbered, none longer than the limit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feeds.base import BadPost
from feeds.said import said

LIMIT = 1 << 24
"""Bytes of a line of a recording."""


def too_long(limit: int = LIMIT) -> str:
    """What is wrong with a line of more than so many bytes."""
    return said("longer than {size} MiB", size=limit >> 20)


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; where `fault` says why, it could not be read."""

    number: int
    data: bytes
    fault: str = ""


class Cutter:
    """Cuts bytes into lines as they come; no line takes more memory than the limit."""

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._number = 1
        self._buffer = bytearray()

    def cut(self, chunk: bytes) -> Iterator[Line]:
        """The lines that end in this chunk."""
        first, *others = chunk.split(b"\n")
        self._buffer += first[: self._limit + 1 - len(self._buffer)]
        for piece in others:
            yield self._line()
            self._number += 1
            self._buffer = bytearray(piece[: self._limit + 1])

    def end(self) -> Iterator[Line]:
        """The last line, where nothing ended it."""
        if self._buffer:
            yield self._line()

    @property
    def fault(self) -> str:
        """What is wrong with the line that is coming: whether it is too long already."""
        return too_long(self._limit) if len(self._buffer) > self._limit else ""

    def _line(self) -> Line:
        if self.fault:
            return Line(self._number, b"", self.fault)
        return Line(self._number, bytes(self._buffer.rstrip(b"\r")))

    def after(self, fault: str) -> Line:
        """The fault that ends the bytes, where it stands."""
        return Line(self._number, b"", fault)


def lines(chunks: Iterable[bytes]) -> Iterator[Line]:
    """The lines, in bounded memory; a fault of the chunks themselves comes last."""
    cutter = Cutter(limit=LIMIT)
    guard = Guard(chunks)
    for chunk in guard:
        yield from cutter.cut(chunk)
    yield from cutter.end()
    if guard.fault:
        yield cutter.after(guard.fault)


def has_bare_returns(head: bytes) -> bool:
    """Whether lines end in CR alone, as spreadsheets on a Mac write them."""
    text = head.lstrip()
    return b"\n" not in text and b"\r" in text.rstrip()


def with_newlines(chunk: bytes) -> bytes:
    """The same, with LF where a bare CR ended a line."""
    return chunk.replace(b"\r", b"\n")


class Guard:
    """The chunks; where they fail they end, and `fault` says why."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.fault = ""
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        """Give the chunks as far as they go."""
        try:
            yield from self._chunks
        except BadPost as bad:
            self.fault = str(bad)
        except OSError as error:
            self.fault = said("cannot be read any further: {why}", why=error.strerror or error)
