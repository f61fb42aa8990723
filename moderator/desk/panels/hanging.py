"""Lines that go on below where their words began, so that what stands before them stands alone."""

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from moderator.desk.content.ink import WHOLE, shortened

Hung = tuple[Content, Content]
"""What stands in front, and the words beside it."""


class Hanging(Visual):
    """Words, each with something in front of it: a key, a time, a mark.

    They take whatever width there is, and of each at most so many lines.
    """

    def __init__(self, hung: Iterable[Hung], *, most: int = WHOLE) -> None:
        self.hung = list(hung)
        self.most = most
        self._width = -1
        self._lines: Sequence[Content] = ()

    def lines(self, width: int) -> Sequence[Content]:
        """Give the lines, none of them wider; they are kept until another width is asked for."""
        if width != self._width:
            self._width, self._lines = width, [*self._wrapped(width)]
        return self._lines

    def _wrapped(self, width: int) -> Iterator[Content]:
        for lead, text in self.hung:
            room = width - lead.cell_length
            first, *rest = shortened(text, room, most=self.most)
            yield lead + first
            yield from (piece.pad_left(lead.cell_length) for piece in rest)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Give the lines as they are drawn."""
        drawn = Content("\n").join(self.lines(width))
        return drawn.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Give the width at which nothing goes on below."""
        return max((lead.cell_length + text.cell_length for lead, text in self.hung), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - Textual's own
        """Give how many lines there are."""
        return len(self.lines(width))
