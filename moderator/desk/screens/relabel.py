"""Asks what a post really is."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from moderator.core.board import Line
from moderator.core.labels import Label
from moderator.desk import words
from moderator.desk.ink import cell, ink

LETTERS = {label: label.value[0] for label in Label}
"""One key a label; their first letters all differ."""


class Relabel(ModalScreen[Label | None]):
    """The nine labels, each with its letter; gives the one chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        *(Binding(key, f"choose('{label}')", show=False) for label, key in LETTERS.items()),
    ]

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.present = line.verdict.label if line.verdict else None

    def compose(self) -> ComposeResult:
        """Give the post, and below it the labels with the present one marked."""
        with Vertical(classes="box") as box:
            box.border_title = ink(words.RELABEL_TITLE)
            box.border_subtitle = ink(words.CLOSE_HINT)
            quote = " ".join(self.line.post.text.split())
            yield Static(ink(f"{self.line.handle}: ", "bold") + ink(quote), classes="quote")
            yield OptionList(*self._options(), compact=True)

    def on_mount(self) -> None:
        """Start on the present label."""
        labels = list(Label)
        chooser = self.query_one(OptionList)
        chooser.highlighted = labels.index(self.present) if self.present else 0

    def _options(self) -> Iterable[Option]:
        return (Option(self._prompt(label), id=label.value) for label in Label)

    def _prompt(self, label: Label) -> Content:
        sign = words.PRESENT if label is self.present else " "
        name = cell(ink(words.LABELS[label], "bold"), 13)
        return ink(f"{sign} {LETTERS[label]}  ") + name + ink(words.MEANINGS[label])

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Give the label that was entered or clicked."""
        self.dismiss(Label(event.option_id or Label.OTHER))

    def action_choose(self, label: str) -> None:
        """Give the label whose letter was typed."""
        self.dismiss(Label(label))
