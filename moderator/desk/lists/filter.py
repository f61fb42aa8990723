"""What the stream shows of all posts: a filter as typed, and the posts that match it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from moderator.core.board import Line
from moderator.core.labels import Label
from moderator.desk.words.words import labels_typed

_LINK = re.compile(r"https?://\S+")
CHUNK = 1000
"""Posts looked at between two breaths, so that the screen never stands still."""

UNSETTLED = 2000
"""Newest posts among which one without a verdict holds the search back until it has one."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Words that all occur, authors of whom one wrote it, labels of which it has one."""

    words: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    labels: frozenset[Label] | None = None

    @classmethod
    def typed(cls, text: str) -> "Filter":
        """Give the filter that was typed: `parttime @jan label:question`."""
        words: list[str] = []
        authors: list[str] = []
        labels: frozenset[Label] | None = None
        for token in text.casefold().split():
            if token.startswith("@") and len(token) > 1:
                authors.append(token[1:])
            elif token.startswith("label:"):
                labels = (labels or frozenset()) | labels_typed(token.removeprefix("label:"))
            else:
                words.append(token)
        return cls(tuple(words), tuple(authors), labels)

    def __bool__(self) -> bool:
        return bool(self.words or self.authors or self.labels is not None)

    @property
    def names_no_label(self) -> bool:
        """Whether `label:` was typed with what no label is called."""
        return self.labels is not None and not self.labels

    def matches(self, line: Line) -> bool:
        """Give whether the post passes."""
        if self.labels is not None and line.label not in self.labels:
            return False
        author = line.post.author.handle.casefold()
        if self.authors and not any(author.startswith(name) for name in self.authors):
            return False
        text = "" if line.deleted else _searched(line)
        return all(word in text for word in self.words)


def _searched(line: Line) -> str:
    """What words are looked for in: the text, its links as what they stand for, the handle."""
    text = _LINK.sub(" ", line.post.text)
    return " ".join((text, *line.post.links, line.handle)).casefold()


class Matches:
    """The positions of the posts that match, found a chunk at a time, newest chunks first.

    The search goes from the newest post back to the first, then follows what
    arrives; so the rows that one looks at are there at once, however long the day.
    """

    def __init__(self, wanted: Filter, length: int) -> None:
        self.wanted = wanted
        self._older: list[int] = []
        self._newer: list[int] = []
        self._back = self._front = length

    def __len__(self) -> int:
        return len(self._older) + len(self._newer)

    def __getitem__(self, index: int) -> int:
        older = len(self._older)
        return self._older[older - 1 - index] if index < older else self._newer[index - older]

    @property
    def unsearched(self) -> int:
        """How many older posts have not been looked at yet."""
        return self._back

    def search(self, read: Callable[[int, int], Sequence[Line]], length: int) -> int:
        """Look at one chunk of what arrived and one of what was there; give the rows put on top."""
        self._search_forward(read, length)
        start = max(self._back - CHUNK, 0)
        lines = read(start, self._back)
        found = [start + at for at, line in enumerate(lines) if self.wanted.matches(line)]
        self._older += reversed(found)
        self._back = start
        return len(found)

    def _search_forward(self, read: Callable[[int, int], Sequence[Line]], length: int) -> None:
        stop = min(self._front + CHUNK, length)
        for line in read(self._front, stop):
            fresh = length - self._front < UNSETTLED
            if line.verdict is None and not line.deleted and fresh:
                return
            if self.wanted.matches(line):
                self._newer.append(self._front)
            self._front += 1
