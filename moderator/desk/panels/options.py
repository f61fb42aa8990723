"""A list to choose from, whose chosen row is told by a mark: no colour is needed to see it."""

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from moderator.desk import words
from moderator.desk.ink import ink


def option(prompt: Content, *, id: str | None = None) -> Option:  # noqa: A002 - as textual calls it
    """Give an option with room for the mark before its words."""
    return Option(ink("  ") + prompt, id=id)


def mark(listed: OptionList, chosen: Option) -> None:
    """Put the mark on the chosen row alone."""
    for index, each in enumerate(listed.options):
        sign = words.SELECTED if each is chosen else " "
        prompt = each.prompt
        if isinstance(prompt, Content) and not each.disabled and prompt.plain[:1] != sign:
            listed.replace_option_prompt_at_index(index, ink(sign) + prompt[1:])


class Options(OptionList):
    """Options made by `option`; the one that enter takes has the mark."""

    def __init__(self, *options: Option) -> None:
        super().__init__(*options, compact=True, markup=False)

    @on(OptionList.OptionHighlighted)
    def mark(self, event: OptionList.OptionHighlighted) -> None:
        """Move the mark to where the highlight is."""
        mark(self, event.option)
