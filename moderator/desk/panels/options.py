"""A list to choose from, whose chosen row is told by a mark: no colour is needed to see it."""

from textual import on
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from moderator.desk.content.ink import ink
from moderator.desk.panels.hanging import Hanging
from moderator.desk.words import signs

MOST_LINES = 2
"""Lines that one option takes; the rest of its words is left out."""


def option(lead: Content, text: Content, *, id: str | None = None) -> Option:  # noqa: A002 - as textual calls it
    """Give an option with room for the mark before it, whose words go on where they began."""
    return Option(Hanging([(ink("  ") + lead, text)], most=MOST_LINES), id=id)


def mark(listed: OptionList, chosen: Option) -> None:
    """Put the mark on the chosen row alone."""
    for index, each in enumerate(listed.options):
        sign = ink(signs.SELECTED if each is chosen else " ")
        if not each.disabled and (other := _marked(each.prompt, sign)):
            listed.replace_option_prompt_at_index(index, other)


def _marked(prompt: object, sign: Content) -> Hanging | Content | None:
    """Give a prompt with the sign in front; None where it has it."""
    match prompt:
        case Hanging(hung=[(lead, text)]) if lead.plain[:1] != sign.plain:
            return Hanging([(sign + lead[1:], text)], most=prompt.most)
        case Content() if prompt.plain[:1] != sign.plain:
            return sign + prompt[1:]
    return None


class Options(OptionList):
    """Options made by `option`; the one that enter takes has the mark."""

    def __init__(self, *options: Option) -> None:
        super().__init__(*options, compact=True, markup=False)

    @on(OptionList.OptionHighlighted)
    def mark(self, event: OptionList.OptionHighlighted) -> None:
        """Move the mark to where the highlight is."""
        mark(self, event.option)
