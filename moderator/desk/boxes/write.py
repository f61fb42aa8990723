"""Asks for a line of the moderator's own."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import ink
from moderator.desk.panels.field import Field
from moderator.desk.panels.wrong import Wrong
from moderator.words.language import _

LONGEST = 500


class Write(Box[str | None]):
    """One line to write in; gives what was written, or None where it was left.

    Nothing written is nothing to give, and the box stays, unless it is `optional`. What is
    `told` stands above it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, title: str, hint: str, *, optional: bool = False, told: str = "") -> None:
        super().__init__()
        self.optional = optional
        self.heading = title
        self.hint = hint
        self.told = told

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box") as box:
            box.border_title = ink(self.heading)
            box.border_subtitle = ink(_("esc closes"))
            if self.told:
                yield Static(ink(self.told))
            yield Field(placeholder=self.hint, max_length=LONGEST, compact=True)
            yield Wrong()

    @on(Input.Changed)
    def retype(self) -> None:
        """Take back that nothing was written."""
        self.query_one(Wrong).say()

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Give what was written, or say that it is nothing."""
        event.stop()
        written = event.value.strip()
        if written or self.optional:
            self.dismiss(written)
        else:
            self.query_one(Wrong).say_empty()
