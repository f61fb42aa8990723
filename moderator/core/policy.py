"""What moves a case: one table, and the few lines that walk a case through it.

A case is a sequence of turns in the order of time. The table says where a turn
leads from each state; where it says nothing, the turn changes nothing. Beside
the table there is one rule: what its reporters take back closes a case only
when none of them is left who still wants an answer.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from moderator.core.case import Moved, State

UNKNOWN = datetime.max.replace(tzinfo=UTC)
"""The moment of a turn that nobody knows the time of: it comes last."""

_FIRST = datetime.min.replace(tzinfo=UTC)


class Turn(StrEnum):
    """What can happen to a case."""

    ASKED = "asked"
    PROMISED = "promised"
    ANSWERED = "answered"
    TAKEN_BACK = "taken back"
    MENDED = "mended"
    VACANCY_GONE = "vacancy gone"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"
    REOPENED = "reopened"


_LACKING = (State.OPEN, State.PROMISED)
_TAKING_BACK = (Turn.TAKEN_BACK, Turn.MENDED)
_BY_HAND = (State.RESOLVED, State.DISMISSED)
_CLOSED = (State.ANSWERED, State.WITHDRAWN, State.RESOLVED, State.DISMISSED)

MOVES: dict[tuple[State, Turn], State] = {
    **{(state, Turn.ASKED): State.OPEN for state in _CLOSED},
    **{(state, Turn.PROMISED): State.PROMISED for state in _LACKING},
    **{(state, Turn.ANSWERED): State.ANSWERED for state in _LACKING},
    **{(state, Turn.TAKEN_BACK): State.WITHDRAWN for state in _LACKING},
    **{(state, Turn.MENDED): State.ANSWERED for state in _LACKING},
    **{(state, Turn.VACANCY_GONE): State.WITHDRAWN for state in _LACKING},
    **{(state, Turn.RESOLVED): State.RESOLVED for state in State},
    **{(state, Turn.DISMISSED): State.DISMISSED for state in State},
    **{(state, Turn.REOPENED): State.OPEN for state in _CLOSED},
}
"""Where each turn leads. Asking on resets no clock; asking after the end opens again."""


class Event(NamedTuple):
    """A turn at a moment, by an account (`who`), shown as `by`.

    `at` and `key` sort the events of a case: `key` breaks ties, so that equal moments
    always come in the same order. There are very many of them, made anew each time.
    """

    at: datetime
    key: str
    turn: Turn
    who: str
    by: str
    post: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How a case went: its state, when it began and since when it waits, and its steps."""

    state: State
    opened_at: datetime
    waiting_since: datetime
    history: tuple[Moved, ...]


class Walk:
    """A case on its way through its events: where it stands, and who still wants an answer."""

    __slots__ = ("_asked", "_history", "_state", "_wanting")

    def __init__(self) -> None:
        self._state = State.WITHDRAWN
        self._history: list[Moved] = []
        self._wanting: set[str] = set()
        self._asked: set[str] = set()

    def go(self, events: Iterable[Event]) -> "Walk":
        """Go on through these events, in order; the first question or report opens the case."""
        state, wanting = self._state, self._wanting
        for at, _, turn, who, by, post, act in events:
            if turn is Turn.ASKED:
                wanting.add(who)
                self._asked.add(who)
            elif not self._history:
                continue
            elif turn in _TAKING_BACK:
                wanting.discard(who)
                if wanting:
                    continue
            after = MOVES.get((state, turn))
            if after is None:
                continue
            state, known = after, None if at is UNKNOWN else at
            if after not in _LACKING:
                wanting.clear()
            if turn is Turn.REOPENED:
                wanting |= self._asked
            self._history.append(Moved(known, after, by, post, act))
        self._state = state
        return self

    def course(self) -> Course:
        """How the case went so far; raises ValueError where no event opened it."""
        if not self._history:
            raise ValueError("nobody asked")
        since = deque(clocks(self._history), maxlen=1).pop()
        return Course(self._state, self._history[0].at or since, since, tuple(self._history))


def clocks(history: Iterable[Moved]) -> Iterator[datetime]:
    """Since when a case's clock runs, after each of its steps.

    From the step; but where a moderator opens again what a moderator had closed while it
    waited, as if it had never been closed.
    """
    since, before, runs_on = _FIRST, None, False
    for moved in history:
        if moved.state in _LACKING:
            since = since if runs_on and moved.act else moved.at or since
        elif moved.state not in _BY_HAND:
            runs_on = False
        elif before in _LACKING:
            runs_on = True
        before = moved.state
        yield since
