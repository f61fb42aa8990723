"""A fair as it was at any moment, worked out from its journal.

The live engine is left alone: another one is fed with what had arrived by then.
It goes on from where it was while the moments asked for go forward, so that a
whole day in steps costs as much as once from its beginning to its end.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from feeds.recordings.astray import believed
from moderator.core.board import Board
from moderator.core.engine import Engine
from moderator.core.facts import Fact, Judged, PostSeen
from moderator.core.fair import Fair

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class History:
    """The moments of one fair; `facts` gives its facts anew, in order of arrival.

    A journal's `facts` does, or that of a recording's study.
    """

    def __init__(self, facts: Callable[[], Iterable[Fact]], fair: Fair) -> None:
        self._facts = facts
        self._engine = Engine(fair)
        self._reached = _BEFORE_ALL
        self._coming = arrivals(facts())
        self._next = next(self._coming, None)

    def engine(self, moment: datetime) -> Engine:
        """What the engine knew at that moment; to be read only, and until the next call."""
        if moment < self._reached:
            self._rewind()
        self._reached = moment
        arrived = list[Fact]()
        while self._next is not None and self._next[0] <= moment:
            arrived.append(self._next[1])
            self._next = next(self._coming, None)
        if arrived:
            self._engine.restore(arrived)
        return self._engine

    def board(self, moment: datetime) -> Board:
        """What the screen showed at that moment."""
        return self.engine(moment).board(moment)

    def moments(self) -> Iterator[datetime]:
        """When its facts arrived, in order."""
        return (moment for moment, _fact in arrivals(self._facts()))

    def _rewind(self) -> None:
        self._engine = Engine(self._engine.fair)
        self._coming = arrivals(self._facts())
        self._next = next(self._coming, None)


def arrivals(facts: Iterable[Fact]) -> Iterator[tuple[datetime, Fact]]:
    """The facts, each with the moment at which it arrived, by the fair's clock.

    That clock is as late as the latest fact so far: a late post arrives late, and
    a verdict with what it is about. A post dated in the future, of which it is not
    known when it was received, turns no clock: it arrives with those after it.
    """
    clock = _BEFORE_ALL
    for fact, own in believed(facts, _own_time, sure=_was_seen):
        clock = max(clock, own or clock)
        yield clock, fact


def _was_seen(fact: Fact) -> bool:
    """Whether a fact's time is more than what its author says."""
    return not isinstance(fact, PostSeen) or fact.post.received_at is not None


def _own_time(fact: Fact) -> datetime | None:
    match fact:
        case PostSeen(carried=True) | Judged():
            return None
        case PostSeen(post=post):
            return post.received_at or post.created_at
        case _:
            return fact.at
