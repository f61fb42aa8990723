"""What happened to a case, step by step, with the moments at which time ran out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from moderator.core.case import Case, Claim, Regrouped, Snooze, State, Urgency
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.policy import clocks


class Return(StrEnum):
    """How a case came back to those that wait: set aside until then, or in somebody's hands."""

    AT_ITS_TIME = "at its time"
    BY_A_POST = "by a post"
    CLAIM_RAN_OUT = "claim ran out"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: a new state, an urgency reached, or an act that moved nothing.

    `at` is None where a deletion's time is not known. `again` marks a case
    that opens after it had been closed. `text` is what was written, `until` when it ends,
    `to` who has the case from then on, `post` the key of the post that moved it or brought it
    back, `of` what was moved, merged or split.
    """

    at: datetime | None
    what: State | Urgency | ActKind | Return
    by: str = ""
    again: bool = False
    text: str = ""
    until: datetime | None = None
    to: str = ""
    post: str = field(default="", compare=False)
    of: Regrouped | None = None


def story(case: Case, fair: Fair, clock: datetime) -> tuple[Step, ...]:
    """Give a case's steps up to the clock, in the order in which they came."""
    steps = list(_steps(case, fair, clock))
    for act in sorted(_acts(case, clock), key=lambda one: one[0]):
        places = (at for at, step in enumerate(steps) if step.at and step.at > act[0])
        steps.insert(next(places, len(steps)), act[1])
    return tuple(steps)


def _steps(case: Case, fair: Fair, clock: datetime) -> Iterator[Step]:
    ends = [*(moved.at for moved in case.history[1:]), clock]
    told = set[tuple[Urgency, datetime]]()
    for index, (moved, since) in enumerate(zip(case.history, clocks(case.history), strict=True)):
        again = index > 0 and moved.state is State.OPEN
        yield Step(moved.at, moved.state, moved.by, again, post=moved.post or "")
        late = _lateness(since, ends[index] or clock, fair) if moved.state.lacks_follow_up else ()
        for urgency, at in late:
            if (urgency, at) not in told:
                yield Step(max(at, moved.at or at), urgency)
            told.add((urgency, at))


def _lateness(start: datetime, until: datetime, fair: Fair) -> Iterator[tuple[Urgency, datetime]]:
    """Give when a wait from `start` became due and overdue, as far as it lasted."""
    limits = ((Urgency.DUE, fair.warn_after), (Urgency.OVERDUE, fair.overdue_after))
    for urgency, limit in limits:
        if start + limit <= until:
            yield urgency, start + limit


def _taken(claim: Claim) -> Step:
    """Give how who has the case came to it."""
    if claim.giver:
        by, to = claim.giver, claim.by
        return Step(claim.at, ActKind.HAND_OVER, by, until=claim.until, to=to)
    return Step(claim.at, ActKind.CLAIM, claim.by, until=claim.until)


def _aside(case: Case, snooze: Snooze, clock: datetime) -> Iterator[tuple[datetime, Step]]:
    """Give that a case was set aside, and that it came back to those that wait."""
    yield snooze.at, Step(snooze.at, ActKind.SNOOZE, snooze.by, until=snooze.until)
    over = snooze.over or snooze.until
    returned = snooze.post is not None or over == snooze.until
    if over and over <= clock and returned and _waited(case, over):
        how = Return.BY_A_POST if snooze.post else Return.AT_ITS_TIME
        yield over, Step(over, how, post=snooze.post or "")


def _waited(case: Case, clock: datetime) -> bool:
    """Give whether a case lacked a follow-up at that moment."""
    so_far = [moved.state for moved in case.history if moved.at and moved.at <= clock]
    return bool(so_far) and so_far[-1].lacks_follow_up


def _acts(case: Case, clock: datetime) -> Iterator[tuple[datetime, Step]]:
    """Give what moderators did that moved no state, and what ended by itself, with its time."""
    for done in case.regrouped:
        yield done.at, Step(done.at, ActKind(done.how.value), done.by, of=done)
    if claim := case.claim:
        yield claim.at, _taken(claim)
        if claim.until <= clock and _waited(case, claim.until):
            yield claim.until, Step(claim.until, Return.CLAIM_RAN_OUT, to=claim.by)
    for snooze in (*case.woken, *filter(None, [case.snooze])):
        yield from _aside(case, snooze, clock)
    for nudge in case.nudges:
        yield nudge.at, Step(nudge.at, ActKind.NUDGE, nudge.by, text=nudge.text)
    for note in case.notes:
        yield note.at, Step(note.at, ActKind.NOTE, note.by, text=note.text)


def closes(step: Step, case: Case) -> bool:
    """Give whether a step ended the wait of its case, which is over still."""
    ends = isinstance(step.what, State) and not step.what.lacks_follow_up
    return ends and not case.lacks_follow_up


def next_late(case: Case, fair: Fair, clock: datetime) -> datetime | None:
    """Give when time next runs out for a case that waits; None where it does not any more."""
    moments = [case.waiting_since + limit for limit in (fair.warn_after, fair.overdue_after)]
    moments += [case.claim.until] if case.claim else []
    return min((at for at in moments if at > clock), default=None) if case.lacks_follow_up else None
