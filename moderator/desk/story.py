"""What happened to a case, step by step, with the moments at which time ran out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from moderator.core.case import Case, State, Urgency
from moderator.core.fair import Fair


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: a new state, by whom, or an urgency reached.

    `at` is None where a deletion's time is not known. `again` marks a case
    that opens after it had been closed.
    """

    at: datetime | None
    what: State | Urgency
    by: str = ""
    again: bool = False


def story(case: Case, fair: Fair, clock: datetime) -> tuple[Step, ...]:
    """Give a case's steps up to the clock, in the order in which they came."""
    return tuple(_steps(case, fair, clock))


def _steps(case: Case, fair: Fair, clock: datetime) -> Iterator[Step]:
    ends = [*(moved.at for moved in case.history[1:]), clock]
    for index, (moved, end) in enumerate(zip(case.history, ends, strict=True)):
        again = index > 0 and moved.state is State.OPEN
        yield Step(moved.at, moved.state, moved.by, again)
        if moved.state.lacks_follow_up:
            yield from _lateness(moved.at or case.waiting_since, end or clock, fair)


def _lateness(start: datetime, until: datetime, fair: Fair) -> Iterator[Step]:
    """Give when a wait from `start` became due and overdue, as far as it lasted."""
    limits = ((Urgency.DUE, fair.warn_after), (Urgency.OVERDUE, fair.overdue_after))
    for urgency, limit in limits:
        if start + limit <= until:
            yield Step(start + limit, urgency)
