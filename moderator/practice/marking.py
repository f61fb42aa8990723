"""What a trainee did about each case of the reference, and what should not have been done.

Everything is read off the engine that the attempt left, so that an act which was
undone counts for nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from moderator.core.case import Case, State
from moderator.core.cases.events import CHECKER
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind
from moderator.practice.outcome import Outcome
from moderator.practice.scenario import ReferenceCase, Scenario, Want

_LABELS = (ActKind.RELABEL, ActKind.CONFIRM)


class Slip(StrEnum):
    """What should not have been done."""

    FALSE_ALARM = "false_alarm"
    CONFIDENT_MISTAKE = "confident_mistake"


@dataclass(frozen=True, slots=True)
class Misdeed:
    """An act that should not have been done; `post` is what it was done to."""

    slip: Slip
    act: Acted
    post: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One case of the reference, and what came of it; moments are None where there were none.

    `done_at` is when what was wanted was done, `limit` until when that was in time.
    """

    reference: ReferenceCase
    outcome: Outcome
    opened_at: datetime | None = None
    limit: datetime | None = None
    noticed_at: datetime | None = None
    nudged_at: datetime | None = None
    closed_at: datetime | None = None
    done_at: datetime | None = None

    def after(self, moment: datetime | None) -> timedelta | None:
        """How long after the case was opened that was."""
        return moment - self.opened_at if moment and self.opened_at else None

    @property
    def was_left_alone(self) -> bool:
        """Whether nothing was wanted, and nothing done."""
        return self.reference.want is Want.WAIT and self.noticed_at is None

    @property
    def promptness(self) -> float:
        """1 where it was done in half of its time, down to 0 at twice its time."""
        taken = self.after(self.done_at)
        if taken is None or self.outcome is Outcome.MISTAKEN:
            return 0.0
        share = taken / self.reference.within if self.reference.within else 0.0
        return min(1.0, max(0.0, (2 - share) / 1.5))


@dataclass(frozen=True, slots=True)
class Marks:
    """All cases of the reference as they stand at a moment, and all misdeeds."""

    cases: tuple[Mark, ...]
    misdeeds: tuple[Misdeed, ...]


def mark(scenario: Scenario, engine: Engine, clock: datetime) -> Marks:
    """What an attempt has come to at that moment, by its engine."""
    acts = engine.acts(*ActKind)
    cases = tuple(_mark(one, engine, clock, acts) for one in scenario.cases)
    misdeeds = [*_about_cases(cases, engine, acts), *_beside_them(cases, engine, acts)]
    return Marks(cases, tuple(sorted(misdeeds, key=lambda one: one.act.serial)))


def _mark(reference: ReferenceCase, engine: Engine, clock: datetime, acts: Sequence[Acted]) -> Mark:
    case = engine.case(reference.post)
    opened = opened_at(reference.post, engine)
    if opened is None:
        return Mark(reference, Outcome.COMING)
    limit = opened + reference.within
    own = [act for act in _acts_on(reference.post, case, acts) if act.at >= opened]
    done = _done(reference, case, own)
    return Mark(
        reference=reference,
        outcome=_outcome(reference, own, case, _Times(opened, limit, clock, done)),
        opened_at=opened,
        limit=limit,
        noticed_at=_first(own, *ActKind),
        nudged_at=_first(own, ActKind.NUDGE),
        closed_at=_closed_at(case),
        done_at=done,
    )


def opened_at(key: str, engine: Engine) -> datetime | None:
    """When a post came, or a dead link was found; None where it is not there."""
    line, case = engine.line(key), engine.case(key)
    if line is None:
        return _found_dead_at(case) if case else None
    return None if line.deleted else line.post.at


def _found_dead_at(case: Case) -> datetime | None:
    """When a link check opened a case; else when a report did that was not taken back."""
    found = (one.at for one in case.history if one.state is State.OPEN and one.by == CHECKER)
    return next(found, None if case.state is State.WITHDRAWN else case.opened_at)


@dataclass(frozen=True, slots=True)
class _Times:
    opened: datetime
    limit: datetime
    clock: datetime
    done: datetime | None


def _outcome(
    reference: ReferenceCase, own: Sequence[Acted], case: Case | None, times: _Times
) -> Outcome:
    if any(_mistakes(reference, own, case)):
        return Outcome.MISTAKEN
    if reference.want is Want.WAIT:
        if any(_needless(reference, own, times.limit)):
            return Outcome.HASTY
        if times.clock < times.limit:
            return Outcome.PENDING
        if own:
            return Outcome.FOUND
        waits = case is not None and case.lacks_follow_up
        return Outcome.LEFT if waits else Outcome.UNAIDED
    if times.done is not None:
        return Outcome.FOUND if times.done <= times.limit else Outcome.LATE
    if reference.want is Want.DISMISS and case is None:
        return Outcome.COMING
    return Outcome.PENDING if times.clock < times.limit else Outcome.MISSED


def _acts_on(post: str, case: Case | None, acts: Iterable[Acted]) -> Iterator[Acted]:
    """The acts on a case, by whichever of its posts, or on the post itself."""
    own = {post, *((case.id, *case.posts) if case else ())}
    return (act for act in acts if act.target in own)


def _done(reference: ReferenceCase, case: Case | None, own: Sequence[Acted]) -> datetime | None:
    """When what is wanted was done, as far as it holds."""
    match reference.want:
        case Want.NUDGE:
            return _first(own, ActKind.NUDGE)
        case Want.RESOLVE:
            resolved = case is not None and case.state is State.RESOLVED
            return _first(own, ActKind.RESOLVE) if resolved else None
        case Want.DISMISS:
            closed = case is None or case.state in (State.DISMISSED, State.RESOLVED)
            kinds = (ActKind.DISMISS, ActKind.RESOLVE, ActKind.RELABEL)
            return _first(own, *kinds) if closed else None
        case Want.WAIT:
            return None


def _mistakes(reference: ReferenceCase, own: Sequence[Acted], case: Case | None) -> Iterator[Acted]:
    """The acts that said with certainty what is not so."""
    real = reference.want is not Want.DISMISS
    for act in own:
        if act.kind in _LABELS and act.target == reference.post and act.label is not None:
            if act.label.is_need != real:
                yield act
        elif (act.kind is ActKind.DISMISS and real and _is(case, State.DISMISSED)) or (
            act.kind is ActKind.RESOLVE and _closed_unasked(reference, own, case)
        ):
            yield act


def _closed_unasked(reference: ReferenceCase, own: Sequence[Acted], case: Case | None) -> bool:
    """Whether a case was called dealt with that no employer spoke to, or was asked about."""
    if reference.want not in (Want.NUDGE, Want.WAIT) or not _is(case, State.RESOLVED):
        return False
    spoken = case is not None and any(step.state is State.ANSWERED for step in case.history)
    return not spoken and _first(own, ActKind.NUDGE) is None


def _needless(reference: ReferenceCase, own: Iterable[Acted], limit: datetime) -> Iterator[Acted]:
    """The nudges that an employer should have been spared."""
    if reference.want is Want.NUDGE:
        return
    for act in own:
        late_enough = reference.want is Want.WAIT and act.at >= limit
        if act.kind is ActKind.NUDGE and not late_enough:
            yield act


def _about_cases(marks: Iterable[Mark], engine: Engine, acts: Sequence[Acted]) -> Iterator[Misdeed]:
    for one in marks:
        if one.limit is None:
            continue
        post = one.reference.post
        case = engine.case(post)
        own = list(_acts_on(post, case, acts))
        for act in _mistakes(one.reference, own, case):
            yield Misdeed(Slip.CONFIDENT_MISTAKE, act, post)
        for act in _needless(one.reference, own, one.limit):
            yield Misdeed(Slip.FALSE_ALARM, act, post)


def _beside_them(marks: Iterable[Mark], engine: Engine, acts: Sequence[Acted]) -> Iterator[Misdeed]:
    """What was made of posts that are no cases: nudges, and labels that make them cases."""
    posts = [one.reference.post for one in marks]
    own = {act.id for post in posts for act in _acts_on(post, engine.case(post), acts)}
    for act in acts:
        if act.id in own:
            continue
        if act.kind is ActKind.NUDGE:
            case = engine.case(act.target)
            yield Misdeed(Slip.FALSE_ALARM, act, case.opened_by if case else act.target)
        elif act.kind is ActKind.RELABEL and act.label is not None and act.label.is_need:
            yield Misdeed(Slip.CONFIDENT_MISTAKE, act, act.target)


def _first(acts: Iterable[Acted], *kinds: ActKind) -> datetime | None:
    return next((act.at for act in acts if act.kind in kinds), None)


def _is(case: Case | None, state: State) -> bool:
    return case is not None and case.state is state


def _closed_at(case: Case | None) -> datetime | None:
    """When the case stopped waiting, by whatever; None while it waits."""
    if case is None or case.lacks_follow_up:
        return None
    return case.history[-1].at if case.history else None
