"""Lines that go on below where their words began, so that what stands before them stands alone."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from moderator.desk.ink import folded, wrapped

Hung = tuple[Content, Content]
"""What stands in front, and the words beside it."""


class Hanging(Visual):
    """Words, each with something in front of it: a key, a time, a mark.

    They take whatever width there is, and of each at most so many lines.
    """

    def __init__(self, hung: Iterable[Hung], *, most: int | None = None) -> None:
        self.hung = list(hung)
        self.most = most

    def lines(self, width: int) -> Iterator[Content]:
        """Give the lines, none of them wider."""
        for lead, text in self.hung:
            room = width - lead.cell_length
            pieces = wrapped(text, room) or [Content("")]
            first, *rest = folded(pieces, room, most=self.most) if self.most else pieces
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
        return sum(1 for _ in self.lines(width))
