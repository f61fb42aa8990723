"""A scenario made from what the program made of a recording, for a trainer to review.

It holds keys and what is wanted, no words of anybody's post and nobody's handle.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from moderator.core.case import Case, Moved
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.practice.scenario import ReferenceCase, Want

HEAD = """# A scenario, made from what the program found in the recording. Review every case:
# `moderator scenario check` shows it with its words. Then say reviewed = true.
# docs/how-to/train-a-moderator.md explains every key.
"""
WAITS_WEIGH = 0.25
"""What a case weighs that wants nothing done: to leave it alone is no feat."""


def reference(engine: Engine, clock: datetime) -> Iterator[ReferenceCase]:
    """What a moderator should have done, by the day's own cases.

    A case that became overdue wanted a nudge before that; any other could wait, one that was
    still in time at the end as well.
    """
    fair = engine.fair
    for case in engine.cases():
        if not _is_shown(case, engine):
            continue
        if (late := _first_overdue(case, fair, clock)) is not None:
            post = _asked_by(case, late)
            asked = late.at if post == late.post and late.at else case.opened_at
            since = late.at or case.opened_at
            yield ReferenceCase(post, Want.NUDGE, since + fair.overdue_after - asked)
        else:
            yield ReferenceCase(case.id, Want.WAIT, fair.overdue_after, WAITS_WEIGH)


def _is_shown(case: Case, engine: Engine) -> bool:
    """Whether its first post can still be read: a deleted one is no matter for training."""
    line = engine.line(case.opened_by)
    return line is not None and not line.deleted


def _asked_by(case: Case, step: Moved) -> str:
    """The post from which on it waited: the asker's that opened it again, else the first."""
    return step.post if step.post in case.posts and step.post else case.opened_by


def _first_overdue(case: Case, fair: Fair, clock: datetime) -> Moved | None:
    """The step from which on it waited so long that it became overdue."""
    steps = [one for index, one in enumerate(case.history) if index == 0 or _moves(case, index)]
    ends = [one.at for one in steps[1:]] + [clock]
    for step, end in zip(steps, ends, strict=True):
        if step.at is None or end is None or not step.state.lacks_follow_up:
            continue
        if end - step.at >= fair.overdue_after:
            return step
    return None


def _moves(case: Case, index: int) -> bool:
    return case.history[index].state is not case.history[index - 1].state


def written(
    recording: str, digest: str, cases: Iterable[ReferenceCase], *, nothing: int, config: str
) -> str:
    """The file of a scenario that is still to be reviewed; `config` is how its fair is set up."""
    lines = [
        HEAD,
        "version = 1",
        f"recording = {json.dumps(recording)}",
        *([f"config = {json.dumps(config)}"] if config else []),
        f"digest = {json.dumps(digest)}",
        "reviewed = false",
        f"nothing = {nothing}",
        'title = ""',
        'about = ""',
        "goals = []",
    ]
    return "\n".join([*lines, *(line for one in cases for line in _case(one))]) + "\n"


def _case(one: ReferenceCase) -> Iterator[str]:
    yield "\n[[cases]]"
    yield f"post = {json.dumps(one.post)}"
    yield f'want = "{one.want}"'
    yield f'within = "{_duration(one.within)}"'
    if one.weight != 1:
        yield f"weight = {one.weight:g}"
    yield 'why = ""'


def _duration(of: timedelta) -> str:
    return f"{round(of.total_seconds())}s"
