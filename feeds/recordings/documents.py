"""A JSON document -> its posts as separate values, whatever its layout.

One object or list, pretty-printed or not, or several after each other. The
items of a list are given one by one, so that a list of any length takes no more
memory than its longest item.
"""

import re
from collections.abc import Iterable, Iterator

from feeds.lines import LIMIT, Guard, Line, too_long
from feeds.said import said

OUTSIDE_STRING = re.compile(rb'["{}\[\]]')
INSIDE_STRING = re.compile(rb'"|\\.?', re.DOTALL)
SEPARATORS = b" \t\r\n,"


def values(chunks: Iterable[bytes]) -> Iterator[Line]:
    """The values, unparsed, each with the number of the line it starts on.

    What stands between values comes as one too; what is cut off or too long as a fault.
    """
    scanner = _Scanner()
    guard = Guard(chunks)
    for chunk in filter(None, guard):
        yield from scanner.feed(chunk)
    yield from scanner.end()
    if guard.fault:
        yield Line(scanner.number, b"", guard.fault)


class _Scanner:
    """Where in the document we are.

    `base` is 1 inside a list of values, else 0: a value begins where the depth
    rises above it, and ends where it comes back.
    """

    def __init__(self) -> None:
        self.number = 1
        self._base = self._depth = 0
        self._in_string = self._escaped = False
        self._buffer = bytearray()
        self._begun = 1

    def feed(self, chunk: bytes) -> Iterator[Line]:
        """The values that end in this chunk."""
        at, taken = int(self._escaped), 0
        self._escaped = False
        while found := (INSIDE_STRING if self._in_string else OUTSIDE_STRING).search(chunk, at):
            at, mark = found.end(), found.group()
            if self._depth > self._base:
                self._inside(mark)
                cut = at if self._depth == self._base else None
            else:
                cut = self._between(mark, at)
            if cut is not None:
                self._take(chunk[taken:cut])
                yield from self._flush()
                taken = at if mark in b"]}" or self._base == self._depth else cut
        self._take(chunk[taken:])

    def end(self) -> Iterator[Line]:
        """What is left when nothing follows: an open value or list was cut off."""
        if self._depth > self._base:
            yield Line(self._begun, b"", said("cut off: the file ends within this value"))
            return
        yield from self._flush()
        if self._base:
            yield Line(self.number, b"", said("cut off: the file ends within a list"))

    def _inside(self, mark: bytes) -> None:
        """Follow strings and depth within a value."""
        if mark == b'"':
            self._in_string = not self._in_string
        elif mark == b"\\":
            self._escaped = True
        elif mark in b"{[":
            self._depth += 1
        elif mark in b"}]":
            self._depth -= 1

    def _between(self, mark: bytes, at: int) -> int | None:
        """Where the text between two values ends, if this mark ends it."""
        if mark == b"[" and not self._base:
            self._base = self._depth = 1
        elif mark in b"{[":
            self._depth += 1
        elif mark == b"]" and self._base:
            self._base = self._depth = 0
        else:
            return None
        return at - 1

    def _take(self, piece: bytes) -> None:
        self._buffer += piece[: LIMIT + 1 - len(self._buffer)]
        self.number += piece.count(b"\n")

    def _flush(self) -> Iterator[Line]:
        """What was gathered, unless it is only what separates values."""
        lead = len(self._buffer) - len(self._buffer.lstrip(SEPARATORS))
        number = self._begun + self._buffer.count(b"\n", 0, lead)
        data = bytes(self._buffer.strip(SEPARATORS))
        if len(self._buffer) > LIMIT:
            yield Line(number, b"", too_long())
        elif data:
            yield Line(number, data)
        self._buffer.clear()
        self._begun = self.number
