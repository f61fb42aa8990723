"""Plain bytes -> lines, numbered, none longer than the limit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feeds.base import BadPost

LIMIT = 1 << 24
TOO_LONG = f"longer than {LIMIT >> 20} MiB"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; where `fault` says why, it could not be read."""

    number: int
    data: bytes
    fault: str = ""


def lines(chunks: Iterable[bytes], *, limit: int = LIMIT) -> Iterator[Line]:
    """The lines, in bounded memory; a fault of the chunks themselves comes last."""
    number, buffer = 1, bytearray()
    guard = Guard(chunks)
    for chunk in guard:
        first, *others = chunk.split(b"\n")
        buffer += first[: limit + 1 - len(buffer)]
        for piece in others:
            yield _line(number, buffer, limit)
            number += 1
            buffer = bytearray(piece[: limit + 1])
    if buffer:
        yield _line(number, buffer, limit)
    if guard.fault:
        yield Line(number, b"", guard.fault)


def has_bare_returns(head: bytes) -> bool:
    """Whether lines end in CR alone, as spreadsheets on a Mac write them."""
    text = head.lstrip()
    return b"\n" not in text and b"\r" in text.rstrip()


def with_newlines(chunk: bytes) -> bytes:
    """The same, with LF where a bare CR ended a line."""
    return chunk.replace(b"\r", b"\n")


def _line(number: int, buffer: bytearray, limit: int) -> Line:
    if len(buffer) > limit:
        return Line(number, b"", TOO_LONG)
    return Line(number, bytes(buffer.rstrip(b"\r")))


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
            self.fault = f"cannot be read any further: {error.strerror or error}"
