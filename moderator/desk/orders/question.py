"""A question in words, where the desk would open a box: the answers there are, and what follows."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from moderator.desk.choice import Choice, Chosen
from moderator.desk.orders.order import OrderError, Said
from moderator.words.language import _
from moderator.words.spelling import number

MOST = 9
"""Choices that are told at once: more than these nobody keeps in mind by ear."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Chosen]):
    """What is asked, and what to do with the answer.

    Each choice is taken by its key: its number, where `keys` does not say otherwise.
    `understand` may make something of other words: a time of day.
    """

    asked: str
    then: Callable[[Chosen], Awaitable[Said]]
    choices: Sequence[Choice[Chosen]] = ()
    keys: Sequence[str] = ()
    hint: str = ""
    understand: Callable[[str], Chosen | None] | None = None

    def lines(self) -> Said:
        """Give the question, a line for each choice, and how it is answered."""
        shown = list(self.by_key().items())[:MOST]
        told = [f"{key}: {', '.join(filter(None, (one.name, one.note)))}" for key, one in shown]
        more = len(self.choices) - len(shown)
        if more:
            rest = _("and {number} more; type a part of a name to hear fewer")
            told.append(rest.format(number=number(more)))
        return [self.asked, *told, self.hint or _("Type a number; an empty line changes nothing.")]

    def by_key(self) -> dict[str, Choice[Chosen]]:
        """Give the choices by what is typed for them."""
        keys = self.keys or [str(place) for place in range(1, len(self.choices) + 1)]
        return dict(zip(keys, self.choices, strict=True))

    def meant(self, typed: str) -> Chosen:
        """Give what was chosen; raises Unclear where that is none, or more than one."""
        if chosen := self.by_key().get(typed.strip().casefold()):
            return chosen.gives
        understood = self.understand(typed) if self.understand else None
        if understood is not None:
            return understood
        fitting = self._fitting(typed)
        if len(fitting.choices) == 1:
            return fitting.choices[0].gives
        raise Unclear(fitting if fitting.choices else self, nothing=not fitting.choices)

    def _fitting(self, typed: str) -> "Question[Chosen]":
        """Give the same question about the choices in which the words occur."""
        words = typed.casefold().split()
        kept = {key: one for key, one in self.by_key().items() if one.has(words)}
        return replace(self, choices=list(kept.values()), keys=list(kept))


class Unclear(OrderError):
    """An answer that is none, or fits several choices; `question` is what to ask then."""

    def __init__(self, question: "Question[Chosen]", *, nothing: bool) -> None:
        super().__init__(_("Nothing here is called so.") if nothing else "")
        self.question = question
