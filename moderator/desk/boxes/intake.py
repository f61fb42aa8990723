"""Shows that nothing was missed, or what was: the sum of all that came in, and each feed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import ink
from moderator.desk.day import Day
from moderator.desk.machine.failures import failed_at
from moderator.desk.sentences import intake
from moderator.words.language import _

PULL_SECONDS = 1.0


class IntakeScreen(Box[None]):
    """The accounting, what is behind, and how each feed is; it keeps up while it is open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,i,q", "dismiss(None)", show=False)]

    def __init__(self, day: Day) -> None:
        super().__init__()
        self.day = day
        self.told = Static()

    def compose(self) -> ComposeResult:
        """Give the box."""
        with VerticalScroll(classes="box") as box:
            box.border_title = ink(_("What came in"))
            box.border_subtitle = ink(_("esc closes"))
            yield self.told

    def on_mount(self) -> None:
        """Tell it, again and again."""
        self.pull()
        self.set_interval(PULL_SECONDS, self.pull)

    def pull(self) -> None:
        """Tell how it is now."""
        told = (*intake.lines(self.day), *intake.failed(failed_at()))
        self.told.update(Content("\n").join(map(ink, told)))
