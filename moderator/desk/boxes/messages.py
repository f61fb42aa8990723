"""Shows what the desk said of late, whole, for who was looking elsewhere."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from moderator.core.fair import Fair
from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import ink
from moderator.desk.news.messages import Messages
from moderator.desk.panels.hanging import Hanging, Hung
from moderator.desk.words import times
from moderator.words.language import _


class MessagesScreen(Box[None]):
    """The last messages, the newest first; those that must not go by unseen are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,h,q", "dismiss(None)", show=False)]

    def __init__(self, messages: Messages, fair: Fair) -> None:
        super().__init__()
        self.messages = messages
        self.fair = fair

    def compose(self) -> ComposeResult:
        """Give the box."""
        with VerticalScroll(classes="box") as box:
            box.border_title = ink(_("What the desk said"))
            box.border_subtitle = ink(_("esc closes"))
            yield Static(Hanging(self._lines()))

    def _lines(self) -> Iterator[Hung]:
        for one in self.messages:
            mark = ink("! ", "$warning bold") if one.weighs else ink("  ")
            yield ink(f"{times.hms(one.at, self.fair)} ", "$muted") + mark, ink(one.text)
        earlier = _(
            "What was said before this desk was opened is not kept; each case has its history."
        )
        yield ink(""), ink(earlier, "$muted")
