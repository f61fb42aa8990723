"""Every employer of the fair with what it offered, was asked and answered, and how fast."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from moderator.core.board import Line
from moderator.core.case import Case, CaseKind, State
from moderator.desk.lists.rounds import Rounds
from moderator.desk.words import phrases


@dataclass(frozen=True, slots=True)
class Employer:
    """One party: its vacancies by position in the stream, and its cases, open ones first.

    `aside` is how many of those that lack a follow-up are set aside.
    """

    name: str
    vacancies: tuple[int, ...]
    cases: tuple[Case, ...]
    aside: int = 0

    @property
    def lacking(self) -> int:
        """How many of its cases lack a follow-up."""
        return sum(case.lacks_follow_up for case in self.cases)

    @property
    def waiting(self) -> int:
        """How many of those wait, and are not set aside."""
        return self.lacking - self.aside

    def in_state(self, state: State) -> int:
        """How many of its cases are in a state."""
        return sum(case.state is state for case in self.cases)

    @property
    def questions(self) -> int:
        """How many questions it was asked."""
        return sum(case.kind is CaseKind.QUESTION for case in self.cases)

    @property
    def median(self) -> timedelta | None:
        """The middle of the times to its first word; None where it never said one."""
        times = [case.first_word for case in self.cases]
        seconds = [time.total_seconds() for time in times if time is not None]
        return timedelta(seconds=median(seconds)) if seconds else None


class Vacancies(Rounds):
    """Where in the stream each party's vacancies stand."""

    again = 250

    def __init__(self) -> None:
        super().__init__()
        self._parties: dict[int, str] = {}

    def belongs(self, line: Line) -> bool:
        """Give whether a post offers work."""
        return line.offers_work

    def note(self, position: int, line: Line) -> None:
        """List a post, or do not, as it is now, with its party."""
        super().note(position, line)
        if line.offers_work:
            self._parties[position] = line.party

    def by_party(self) -> dict[str, list[int]]:
        """Give the positions of each party's vacancies, in their order."""
        parties: defaultdict[str, list[int]] = defaultdict(list)
        for at in self.positions:
            parties[self._parties[at]].append(at)
        return parties


def employers(
    cases: Iterable[Case],
    vacancies: dict[str, list[int]],
    listed: Iterable[str],
    clock: datetime,
) -> list[Employer]:
    """Give every party: who owes the most words first, then who was asked most, then by name.

    A question to everybody is nobody's in particular: it stands under everybody.
    """
    by_party: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.state is not State.DISMISSED:
            by_party[phrases.asked(case)].append(case)
    names = {*vacancies, *by_party, *listed} - {""}
    found = [
        Employer(
            name,
            tuple(vacancies.get(name, ())),
            tuple(_sorted(by_party.get(name, ()))),
            sum(case.lacks_follow_up and case.is_snoozed(clock) for case in by_party.get(name, ())),
        )
        for name in names
    ]
    return sorted(found, key=_order)


def _sorted(cases: Sequence[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: (not case.lacks_follow_up, case.waiting_since))


def _order(one: Employer) -> tuple[int, int, int, str]:
    return (-one.lacking, -len(one.cases), -len(one.vacancies), one.name.casefold())
