"""Which case needs the moderator most: the order of the queue."""

from collections.abc import Callable, Iterable
from datetime import datetime

from moderator.core.board import Waiting
from moderator.core.case import Case
from moderator.core.fair import Fair

Rows = tuple[Waiting, ...]


def queue(
    cases: Iterable[Case], clock: datetime, fair: Fair, *, reach: Callable[[Case], int]
) -> tuple[Rows, Rows]:
    """The cases that lack a follow-up, in order: those that wait, and those that are set aside."""
    lacking = [
        Waiting(case, urgency, case.waited(clock))
        for case in cases
        if (urgency := case.urgency(clock, fair))
    ]
    lacking.sort(key=lambda row: need_of_moderator(row, reach(row.case)))
    waiting: list[Waiting] = []
    aside: list[Waiting] = []
    for row in lacking:
        (aside if row.case.is_snoozed(clock) else waiting).append(row)
    return tuple(waiting), tuple(aside)


def need_of_moderator(row: Waiting, reach: int) -> tuple[object, ...]:
    """Sorts the queue: urgency, then reach (how many people it concerns), then age."""
    return (-row.urgency.rank, -reach, row.case.waiting_since, row.case.id)
