"""The bottom line: the keys that exist now, more of them where there is room."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from moderator.desk.keys import ROOMY, SPACIOUS
from moderator.words.language import _

Keys = list[tuple[Binding, bool]]


class Foot(Footer):
    """The keys; those that can wait are marked, and left out where there is no room for all."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._drawn: Keys | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Draw the keys anew where others exist now, and not each time that they may have."""
        if _keys(screen) != self._drawn:
            super().bindings_changed(screen)

    def compose(self) -> ComposeResult:
        """Give a piece for each key, which can be clicked."""
        self._drawn = _keys(self.screen) if self._bindings_ready else None
        for piece in super().compose():
            if isinstance(piece, FooterKey):
                piece.set_class(piece.action in ROOMY, "-roomy")
                piece.set_class(piece.action in SPACIOUS, "-spacious")
                piece.key_display = _(piece.key_display)
                piece.description = _(piece.description)
                piece.tooltip = None
            yield piece


def _keys(screen: Screen[object]) -> Keys:
    """Give the keys that are shown, and whether each does something now."""
    there = screen.active_bindings.values()
    return [(one.binding, one.enabled) for one in there if one.binding.show]
