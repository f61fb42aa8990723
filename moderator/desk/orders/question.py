"""A question in words, where the desk would open a box: the answers there are, and what follows."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from moderator.desk.choices.choice import Choice, Chosen
from moderator.desk.orders.order import OrderError, Said
from moderator.words.language import _
from moderator.words.spelling import number

MOST = 9
"""Choices that are told at once: more than these nobody keeps in mind by ear."""

LEAST = 3
"""Letters of a name that choose it: fewer stand in many names by chance."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Chosen]):
    """What is asked, and what to do with the answer.

    Each choice is taken by its key: its number in the list, which counts only where it was
    told, or what `keys` says, where those are `known` elsewhere: the cases' own numbers.
    `understand` may make something of other words: a time of day; `why_not` says why
    what was typed is none.
    """

    asked: str
    then: Callable[[Chosen], Awaitable[Said]]
    choices: Sequence[Choice[Chosen]] = ()
    keys: Sequence[str] = ()
    hint: str = ""
    understand: Callable[[str], Chosen | None] | None = None
    known: bool = False
    why_not: Callable[[str], str] | None = None

    def lines(self) -> Said:
        """Give the question, a line for each choice, and how it is answered."""
        shown = self._told()
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

    def meant(self, typed: str, *, heard: bool = True) -> Chosen:
        """Give what was chosen; raises Unclear where that is none, or more than one.

        Who has not `heard` the question knows none of its numbers.
        """
        offered = self.by_key() if self.known else dict(self._told() if heard else ())
        if chosen := offered.get(typed.strip().casefold()):
            return chosen.gives
        understood = self.understand(typed) if self.understand else None
        if understood is not None:
            return understood
        if self.choices and _is_number(typed) and not heard and not self.known:
            raise Unclear(self)
        if self.choices and _is_number(typed):
            raise Unclear(self, self._no_answer(typed, _("That number is not among these.")))
        fitting = self._fitting(typed)
        if len(fitting.choices) == 1:
            return fitting.choices[0].gives
        if fitting.choices:
            raise Unclear(fitting)
        raise Unclear(self, self._no_answer(typed, _("Nothing here is called so.")))

    def _no_answer(self, typed: str, otherwise: str) -> str:
        return self.why_not(typed) if self.why_not else otherwise

    def _told(self) -> list[tuple[str, Choice[Chosen]]]:
        return list(self.by_key().items())[:MOST]

    def _fitting(self, typed: str) -> "Question[Chosen]":
        """Give the same question about the choices in which the words occur."""
        words = typed.casefold().split()
        long = any(len(word) >= LEAST for word in words)
        kept = {key: one for key, one in self.by_key().items() if one.has(words, part=long)}
        return replace(self, choices=list(kept.values()), keys=list(kept))


class Unclear(OrderError):
    """An answer that is none, or fits several choices; `question` is what to ask then."""

    def __init__(self, question: "Question[Chosen]", why: str = "") -> None:
        super().__init__(why)
        self.question = question


def _is_number(typed: str) -> bool:
    """Whether it is a number, or p and one: never a part of a name."""
    return typed.strip().casefold().removeprefix("p").isdecimal()
