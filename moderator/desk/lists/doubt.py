"""The posts whose label is in doubt, and matters: it would open, answer or close a case."""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence

from moderator.core.board import Line
from moderator.core.labels import Label

UNSURE = 0.7
"""Below this confidence a label that moves a case is in doubt."""

LOST = 0.5
"""Below this one any other label may as well be a question that nobody sees."""

CHUNK = 500
AGAIN = 50
"""Posts that arrived, and posts looked at before, that one look goes over."""

UNSETTLED = 2000
_MOVES = (Label.QUESTION, Label.BROKEN_LINK, Label.FOLLOW_UP)
_HIDES = (Label.REACTION, Label.OTHER, Label.CANDIDATE)


def in_doubt(line: Line) -> bool:
    """Give whether a moderator had better look at the post's label."""
    verdict = line.verdict
    if verdict is None or line.corrected or line.deleted:
        return False
    if verdict.label in _MOVES:
        return verdict.confidence < UNSURE
    return verdict.label in _HIDES and verdict.confidence < LOST


class Doubts:
    """The positions in the stream of the posts in doubt, found a few at a time.

    What arrives is looked at once it is judged. Whenever anything changes, all that was
    looked at is looked at once more, a little each time: what is in doubt first.
    """

    def __init__(self) -> None:
        self.positions: list[int] = []
        self._front = 0
        self._listed = 0
        self._again = 0
        self._due = 0
        self._version = -1

    def __len__(self) -> int:
        return len(self.positions)

    def look(
        self, read: Callable[[int, int], Sequence[Line]], length: int, *, version: int
    ) -> None:
        """Look at some of what arrived, and at some of what a change may have touched."""
        if version != self._version or self._front != length:
            self._version = version
            self._look_on(read, length)
            self._due = self._front
        if self._due > 0:
            self._look_again(read)

    def settle(self, position: int, line: Line) -> None:
        """Look at one post at once: the moderator has just said something of it."""
        self._note(position, line)

    def _look_on(self, read: Callable[[int, int], Sequence[Line]], length: int) -> None:
        for line in read(self._front, min(self._front + CHUNK, length)):
            fresh = length - self._front < UNSETTLED
            if line.verdict is None and not line.deleted and fresh:
                return
            self._note(self._front, line)
            self._front += 1

    def _look_again(self, read: Callable[[int, int], Sequence[Line]]) -> None:
        start = self._listed if self._listed < len(self.positions) else 0
        self._listed = start + AGAIN
        for at in self.positions[start : self._listed]:
            for line in read(at, at + 1):
                self._note(at, line)
        stop = min(self._again + AGAIN, self._front)
        for at, line in enumerate(read(self._again, stop), start=self._again):
            self._note(at, line)
        self._due -= AGAIN
        self._again = stop if stop < self._front else 0

    def _note(self, position: int, line: Line) -> None:
        place = bisect_left(self.positions, position)
        known = place < len(self.positions) and self.positions[place] == position
        if in_doubt(line) and not known:
            insort(self.positions, position)
        elif known and not in_doubt(line):
            del self.positions[place]
