"""A fair that happens now: its feeds, its journal, its recording and who watches, in one run.

`attend` is the live counterpart of `run.replay`. Everything is in order after it, at
whichever moment one leaves. Feeds leave their platform as they found it, then the
recording ends, then the journal closes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.base import LiveFeed
from moderator.classify.judges import Judges, alone
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.day import LiveDay
from moderator.pipeline import Pipeline
from moderator.store.erasing import ErasingRecorder
from moderator.store.journal import Journal
from moderator.watch import LinkPlan, watching

Audience = Callable[[LiveDay], Awaitable[None]]
"""Who watches a live day for as long as they like: the desk, plain mode, or nobody."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a live day is played with: who moderates, the time of day, and what goes on beside.

    A recording is made where there is a recorder, links are checked as `links` says, and
    `judges` give the verdicts.
    """

    moderator: str
    now: Callable[[], datetime]
    recorder: ErasingRecorder | None = None
    links: LinkPlan | None = None
    judges: Judges | None = None


async def attend(
    feeds: Sequence[LiveFeed], fair: Fair, journal: Journal, *, setting: Setting, audience: Audience
) -> None:
    """Follow the feeds before an audience, until that has seen enough.

    Raises StoreError where the journal fails, OSError where the recording does.
    """
    judges = setting.judges or alone(fair)
    pipeline = Pipeline(
        Engine(fair),
        judges.first,
        journal,
        recorder=setting.recorder,
        opinions=judges.opinions,
    )
    pipeline.restore()
    journal.keep_fair(fair)
    async with (
        watching(setting.links, pipeline, setting.now) as links,
        asyncio.TaskGroup() as tasks,
    ):
        day = LiveDay(pipeline, feeds, moderator=setting.moderator, now=setting.now, links=links)
        beside = [tasks.create_task(_follow(pipeline, feeds), name="follow the feeds")]
        if setting.recorder:
            erasing = setting.recorder.keep_erased()
            beside.append(tasks.create_task(erasing, name="carry out deletions"))
        await audience(day)
        for task in beside:
            task.cancel()


async def _follow(pipeline: Pipeline, feeds: Sequence[LiveFeed]) -> None:
    await pipeline.follow(feeds)
    await pipeline.keep_judging()
