"""The verdicts that were given on one post, each on one reading of it: a short chain."""

from collections.abc import Callable
from dataclasses import dataclass

from moderator.core.facts import STOPGAP, Judged
from moderator.core.labels import Verdict


@dataclass(frozen=True, slots=True)
class Given:
    """The verdict on the reading of that mark, and those on others (`rest`)."""

    mark: str
    rank: int
    verdict: Verdict
    rest: "Given | None" = None


def give(given: Given | None, more: Judged | Given) -> Given:
    """The chain with one more verdict; of two on one reading the greater stays."""
    known = find(given, more.mark)
    if known is None:
        return Given(more.mark, more.rank, more.verdict, given)
    if _greatness(more.rank, more.verdict) <= _greatness(known.rank, known.verdict):
        return given or known
    return Given(
        more.mark, more.rank, more.verdict, _only(given, lambda each: each.mark != more.mark)
    )


def merged(given: Given | None, others: Given | None) -> Given | None:
    """The chain with all verdicts of another."""
    while others is not None:
        given, others = give(given, others), others.rest
    return given


def lasting(given: Given | None) -> Given | None:
    """The chain without stopgaps."""
    return _only(given, lambda each: each.rank != STOPGAP)


def each_with(given: Given | None, change: Callable[[Verdict], Verdict]) -> Given | None:
    """The chain with every verdict as `change` gives it."""
    kept = None
    while given is not None:
        kept, given = Given(given.mark, given.rank, change(given.verdict), kept), given.rest
    return kept


def find(given: Given | None, mark: str) -> Given | None:
    """The verdict on the reading of that mark; None where there is none."""
    while given is not None and given.mark != mark:
        given = given.rest
    return given


def greatest(given: Given | None, *, but: str) -> Verdict | None:
    """Of all verdicts that of the highest rank; the one on that mark only where no other is."""
    given = _only(given, lambda each: each.mark != but) or given
    best = given
    while given is not None and best is not None:
        if (given.rank, given.mark) > (best.rank, best.mark):
            best = given
        given = given.rest
    return best.verdict if best else None


def _greatness(rank: int, verdict: Verdict) -> tuple[int, str]:
    return (rank, repr(verdict))


def _only(given: Given | None, stays: Callable[[Given], bool]) -> Given | None:
    kept = None
    while given is not None:
        if stays(given):
            kept = Given(given.mark, given.rank, given.verdict, kept)
        given = given.rest
    return kept
