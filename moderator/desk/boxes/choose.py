"""Asks for one of several things, which typing narrows down."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from moderator.desk.boxes.once import Box
from moderator.desk.choices.choice import Choice, Chosen
from moderator.desk.content.ink import cell, ink, row
from moderator.desk.panels.field import Field
from moderator.desk.panels.options import Options, option
from moderator.desk.panels.wrong import Wrong
from moderator.desk.words.signs import SEPARATOR
from moderator.words.language import _
from moderator.words.spelling import number

MOST = 100
"""Choices that are shown at once; nobody reads further, who types finds any."""

_NAME_CELLS = 24
"""Room for a name before its note; a longer one is told in one go with it."""


class Choose(Box[Chosen | None]):
    """A list with a line to type in, which keeps the focus; gives what was chosen, or None.

    `understand` may make something of what is typed that no choice says: a time of day;
    `why_not` says why it is none. What is `told` stands above it all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Chosen]],
        *,
        hint: str = "",
        told: str = "",
        understand: Callable[[str], Chosen | None] | None = None,
        why_not: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self.heading = title
        self.choices = choices
        self.hint = hint
        self.told = told
        self.understand = understand
        self.why_not = why_not
        self.shown: list[Choice[Chosen]] = []
        self.moved = False

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box") as box:
            box.border_title = ink(self.heading)
            if self.told:
                yield Static(ink(self.told))
            yield Field(placeholder=self.hint or _("type to narrow down"), compact=True)
            listed = Options()
            listed.can_focus = False
            yield listed
            yield Wrong()

    def on_mount(self) -> None:
        """Start with everything."""
        self.narrow("")

    @on(Input.Changed)
    def retype(self, event: Input.Changed) -> None:
        """Show what fits what is typed."""
        event.stop()
        self.query_one(Wrong).say()
        self.narrow(event.value)

    def narrow(self, typed: str) -> None:
        """Show the choices that fit, the first one ready to be taken."""
        self.moved = False
        words = typed.casefold().split()
        fitting = [choice for choice in self.choices if choice.has(words)]
        self.shown = fitting[:MOST]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(self._prompts() if self.shown else [self._nothing(typed)])
        listed.highlighted = 0 if self.shown else None
        self.query_one(".box").border_subtitle = ink(_further(len(fitting) - MOST))

    def _prompts(self) -> Iterator[Option]:
        for choice in self.shown:
            name, note = ink(choice.name, "bold"), ink(choice.note)
            if not note:
                yield option(ink(""), name)
            elif name.cell_length <= _NAME_CELLS:
                yield option(cell(name, _NAME_CELLS + 1), note)
            else:
                yield option(ink(""), row(name + ink(":"), note))

    def _nothing(self, typed: str) -> Option:
        """Give what is said where no choice fits: whether the words will do by themselves."""
        meant = self.understand(typed.strip()) if self.understand and typed.strip() else None
        said = self._unknown(typed) if meant is None else _("Enter takes it as it is typed.")
        return Option(ink(said, "$muted italic"), disabled=True)

    def _unknown(self, typed: str) -> str:
        if not typed.strip():
            return _("There is none: type it.") if self.understand else _("There is none.")
        return self.why_not(typed) if self.why_not else _("Nothing here is called so.")

    def action_step(self, by: str) -> None:
        """Move the highlight while the line keeps the focus."""
        listed = self.query_one(OptionList)
        if self.shown:
            self.moved = True
            now = listed.highlighted or 0
            listed.highlighted = min(max(now + int(by), 0), len(self.shown) - 1)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Give the choice that was moved to, else what the words mean, else the one on top.

        Where there is none of these, say so.
        """
        event.stop()
        typed = "" if self.moved else event.value.strip()
        meant = self.understand(typed) if self.understand and typed else None
        highlighted = self.query_one(OptionList).highlighted
        if meant is not None:
            self.dismiss(meant)
        elif highlighted is not None:
            self.dismiss(self.shown[highlighted].gives)
        elif not typed:
            self.query_one(Wrong).say_empty()
        else:
            self.query_one(Wrong).say(_("Nothing is chosen: type something else, or Esc."))

    @on(OptionList.OptionSelected)
    def click(self, event: OptionList.OptionSelected) -> None:
        """Give what was clicked."""
        self.dismiss(self.shown[event.option_index].gives)


def _further(more: int) -> str:
    """Give how to leave the box, and before it how many choices are not shown."""
    said = _("{number} more: type to narrow down").format(number=number(more)) + SEPARATOR
    return (said if more > 0 else "") + _("esc closes")
