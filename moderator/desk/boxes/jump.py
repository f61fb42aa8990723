"""Asks for a time of the day to jump to."""

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import ink
from moderator.desk.day import Day
from moderator.desk.panels.field import Field
from moderator.desk.panels.wrong import Wrong
from moderator.desk.words import times
from moderator.words.language import _


class Jump(Box[datetime | None]):
    """One line to type a time in; gives the moment, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, day: Day) -> None:
        super().__init__()
        self.day = day

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box") as box:
            box.border_title = ink(_("Jump to a time"))
            box.border_subtitle = ink(_("esc closes"))
            yield Field(placeholder=_("11:42, or +15 for a quarter of an hour on"), compact=True)
            yield Wrong()

    @on(Input.Changed)
    def retype(self) -> None:
        """Take back what was wrong with what stood there before."""
        self.query_one(Wrong).say()

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Give the moment, or say what is wrong with it."""
        event.stop()
        moment = times.moment(event.value, self.day.clock, self.day.fair)
        if moment is None:
            self.query_one(Wrong).say(_("That is no time: try 11:42 or +15."))
        else:
            self.dismiss(moment)
