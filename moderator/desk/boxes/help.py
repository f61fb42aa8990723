"""Tells what every key does, made from the bindings themselves."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from moderator.core.fair import Fair
from moderator.desk.boxes.once import Box
from moderator.desk.content.ink import cell, ink
from moderator.desk.keys.keys import GROUPS, MOVES, act_of, shown
from moderator.desk.panels.hanging import Hanging, Hung
from moderator.desk.words import phrases
from moderator.words.language import _


class Help(Box[None]):
    """The keys in their groups, `without` those of acts that do not exist at this fair's desk.

    Below them stands by what the queue is sorted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss(None)", show=False)
    ]

    def __init__(self, fair: Fair, without: frozenset[str]) -> None:
        super().__init__()
        self.fair = fair
        self.without = without

    def compose(self) -> ComposeResult:
        """Give the list of keys."""
        with VerticalScroll(classes="box") as box:
            box.border_title = ink(_("Keys"))
            box.border_subtitle = ink(_("esc closes"))
            yield Static(Hanging(self._lines()))

    def _lines(self) -> Iterator[Hung]:
        for name, bindings in GROUPS:
            there = [one for one in bindings if act_of(one.action) not in self.without]
            if there:
                yield ink(""), ink(_(name), "bold $primary")
                yield from (_line(shown(one), _(one.tooltip)) for one in there)
        yield ink(""), ink(_("Moving about"), "bold $primary")
        yield from (_line(keys, _(meaning)) for keys, meaning in MOVES)
        yield ink(""), ink(_("The order of the queue"), "bold $primary")
        yield ink("  "), ink(phrases.order(self.fair))


def _line(keys: str, meaning: str) -> Hung:
    return ink("  ") + cell(ink(keys, "bold"), 11), ink(meaning)
