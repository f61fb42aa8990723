"""A list of any length of which only the visible rows are ever drawn."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from moderator.desk.content.ink import ink, wrapped
from moderator.desk.keys.keys import ROW_KEYS
from moderator.desk.panels.paint import redraw, stretch, strip

DRAWN_ROWS = 200
"""Rows that are remembered as they were drawn: more than any screen has."""


class Rows(ScrollView, can_focus=True):
    """Rows of `tall` lines each, with a cursor; a subclass counts and draws them."""

    BINDINGS: ClassVar[list[BindingType]] = list(ROW_KEYS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--selected"}

    class Picked(Message):
        """The user went to a row, or chose it with enter."""

        def __init__(self, rows: "Rows", *, chosen: bool = False) -> None:
            super().__init__()
            self.rows = rows
            self.chosen = chosen

        @property
        def control(self) -> "Rows":
            """The list in which it happened."""
            return self.rows

    tall = 1
    cursor: int | None = None

    def __init__(self, *, id: str) -> None:  # noqa: A002 - as textual calls it
        super().__init__(id=id)
        self._drawn: dict[object, tuple[object, Sequence[Strip]]] = {}
        self._in_view: dict[int, Strip] = {}

    @abstractmethod
    def count(self) -> int:
        """Give how many rows there are."""

    @abstractmethod
    def row(self, index: int, *, width: int) -> Sequence[Content]:
        """Give the `tall` lines of one row."""

    @abstractmethod
    def nothing(self) -> str:
        """Give what is said when there are no rows."""

    @property
    def wide(self) -> int:
        """The cells that a row has."""
        return self.scrollable_content_region.width

    @property
    def page(self) -> int:
        """How many rows are visible at once."""
        return max(self.scrollable_content_region.height // self.tall, 1)

    @property
    def above(self) -> int:
        """How many rows are above those that are visible."""
        return self.scroll_offset.y // self.tall

    def settle(self) -> None:
        """Make the scrollbar fit the number of rows, and draw the lines that are others now."""
        self.stretch()
        height = self.scrollable_content_region.height
        redraw(self, [y for y in range(height) if self._line(y) != self._in_view.get(y)])

    def stretch(self) -> None:
        """Make the scrollbar fit the number of rows, and what is left where no row fits."""
        rest = self.scrollable_content_region.height % self.tall
        stretch(self, self.count() * self.tall + rest)

    def validate_scroll_y(self, value: float) -> float:
        """Give where to scroll to, so that the row at the top is whole."""
        return super().validate_scroll_y(-(-value // self.tall) * self.tall)

    def known_by(self, index: int) -> object:
        """Give what a row is known by wherever it moves, so that it need not be drawn anew."""
        return index

    def made_of(self, index: int) -> object:  # noqa: ARG002 - what a subclass needs
        """Give what a row shows, where equal things make equal rows: those are drawn once."""
        return None

    def render_line(self, y: int) -> Strip:
        """Give one line of the screen."""
        self._in_view[y] = self._line(y)
        return self._in_view[y]

    def _line(self, y: int) -> Strip:
        index, part = divmod(y + self.scroll_offset.y, self.tall)
        if index < self.count():
            return self._row(index)[part]
        return self._strip(self._beside(y), self.visual_style)

    def _row(self, index: int) -> Sequence[Strip]:
        """Give a row as it is drawn; as it was drawn before, where nothing about it changed."""
        selected, made_of = index == self.cursor, self.made_of(index)
        style = self._selected_style() if selected else self.visual_style
        now = (made_of, selected, self.wide, style, self.app.theme)
        name = self.known_by(index)
        before, strips = self._drawn.get(name, (None, ()))
        if made_of is None or now != before or self.text_selection:
            strips = [self._strip(line, style) for line in self.row(index, width=self.wide)]
            if len(self._drawn) >= DRAWN_ROWS:
                self._drawn.clear()
            self._drawn[name] = now, strips
        return strips

    def _strip(self, line: Content, style: Style) -> Strip:
        return strip(self, line, self.wide, style)

    def _selected_style(self) -> Style:
        """Give the style of the cursor's row; textual leaves reversing out of it."""
        reverse = self.get_component_styles("rows--selected").text_style.reverse
        return replace(self.get_visual_style("rows--selected"), reverse=reverse)

    def _beside(self, y: int) -> Content:
        """Give a line on which there is no row."""
        if self.count():
            return self._line_below(y)
        lines = wrapped(ink(self.nothing(), "$muted"), self.wide)
        at = y - max(self.size.height - len(lines), 0) // 2
        return lines[at].center(self.wide) if 0 <= at < len(lines) else Content(" ")

    def _line_below(self, y: int) -> Content:
        """Give a line of the free room below the rows: at its bottom there may be a word."""
        height = self.size.height
        words = self.below(height - self.count() * self.tall)
        at = y - (height - len(words))
        return words[at] if at >= 0 else Content(" ")

    def below(self, free: int) -> Sequence[Content]:  # noqa: ARG002 - what a subclass needs
        """Give what is said in the free lines below the rows: nothing."""
        return ()

    def go(self, index: int) -> None:
        """Put the cursor on a row, bring it into view and tell."""
        if not self.count():
            return
        before, self.cursor = self.cursor, min(max(index, 0), self.count() - 1)
        self.show_cursor()
        for changed in {self.cursor if before is None else before, self.cursor}:
            self.refresh_lines(changed * self.tall, self.tall)
        self.post_message(self.Picked(self))

    def on_resize(self) -> None:
        """Keep the cursor's row in view: keys act on it."""
        self.stretch()
        self.show_cursor()

    def show_cursor(self) -> None:
        """Bring the cursor's row into view."""
        if self.cursor is not None:
            row = Region(0, self.cursor * self.tall, 1, self.tall)
            self.scroll_to_region(row, animate=False, force=True, x_axis=False)

    def action_up(self) -> None:
        """Go one row up; from nowhere, to the last."""
        self.go((self.count() if self.cursor is None else self.cursor) - 1)

    def action_down(self) -> None:
        """Go one row down."""
        self.go(self.count() - 1 if self.cursor is None else self.cursor + 1)

    def action_page_up(self) -> None:
        """Go one page up."""
        self.go((self.count() if self.cursor is None else self.cursor) - self.page)

    def action_page_down(self) -> None:
        """Go one page down."""
        self.go(self.count() - 1 if self.cursor is None else self.cursor + self.page)

    def action_first(self) -> None:
        """Go to the first row."""
        self.go(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.go(self.count() - 1)

    def key_enter(self) -> None:
        """Choose the row under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Picked(self, chosen=True))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click chooses it."""
        index = (event.y + self.scroll_offset.y) // self.tall
        if index < self.count():
            self.go(index)
            if event.chain > 1:
                self.key_enter()
