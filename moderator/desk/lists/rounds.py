"""The posts that belong to a list, found without looking at all of them each time."""

import asyncio
from abc import ABC, abstractmethod
from bisect import bisect_left, insort

from moderator.core.board import Line
from moderator.desk.day import Day

CHUNK = 500
"""Posts that arrived, of which one look goes over so many."""

AGAIN = 50
"""Posts looked at before, of which one look goes over so many, and of those listed as well."""

UNSETTLED = 2000
"""Newest posts among which one without a verdict holds the others back until it has one."""


class Rounds(ABC):
    """The positions in the stream of the posts that belong to a list, found a few at a time.

    What arrives is looked at once it is judged. Whenever anything changes, all that was
    looked at is looked at once more, a little each time: what is listed first. In another
    edition of the stream it begins anew.
    """

    again = AGAIN

    def __init__(self) -> None:
        self._begin(edition=0)

    def _begin(self, edition: int) -> None:
        self.positions: list[int] = []
        self._front = 0
        self._listed = 0
        self._again = 0
        self._due = 0
        self._version = -1
        self._edition = edition

    def __len__(self) -> int:
        return len(self.positions)

    @abstractmethod
    def belongs(self, line: Line) -> bool:
        """Give whether a post belongs to the list, as it is judged now."""

    def look(self, day: Day, version: int) -> bool:
        """Look at some of what arrived, and at some of what a change may have touched.

        `version` is the board's. Gives whether more has arrived that can be looked at.
        """
        if (edition := day.stream_edition()) != self._edition:
            self._begin(edition)
        length, more = day.stream_length(), False
        if version != self._version or self._front != length:
            self._version = version
            more = self._look_on(day, length)
            self._due = self._front
        if self._due > 0:
            self._look_again(day)
        return more

    async def look_through(self, day: Day) -> None:
        """Look at all that has arrived, with a breath after each look."""
        version, more = day.board().version, True
        while more:
            more = self.look(day, version)
            await asyncio.sleep(0)

    def note(self, position: int, line: Line) -> None:
        """List a post, or do not, as it is now."""
        place = bisect_left(self.positions, position)
        known = place < len(self.positions) and self.positions[place] == position
        belongs = self.belongs(line)
        if belongs and not known:
            insort(self.positions, position)
        elif known and not belongs:
            del self.positions[place]

    def _look_on(self, day: Day, length: int) -> bool:
        before = self._front
        for line in day.stream(before, min(before + CHUNK, length)):
            fresh = length - self._front < UNSETTLED
            if line.verdict is None and not line.deleted and fresh:
                return False
            self.note(self._front, line)
            self._front += 1
        return before < self._front < length

    def _look_again(self, day: Day) -> None:
        start = self._listed if self._listed < len(self.positions) else 0
        self._listed = start + self.again
        for at in self.positions[start : self._listed]:
            for line in day.stream(at, at + 1):
                self.note(at, line)
        stop = min(self._again + self.again, self._front)
        for at, line in enumerate(day.stream(self._again, stop), start=self._again):
            self.note(at, line)
        self._due -= self.again
        self._again = stop if stop < self._front else 0
