"""Lines of a table -> its rows. An open quote costs one row, not all that follow it."""

import csv
from collections.abc import Iterable, Iterator

from feeds.lines import Line
from feeds.said import said

LONGEST_ROW = 1 << 18
Cells = tuple[int, list[str], str]
"""The number of a row's first line, its cells, and why it could not be read, if so."""


def decoded(data: bytes) -> str:
    """The text of a line: UTF-8, or else Windows-1252, which rarely looks like it."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r", " ")


def in_rows(numbered: Iterable[Line], delimiter: str) -> Iterator[Cells]:
    """The rows; the lines that a faulty one took in are read again, each as a row."""
    source = _Source(numbered)
    for cells, fault in _parsed(source, delimiter):
        first, *others = source.row
        yield first.number, cells, fault
        for line in others if fault else ():
            yield from in_rows([line], delimiter)


def _parsed(source: "_Source", delimiter: str) -> Iterator[tuple[list[str], str]]:
    rows = csv.reader(source, delimiter=delimiter)
    while True:
        source.begin()
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield [], said("not a row of the table: {why}", why=error)[:80]
            continue
        if cells is None:
            return
        yield [cell.strip() for cell in cells], source.fault()


class _Source:
    """The lines as text, for the csv module; `row` has those of the row it is in."""

    def __init__(self, numbered: Iterable[Line]) -> None:
        self.row: list[Line] = []
        self._lines = iter(numbered)
        self._size = 0
        self._is_over = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._size > LONGEST_ROW:
            raise csv.Error(said("its lines go on and on"))
        line = next(self._lines, None)
        if line is None:
            self._is_over = True
            raise StopIteration
        self.row.append(line)
        self._size += len(line.data) + 1
        return decoded(line.data) + "\n"

    def begin(self) -> None:
        """Take the next line as the first of a row."""
        self.row = []
        self._size = 0

    def fault(self) -> str:
        """What is wrong with the row: one that asked for more than there is has an open quote."""
        if self._is_over:
            return said("a quote is never closed")
        return next((line.fault for line in self.row if line.fault), "")
