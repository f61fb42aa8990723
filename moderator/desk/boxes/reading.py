"""Something to read in practice: what the day is about, or how it went so far."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import ink
from moderator.desk.panels.hanging import Hanging, Hung

_LEAD = re.compile(r" +(?:\d\d:\d\d +)?")


class ReadingScreen(Box[None]):
    """Something to read in practice: what the day is about, or the debrief as of now."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,D,q", "dismiss(None)", show=False)]

    def __init__(self, heading: str, told: Sequence[str], *, closing: str) -> None:
        super().__init__()
        self.heading = heading
        self.told = told
        self.closing = closing

    def compose(self) -> ComposeResult:
        """Give the box."""
        with VerticalScroll(classes="box") as box:
            box.border_title = ink(self.heading)
            box.border_subtitle = ink(self.closing)
            yield Static(Hanging(map(_hung, self.told)))


class WelcomeScreen(ReadingScreen):
    """What the day is about: closed, it begins; who leaves here has played nothing of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.quit", show=False)]


def _hung(line: str) -> Hung:
    """A line behind its time; a section's title stands out, being the one that is not indented."""
    lead = _LEAD.match(line)
    before = lead[0] if lead else ""
    return ink(before), ink(line[len(before) :], "" if before else "bold $primary")
