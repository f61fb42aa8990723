"""Whether what an inject waits for has happened, and when: pure, and read off the cases."""

from collections.abc import Iterable
from datetime import datetime

from moderator.core.case import Case, State
from moderator.practice.scenario import Cue, Trigger

_CLOSED = {Trigger.RESOLVE: State.RESOLVED, Trigger.DISMISS: State.DISMISSED}


def happened(cue: Cue, cases: Iterable[Case]) -> datetime | None:
    """When the trainee first did what the cue waits for; None while that has not happened."""
    moments = [at for case in cases if _is_meant(cue, case) if (at := _when(cue.on, case))]
    return min(moments, default=None)


def _is_meant(cue: Cue, case: Case) -> bool:
    return not cue.post or cue.post in (case.id, *case.posts)


def _when(trigger: Trigger | None, case: Case) -> datetime | None:
    match trigger:
        case Trigger.NUDGE:
            return case.nudges[0].at if case.nudges else None
        case Trigger.CLAIM:
            return case.claim.at if case.claim else None
        case Trigger.RESOLVE | Trigger.DISMISS:
            return _closed(case, _CLOSED[trigger])
        case _:
            return None


def _closed(case: Case, state: State) -> datetime | None:
    return case.history[-1].at if case.state is state and case.history else None
