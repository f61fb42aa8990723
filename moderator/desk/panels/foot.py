"""The bottom line: the keys that exist now, more of them where there is room."""

from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from moderator.desk.keys import ROOMY, SPACIOUS
from moderator.words.language import _


class Foot(Footer):
    """The keys; those that can wait are marked, and left out on a narrow screen."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Give a piece for each key, which can be clicked."""
        for piece in super().compose():
            if isinstance(piece, FooterKey):
                piece.set_class(piece.action in ROOMY, "-roomy")
                piece.set_class(piece.action in SPACIOUS, "-spacious")
                piece.key_display = _(piece.key_display)
                piece.description = _(piece.description)
                piece.tooltip = None
            yield piece
