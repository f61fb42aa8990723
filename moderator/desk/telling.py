"""The board as spoken lines: what happened since one last listened."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from moderator.core.board import Line, Waiting
from moderator.core.case import Case, State, Urgency
from moderator.desk import answers, deeds, phrases, times, words
from moderator.desk.day import Day
from moderator.desk.story import Step, story
from moderator.language import _

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Teller:
    """Tells every step of every case once, in the order of the fair's time.

    It also gives each case a short number that stays its own, for a moderator
    who types.
    """

    def __init__(self, day: Day) -> None:
        self.day = day
        self._numbers: dict[str, int] = {}
        self._told: set[tuple[str, Step]] = set()

    def number(self, case: Case) -> int:
        """Give the case's number; the next free one where it has none yet."""
        return self._numbers.setdefault(case.id, len(self._numbers) + 1)

    def numbered(self, number: int) -> Case | None:
        """Give the case that has that number, as it is now."""
        ids = (case_id for case_id, given in self._numbers.items() if given == number)
        return self.day.case(next(ids, ""))

    def news(self) -> list[str]:
        """Give a line for each step that was not told before."""
        cases = self.day.cases()
        fresh = [
            (step, case)
            for case in cases
            for step in story(case, self.day.fair, self.day.clock)
            if (case.id, step) not in self._told
        ]
        fresh.sort(key=lambda told: told[0].at or _LONG_AGO)
        self._told |= {(case.id, step) for step, case in fresh}
        return [self._line(step, case) for step, case in fresh] + [*self._retracted(cases)]

    def _retracted(self, cases: Sequence[Case]) -> Iterator[str]:
        """Give a line for each case that turned out to be none; if it returns, it is told anew."""
        here = {case.id for case in cases}
        gone = {case_id for case_id, _ in self._told} - here
        self._told = {told for told in self._told if told[0] in here}
        for case_id in sorted(gone, key=self._numbers.__getitem__):
            yield answers.no_case_any_more(self._numbers[case_id])

    def _line(self, step: Step, case: Case) -> str:
        time = times.hm(step.at, self.day.fair)
        return f"{time} {phrases.numbered(self.number(case))}, {self._happened(step, case)}"

    def _happened(self, step: Step, case: Case) -> str:
        if step.what is State.OPEN and not step.again:
            standing = words.standing(Urgency.WAITING)
            return f"{phrases.case_name(case)}, {standing}: {self.quote(case)}"
        if isinstance(step.what, Urgency):
            return f"{words.standing(step.what)}: {phrases.case_name(case)}"
        return deeds.step(step, self.day.fair)

    def quote(self, case: Case) -> str:
        """Give the words that opened a case."""
        line = self.day.line(case.opened_by)
        return phrases.quote(line) if line else ""

    def waiting(self, one: Waiting) -> str:
        """Give a line for a case that lacks a follow-up."""
        standing = phrases.waiting(one.urgency, one.waited, one.case.state)
        number = phrases.numbered(self.number(one.case))
        return f"{number}, {phrases.case_name(one.case)}, {standing}: {self.quote(one.case)}"

    def closed(self, case: Case) -> str:
        """Give a line for a case that is closed."""
        standing = words.standing(case.state)
        return f"{phrases.numbered(self.number(case))}, {phrases.case_name(case)}, {standing}"

    def post(self, line: Line) -> str:
        """Give a line for a post: when, what it is, by whom, and its words."""
        time = times.hm(line.post.at, self.day.fair)
        side = words.side(line.side)
        who = f"{line.handle}, {side}" if side else line.handle
        said = _("(deleted)") if line.deleted else line.post.text
        return f"{time} {phrases.verdict(line)} by {who}: {said}"
