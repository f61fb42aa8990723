"""The posts whose label is in doubt and would move a case, newest first."""

from collections.abc import Sequence

from textual.content import Content

from moderator.core.board import Board, Line
from moderator.desk.content.conversation import label_style
from moderator.desk.content.ink import cell, ink, row, wrapped
from moderator.desk.day import Day
from moderator.desk.lists import lanes
from moderator.desk.lists.doubt import Doubts
from moderator.desk.lists.lanes import Lane
from moderator.desk.panels.paint import frame
from moderator.desk.panels.rows import Rows
from moderator.desk.words import phrases, signs, times
from moderator.words.language import _


class Unsure(Rows):
    """The lane of doubt: what each post is taken for, how sure, and its words."""

    tall = 2

    def __init__(self, day: Day) -> None:
        super().__init__(id="unsure")
        self.day = day
        self.doubts = Doubts()
        self._shown: tuple[int, ...] = ()
        self._edition = day.stream_edition()

    @property
    def selected(self) -> Line | None:
        """The post under the cursor."""
        return self._post(self.cursor) if self.cursor is not None else None

    def count(self) -> int:
        """Give the number of posts in doubt."""
        return len(self._shown)

    def nothing(self) -> str:
        """Give what is said when nothing is in doubt."""
        return _(lanes.NOTHING[Lane.UNSURE])

    def pull(self, board: Board) -> None:
        """Look for doubts; the cursor stays on its post, unless posts stand elsewhere."""
        if (edition := self.day.stream_edition()) != self._edition:
            self._edition, self._shown, self.cursor = edition, (), None
        self.doubts.look(self.day, board.version)
        self._recheck()
        shown = tuple(reversed(self.doubts.positions))
        if shown != self._shown:
            self._replace(shown)

    def _recheck(self) -> None:
        """Look at the selected post at once, so that a correction takes it off the lane."""
        if self.cursor is None or self.cursor >= len(self._shown):
            return
        if line := self._post(self.cursor):
            self.doubts.note(self._shown[self.cursor], line)

    def title(self, footnote: str) -> None:
        """Write the lane's name and the others' into the frame."""
        frame(self, lanes.title(Lane.UNSURE, len(self.doubts)), footnote)

    def below(self, free: int) -> Sequence[Content]:
        """Give the keys that take a post off this lane, where there is room below the posts."""
        said = _("y: that is right. l: it is something else.")
        hint = wrapped(ink(said, "$muted italic"), self.wide - 1, indent=1)
        return hint if free > len(hint) else ()

    def _replace(self, shown: tuple[int, ...]) -> None:
        kept = self._shown[self.cursor] if self.cursor is not None else None
        self._shown = shown
        nearest = min(self.cursor or 0, len(shown) - 1) if shown else None
        self.cursor = shown.index(kept) if kept in shown else nearest
        self.settle()
        self.call_after_refresh(self.show_cursor)

    def _post(self, index: int) -> Line | None:
        """Give a post; None where a connection is new, and it was not told yet."""
        position = self._shown[index]
        return next(iter(self.day.stream(position, position + 1)), None)

    def row(self, index: int, *, width: int) -> Sequence[Content]:
        """Give a post's two lines: what it is taken for and by whom, and its words."""
        line = self._post(index)
        if line is None:
            return cell(ink(""), width), cell(ink(""), width)
        sign = signs.SELECTED if index == self.cursor else " "
        label = ink(phrases.verdict(line), label_style(line))
        head = row(ink(sign + times.hm(line.post.at, self.day.fair), "$muted"), label)
        author = cell(ink(line.handle, "bold"), max(width - head.cell_length - 1, 8))
        quote = ink("   ") + ink(f"“{phrases.quote(line)}”", "$muted")
        return cell(row(head, author), width), cell(quote, width)
