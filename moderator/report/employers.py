"""What each party offered, was asked and answered."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from moderator.core.board import Line
from moderator.core.case import Case, CaseKind, State
from moderator.report.figures import Employer
from moderator.report.times import times


def employers(lines: Sequence[Line], cases: Iterable[Case]) -> tuple[Employer, ...]:
    """One row a party with vacancies or cases: who owes the most words first, then by name."""
    vacancies = Counter(line.party for line in lines if line.offers_work and not line.deleted)
    by_party: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.state is not State.DISMISSED:
            by_party[case.party].append(case)
    rows = [
        _employer(name, vacancies[name], by_party.get(name, []))
        for name in vacancies.keys() | by_party.keys()
    ]
    return tuple(sorted(rows, key=_order))


def _employer(name: str, vacancies: int, cases: Sequence[Case]) -> Employer:
    states = Counter(case.state for case in cases)
    questions = sum(case.kind is CaseKind.QUESTION for case in cases)
    return Employer(
        name=name,
        vacancies=vacancies,
        questions=questions,
        broken_links=len(cases) - questions,
        answered=states[State.ANSWERED],
        promised=states[State.PROMISED],
        open=states[State.OPEN],
        closed=states[State.WITHDRAWN] + states[State.RESOLVED],
        median=times(cases).median,
    )


def _order(row: Employer) -> tuple[int, int, int, str, str]:
    lacking = row.open + row.promised
    asked = row.questions + row.broken_links
    return (-lacking, -asked, -row.vacancies, row.name.casefold(), row.name)
