"""What passes between the program and a moderator who types."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from itertools import takewhile
from typing import Any, TypeVar

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.desk.choices.choice import Choice, Chosen
from moderator.desk.day import Day
from moderator.desk.orders.order import OrderError, Said
from moderator.desk.orders.question import Question, Unclear
from moderator.desk.sentences import answers, deeds, hands
from moderator.desk.telling.teller import Teller
from moderator.desk.words import phrases
from moderator.wishes.sense import Refusal
from moderator.wishes.wish import Wish
from moderator.words.language import _

LONGEST_NUMBER = 9

One = TypeVar("One")


class Exchange:
    """The day, who tells it, and the question that waits for an answer, if there is one.

    `idle` is whether the last thing that the moderator wanted done was not done.
    """

    def __init__(self, day: Day, teller: Teller, browse: Callable[[str], bool]) -> None:
        self.day = day
        self.teller = teller
        self.browse = browse
        self.question: Question[Any] | None = None
        self.idle = False

    async def ask(self, question: Question[Chosen], answer: Sequence[str]) -> Said:
        """Do what the answer says, where it was typed along; otherwise ask."""
        if answer:
            return await self._settle(question, " ".join(answer), heard=False)
        self.question = question
        return question.lines()

    async def answer(self, question: Question[Any], typed: str) -> Said:
        """Do what is answered to a question; an empty answer leaves it."""
        self.question = None
        if not typed.strip():
            self.idle = True
            return [_("Nothing was changed.")]
        return await self._settle(question, typed)

    async def _settle(self, question: Question[Chosen], typed: str, *, heard: bool = True) -> Said:
        try:
            meant = question.meant(typed, heard=heard)
        except Unclear as unclear:
            self.question = unclear.question
            return [*filter(None, [str(unclear)]), *unclear.question.lines()]
        return await question.then(meant)

    async def sure(self, cases: Iterable[Case], go: Callable[[], Awaitable[Said]]) -> Said:
        """Go on; where another moderator has one of the cases, once that was asked."""
        theirs = hands.theirs(cases, self.day)
        if not theirs:
            return await go()
        asked = f"{theirs}. " + _("Do it anyway?")
        return await self.ask(
            Question(asked, lambda _yes: go(), [Choice(gives=True, name=_("yes"))]), ()
        )

    async def do(self, wish: Wish, said: str = "") -> Said:
        """Carry an act out; gives what it did, and how it is taken back."""
        self.teller.acting(wish.target)
        before = self.day.case(wish.target)
        try:
            await self.day.act(wish)
        except Refusal as why:
            raise OrderError(deeds.put_off(wish, why, self.day)) from why
        self.idle = False
        return [(said or deeds.did(wish, self.day, before)) + deeds.by_word(wish.kind)]

    async def each(self, ones: Collection[One], act: Callable[[One], Awaitable[Said]]) -> Said:
        """Do something to each; gives what was done, and of those that were refused, why.

        Of several, each case is told with its number, and how to undo the last act only once.
        """
        said: Said = []
        idle = True
        for one in ones:
            try:
                told, idle = await act(one), False
            except OrderError as why:
                told = [str(why)]
                idle = idle and why.did_nothing
            behind = self.number_of(one) if len(ones) > 1 else ""
            said += [f"{behind}{line}" for line in told]
        self.idle = idle
        return [*(line.removesuffix(_(deeds.BY_WORD)) for line in said[:-1]), *said[-1:]]

    def number_of(self, one: object) -> str:
        """Give the number of a case, as it stands before what is said of it; else nothing."""
        return f"{phrases.numbered(self.teller.number(one.id))}: " if isinstance(one, Case) else ""

    def case(self, rest: Sequence[str]) -> Case:
        """Give the case of which the number was typed first."""
        case = self.numbered(rest[0]) if rest else None
        if case is None:
            unknown = [answers.no_such_number(rest[0])] if rest and _number(rest[0]) else []
            asked = _("Say the number of a case, as in show 3; list tells the numbers.")
            raise OrderError(" ".join((*unknown, asked)))
        return case

    def cases(self, rest: Sequence[str]) -> tuple[list[Case], Sequence[str]]:
        """Give the cases whose numbers stand first, each once, and the words behind them."""
        self.case(rest)
        found = list(takewhile(bool, map(self.numbered, rest)))
        return list({case.id: case for case in found if case}.values()), rest[len(found) :]

    def none_but_cases(self, rest: Sequence[str]) -> Collection[Case]:
        """Give the cases whose numbers were typed, each once; says which word has no case."""
        if stray := next((word for word in rest if not word.isdecimal()), ""):
            raise OrderError(answers.no_number(stray))
        unknown = next((word for word in rest if not self.numbered(word)), "")
        if len(rest) > 1 and unknown:
            raise OrderError(answers.nothing_done(unknown))
        typed = (self.case([word]) for word in rest or [""])
        return {case.id: case for case in typed}.values()

    def only_case(self, order: str, rest: Sequence[str]) -> Case:
        """Give the case whose number was typed; says how the order is typed where more was."""
        if len(rest) > 1:
            raise OrderError(answers.usage(order))
        return self.case(rest)

    def still_waiting(self, case: Case) -> Case:
        """Give a case that waited when a question was asked, as it is now.

        Raises OrderError, which says what became of it, where it does not wait any more.
        """
        now = self.day.case(case.id)
        if now is None or not now.lacks_follow_up:
            raise OrderError(answers.departed(now) if now else answers.not_listed(case))
        return now

    def numbered(self, word: str) -> Case | None:
        """Give the case of that number; None where there is none."""
        return self.teller.numbered(_number(word))

    def line(self, rest: Sequence[str]) -> Line:
        """Give the post whose number was typed first, or that opened the case of that number."""
        word = rest[0].casefold() if rest else ""
        line = self._line(word)
        if line is None:
            unknown = [answers.no_such_number(word)] if _number(word.removeprefix("p")) else []
            asked = _("Say the number of a case, or p and the number of a post, as in label p12.")
            raise OrderError(" ".join((*unknown, asked)))
        return line

    def lines(self, rest: Sequence[str]) -> tuple[list[Line], Sequence[str]]:
        """Give the posts whose numbers stand first, each once, and the words behind them."""
        self.line(rest)
        found = list(takewhile(bool, map(self._line, rest)))
        return list({line.key: line for line in found if line}.values()), rest[len(found) :]

    def _line(self, word: str) -> Line | None:
        if word[:1] in ("p", "P"):
            return self.teller.post_numbered(_number(word[1:]))
        case = self.numbered(word)
        return self.day.line(case.opened_by) if case else None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < LONGEST_NUMBER else 0
