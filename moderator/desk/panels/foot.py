"""The bottom line: the keys that exist now, more of them where there is room."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer

from moderator.desk.content.ink import ink
from moderator.desk.keys.keys import KEPT, ROOMY, SPACIOUS, act_of
from moderator.desk.machine.private import FooterKey
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
        pieces = [piece for piece in super().compose() if isinstance(piece, FooterKey)]
        self._drawn = _keys(self.screen) if pieces else None
        for piece in pieces:
            piece.set_class(act_of(piece.action) in ROOMY, "-roomy")
            piece.set_class(act_of(piece.action) in SPACIOUS, "-spacious")
            piece.key_display = _(piece.key_display)
            piece.description = _(piece.description)
            piece.tooltip = None
        self._leave_out(pieces)
        yield from pieces

    def on_resize(self) -> None:
        """Show the keys that there is room for now."""
        self._leave_out(self.query(FooterKey))

    def _leave_out(self, pieces: Iterable[FooterKey]) -> None:
        """Leave out whole keys, from the end on, where those that are kept leave no room."""
        always = [piece for piece in pieces if act_of(piece.action) not in (*ROOMY, *SPACIOUS)]
        kept = {piece for piece in always if act_of(piece.action) in KEPT}
        room = self.size.width + len(" ") - sum(map(_width, kept))  # behind the last is no other
        for piece in always:
            room -= 0 if piece in kept else _width(piece)
            piece.set_class(room < 0 and piece not in kept, "-left-out")


def _width(piece: FooterKey) -> int:
    """Give the cells of a key with its name, and of the space behind it."""
    return ink(f"{piece.key_display} {piece.description} ").cell_length


def _keys(screen: Screen[object]) -> Keys:
    """Give the keys that are shown, and whether each does something now."""
    there = screen.active_bindings.values()
    return [(one.binding, one.enabled) for one in there if one.binding.show]
