"""Each case as the report tells it: what was asked, of whom, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from moderator.core.board import Line
from moderator.core.case import Case, CaseKind, Moved, State
from moderator.core.fair import Fair
from moderator.report.words import Words


class Timing(StrEnum):
    """When a case got its first word: soon, before it was overdue, later, or not at all."""

    SOON = "soon"
    IN_TIME = "in_time"
    LATE = "late"
    CLOSED = "closed"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Followed:
    """A case and its follow-up.

    `asked` and `about` are the words of its first post and of the vacancy; `askers`
    has handles only where they were asked for. `first` is how long the first word
    took; `due_at` and `overdue_at` are when the desk said so, None where it never had to.
    """

    case: Case
    asked: str
    about: str
    link: str
    askers: tuple[str, ...]
    first: timedelta | None
    waited: timedelta
    timing: Timing
    due_at: datetime | None
    overdue_at: datetime | None

    @property
    def lacks_follow_up(self) -> bool:
        """Whether an employer still owes a word."""
        return self.case.lacks_follow_up

    @property
    def closed_before(self) -> Moved | None:
        """How and when a case that lacks a follow-up was closed last; None where it never was."""
        if not self.lacks_follow_up:
            return None
        steps = reversed(self.case.history)
        return next((each for each in steps if each.at and not each.state.lacks_follow_up), None)

    @property
    def was_found_first(self) -> bool:
        """Whether the link check found a link dead before somebody reported it."""
        return self.case.kind is CaseKind.BROKEN_LINK and self.case.history[0].post is None

    @property
    def was_handled(self) -> bool:
        """Whether a moderator did anything with it."""
        case = self.case
        return bool(case.nudges or case.notes or case.claim or any(m.act for m in case.history))


def followed(
    cases: Iterable[Case],
    lines: Mapping[str, Line],
    words: Words,
    *,
    fair: Fair,
    clock: datetime,
) -> tuple[Followed, ...]:
    """Every case but false alarms, by the time it was opened."""
    kept = [case for case in cases if case.state is not State.DISMISSED]
    kept.sort(key=lambda case: (case.opened_at, case.id))
    return tuple(_followed(case, lines, words, fair=fair, clock=clock) for case in kept)


def timings(cases: Sequence[Followed]) -> dict[Timing, int]:
    """How many cases had each timing, zeros included."""
    return {each: sum(case.timing is each for case in cases) for each in Timing}


def _followed(
    case: Case, lines: Mapping[str, Line], words: Words, *, fair: Fair, clock: datetime
) -> Followed:
    opening, about = lines.get(case.opened_by), lines.get(case.subject.post or "")
    first = case.first_word
    return Followed(
        case=case,
        asked=words.of(opening) if case.reporters else "",
        about=words.of(about) if about is not opening or not case.reporters else "",
        link=words.masked(about.post.links[0]) if about and about.post.links else "",
        askers=words.askers(case.reporters),
        first=first,
        waited=case.waited(clock),
        timing=_timing(case, first, fair),
        due_at=_reached(case, fair.warn_after, first, clock),
        overdue_at=_reached(case, fair.overdue_after, first, clock),
    )


def _timing(case: Case, first: timedelta | None, fair: Fair) -> Timing:
    if first is None:
        return Timing.LACKING if case.lacks_follow_up else Timing.CLOSED
    if first < fair.warn_after:
        return Timing.SOON
    return Timing.IN_TIME if first < fair.overdue_after else Timing.LATE


def _reached(
    case: Case, limit: timedelta, first: timedelta | None, clock: datetime
) -> datetime | None:
    """When the case had waited so long; None where its first word, or its end, came before."""
    ended = (moved.at for moved in case.history[1:] if moved.at and not moved.state.lacks_follow_up)
    until = clock if first is None else min(case.opened_at + first, clock)
    reached = case.opened_at + limit
    return reached if reached <= min((until, *ended)) else None
