"""Lines that go on below where their words began, so that what stands before them stands alone."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.widgets import Static

from moderator.desk.ink import wrapped

Hung = tuple[Content, Content]
"""What stands in front, and the words beside it."""


class Hanging(Static):
    """Lines, each with something in front of it: a key, a time."""

    def __init__(self, lines: Iterable[Hung]) -> None:
        super().__init__()
        self.lines = list(lines)

    def on_resize(self) -> None:
        """Wrap the words in the room there is."""
        width = self.size.width
        pieces = (piece for lead, text in self.lines for piece in _pieces(lead, text, width))
        self.update(Content("\n").join(pieces))


def _pieces(lead: Content, text: Content, width: int) -> Iterator[Content]:
    first, *rest = wrapped(text, width - lead.cell_length) or [Content("")]
    yield lead + first
    yield from (piece.pad_left(lead.cell_length) for piece in rest)
