"""Asks what a post really is."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from moderator.core.board import Line
from moderator.core.labels import Label
from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import cell, ink
from moderator.desk.panels.options import Options, option
from moderator.desk.words import signs, words
from moderator.words.language import _


def letters() -> dict[str, Label]:
    """Give each label under a key of its own: the first letter of its name that is still free."""
    given: dict[str, Label] = {}
    for label in Label:
        free = (one for one in words.label(label) if one.isalpha() and one not in given)
        given[next(free)] = label
    return given


class Relabel(Box[Label | None]):
    """The nine labels, each with its letter; gives the one chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.letters = letters()
        self.present = line.label

    def compose(self) -> ComposeResult:
        """Give the post, and below it the labels with the present one marked."""
        with Vertical(classes="box") as box:
            box.border_title = ink(_("What is this post?"))
            box.border_subtitle = ink(_("esc closes"))
            quote = " ".join(self.line.post.text.split())
            yield Static(ink(f"{self.line.handle}: ", "bold") + ink(quote), classes="quote")
            yield Options(*self._options())

    def on_mount(self) -> None:
        """Start on the present label."""
        labels = list(Label)
        chooser = self.query_one(OptionList)
        chooser.highlighted = labels.index(self.present) if self.present else 0

    def _options(self) -> Iterable[Option]:
        return (self._option(key, label) for key, label in self.letters.items())

    def _option(self, key: str, label: Label) -> Option:
        sign = signs.PRESENT if label is self.present else " "
        name = cell(ink(words.label(label), "bold"), 13)
        return option(ink(f"{sign} {key}  ") + name, ink(words.meaning(label)), id=label.value)

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Give the label that was entered or clicked."""
        self.dismiss(Label(event.option_id or Label.OTHER))

    def on_key(self, event: events.Key) -> None:
        """Give the label whose letter was typed."""
        if label := self.letters.get(event.character or ""):
            event.stop()
            self.dismiss(label)
