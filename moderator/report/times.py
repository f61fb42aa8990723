"""How long it took until those responsible spoke."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from moderator.core.case import Case


@dataclass(frozen=True, slots=True)
class Times:
    """How long askers waited for the first word of those responsible, promise or answer.

    `followed_up` is the number of cases that got one; without any, the times
    are None. Nine out of ten waited no longer than `ninetieth`.
    """

    followed_up: int = 0
    median: timedelta | None = None
    ninetieth: timedelta | None = None


def times(cases: Iterable[Case]) -> Times:
    """Median and 90th percentile (nearest rank) of the time to a case's first follow-up."""
    waits = sorted(wait for case in cases if (wait := case.first_word) is not None)
    if not waits:
        return Times()
    count = len(waits)
    return Times(
        followed_up=count,
        median=timedelta(seconds=median(wait.total_seconds() for wait in waits)),
        ninetieth=waits[-(-9 * count // 10) - 1],
    )
