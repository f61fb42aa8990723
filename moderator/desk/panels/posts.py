"""Every post once, in order of arrival, with its label; reposts folded into a count."""

import asyncio
from collections.abc import Sequence

from textual import work
from textual.content import Content

from moderator.core.board import Line
from moderator.desk.day import Day
from moderator.desk.lists.filter import Filter, Matches
from moderator.desk.panels.post import listed
from moderator.desk.panels.rows import Rows
from moderator.desk.sentences import answers
from moderator.desk.words import times
from moderator.words.language import _

FAR = 1_000
"""Posts before its place among which a selected post is looked for, once others left the stream."""


class Posts(Rows):
    """The rows of the stream; at the end it follows, anywhere else it holds still."""

    def __init__(self, day: Day) -> None:
        super().__init__(id="posts")
        self.day = day
        self.following = True
        self.matches: Matches | None = None
        self._edition = day.stream_edition()
        self._read = 0
        self._chosen = ""
        self._end = 0
        self._visible: tuple[int, Sequence[Line]] = (0, ())
        self._looked_at: tuple[int, ...] = ()

    @property
    def selected(self) -> Line | None:
        """The post under the cursor; none while posts stand elsewhere than it was put."""
        if self.cursor is None or self.cursor >= self.count():
            return None
        here = self._edition == self.day.stream_edition()
        return self._post(self.cursor) if here else None

    @property
    def unread(self) -> int:
        """How many posts came since the stream stopped following."""
        return 0 if self.following else self.count() - self._read

    def count(self) -> int:
        """Give the number of posts that the filter lets through."""
        if self.matches is None:
            return self.day.stream_length()
        return len(self.matches) if self._edition == self.day.stream_edition() else 0

    def nothing(self) -> str:
        """Give what is said when there is no post to show."""
        if self.matches is None:
            return _("Nothing has come in yet.")
        return answers.no_match(self.matches.wanted)

    def pull(self, version: int | None = None) -> None:
        """Take in what has arrived; redraw only when a visible row is another one now.

        The same `version` of the board as the last time: the same posts have the same rows.
        """
        if self._edition != self.day.stream_edition():
            self._find_again()
        self.following = self.cursor is None and self._at_the_end()
        self._search()
        if self.following:
            self._read = self.count()
        self.stretch()
        if self.following:
            self._to_the_end()
        self._look_at(version)

    def _look_at(self, version: int | None) -> None:
        """Fetch what is visible, unless that was done for the same rows of the same board."""
        looked_at = (version or 0, self.count(), self.scroll_offset.y, self.page)
        if version is not None and looked_at == self._looked_at:
            return
        self._looked_at = looked_at
        visible = self._fetch()
        if visible != self._visible:
            self._visible = visible
            self.settle()

    def _at_the_end(self) -> bool:
        """Give whether the newest post is in view; a new size of the screen is no scrolling."""
        end = min(self._end, self.max_scroll_y) if self.following else self.max_scroll_y
        return self.scroll_offset.y >= end

    def _to_the_end(self) -> None:
        if {self.scroll_offset.y, self.scroll_target_y} != {self.max_scroll_y}:
            self.scroll_end(animate=False, force=True, immediate=True, x_axis=False)
        self._end = self.max_scroll_y

    def _find_again(self) -> None:
        """Where posts stand elsewhere now, search anew; the selected one keeps the cursor."""
        if self.matches is not None:
            self.narrow(self.matches.wanted)
            return
        self._edition = self.day.stream_edition()
        if self.cursor is not None:
            first = max(self.cursor - FAR, 0)
            keys = [line.key for line in self.day.stream(first, self.cursor + 1)]
            found = keys.index(self._chosen) if self._chosen in keys else None
            self.cursor = None if found is None else first + found

    def narrow(self, wanted: Filter) -> None:
        """Show only the posts that match; an empty filter shows all of them again."""
        length, self._edition = self.day.stream_length(), self.day.stream_edition()
        self.matches = Matches(wanted, length) if wanted else None
        self.follow()
        self._search_back()

    def follow(self) -> None:
        """Go with the newest post from now on."""
        self.cursor = None
        self.settle()
        self._to_the_end()
        self.pull()

    def go(self, index: int) -> None:
        """Put the cursor on a post; below the last one, follow again."""
        if self.cursor is not None and index >= self.count():
            self.follow()
        else:
            super().go(index)
            self._chosen = self.selected.key if self.selected else ""

    def action_last(self) -> None:
        """Follow again."""
        self.follow()

    def _search(self) -> None:
        """Search on by one chunk; rows found above keep what is visible in its place."""
        if self.matches is None:
            return
        added = self.matches.search(self.day.stream, self.day.stream_length())
        if added and not self.following:
            self.settle()
            self.cursor = None if self.cursor is None else self.cursor + added
            self.scroll_relative(y=added, animate=False, force=True, immediate=True)

    @work(exclusive=True)
    async def _search_back(self) -> None:
        """Search on until the first post was seen, with a breath after each chunk."""
        while self.matches is not None and self.matches.unsearched:
            self._search()
            await asyncio.sleep(0)

    def _fetch(self) -> tuple[int, Sequence[Line]]:
        first = self.scroll_offset.y
        last = min(first + self.page + 1, self.count())
        if self.matches is None:
            return first, self.day.stream(first, last)
        return first, tuple(self._post(index) for index in range(first, last))

    def _post(self, index: int) -> Line:
        position = index if self.matches is None else self.matches[index]
        return self.day.stream(position, position + 1)[0]

    def known_by(self, index: int) -> object:
        """Give the post's key."""
        return self.made_of(index).key

    def made_of(self, index: int) -> Line:
        """Give the post, as it is known now."""
        first, lines = self._visible
        known = first <= index < first + len(lines)
        return lines[index - first] if known else self._post(index)

    def row(self, index: int, *, width: int) -> Sequence[Content]:
        """Give a post's line: time, label, author, text, reposts."""
        line, selected = self.made_of(index), index == self.cursor
        time = times.stamp(line.post.at, self.day.clock, self.day.fair)
        return (listed(line, time, width=width, selected=selected),)
