"""The bottom line: the keys that exist now, more of them where there is room."""

from textual.app import ComposeResult
from textual.widgets import Footer

from moderator.desk.keys import ROOMY


class Foot(Footer):
    """The keys; those that can wait are marked, and left out on a narrow screen."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Give a piece for each key, which can be clicked."""
        for piece in super().compose():
            piece.set_class(getattr(piece, "action", "") in ROOMY, "-roomy")
            yield piece
