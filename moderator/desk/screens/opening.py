"""The desk before its fair is there: its frame, and the word that it is being opened."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from moderator.core.fair import Fair
from moderator.desk.boxes.sized import HEIGHTS, WIDTHS, Sized
from moderator.desk.content.ink import ink
from moderator.desk.keys.keys import SCREEN_KEYS
from moderator.words.language import N_, _

PANELS = {
    "queue": N_("Waiting for an employer"),
    "talk": N_("Case"),
    "stream": N_("Stream"),
    "activity": N_("Activity"),
}
"""What has its frame, in its place, from the first picture on."""

KEYS = tuple(key for key in SCREEN_KEYS if key.action in ("app.quit", "app.next_theme"))


class OpeningScreen(Sized, Screen[None]):
    """Says which fair is being opened; one can only wait, or leave."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, fair: Fair) -> None:
        super().__init__()
        self.fair = fair

    def compose(self) -> ComposeResult:
        """Give the empty panels, from the top of the screen down."""
        tag = f"#{self.fair.hashtags[0]}" if self.fair.hashtags else ""
        yield Static(ink(f" {tag} ", "bold") + ink(self.fair.name), id="head")
        queue, talk, stream, activity = (_panel(name) for name in PANELS)
        yield Horizontal(queue, talk, id="cases")
        yield stream
        yield activity
        yield Static(
            ink(
                " "
                + _("The fair is being opened: its journal, its posts, the classifier. q leaves.")
            ),
            id="status",
        )
        yield Static(id="foot")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Give whether an action exists: a fair that is not there has none."""
        return action in {key.action for key in KEYS}


def _panel(name: str) -> Static:
    """Give an empty panel under its title."""
    panel = Static(id=name)
    panel.border_title = ink(_(PANELS[name]))
    return panel
