"""The verdicts that were given on one post, each on one reading of it: a short chain."""

from dataclasses import dataclass

from moderator.core.facts import Judged
from moderator.core.labels import Verdict


@dataclass(frozen=True, slots=True)
class Given:
    """The verdict on the reading of that mark, and those on others (`rest`)."""

    mark: str
    rank: int
    verdict: Verdict
    rest: "Given | None" = None


def give(given: Given | None, fact: Judged) -> Given:
    """The chain with one more verdict; of two on one reading the greater stays."""
    known = find(given, fact.mark)
    if known is None:
        return Given(fact.mark, fact.rank, fact.verdict, given)
    if _greatness(fact.rank, fact.verdict) <= _greatness(known.rank, known.verdict):
        return given or known
    return Given(fact.mark, fact.rank, fact.verdict, _without(given, fact.mark))


def find(given: Given | None, mark: str) -> Given | None:
    """The verdict on the reading of that mark; None where there is none."""
    while given is not None and given.mark != mark:
        given = given.rest
    return given


def greatest(given: Given | None) -> Verdict | None:
    """Of all verdicts, on whatever reading, that of the highest rank."""
    best = given
    while given is not None and best is not None:
        if (given.rank, given.mark) > (best.rank, best.mark):
            best = given
        given = given.rest
    return best.verdict if best else None


def _greatness(rank: int, verdict: Verdict) -> tuple[int, str]:
    return (rank, repr(verdict))


def _without(given: Given | None, mark: str) -> Given | None:
    kept = None
    while given is not None:
        if given.mark != mark:
            kept = Given(given.mark, given.rank, given.verdict, kept)
        given = given.rest
    return kept
