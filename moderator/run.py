"""A fair that happens now: its feeds, its journal, its recording and who watches, in one run.

`attend` is the live counterpart of `replay.replay`. Everything is in order after it, at
whichever moment one leaves. Feeds leave their platform as they found it, then the
recording ends, then the journal closes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from feeds.base import LiveFeed
from moderator.classify.judges import Judges, alone
from moderator.classify.protocol import Classifier
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.day.live import LiveDay
from moderator.intake.read_back import read_back
from moderator.pipeline import Pipeline
from moderator.store.erasing import ErasingRecorder
from moderator.store.journal import Journal
from moderator.watch import LinkPlan, watching

if TYPE_CHECKING:
    from feeds.mqtt.message import BrokerAddress
    from moderator.publish.crew import Crew
    from moderator.publish.topics import Topics

Audience = Callable[[LiveDay], Awaitable[None]]
"""Who watches a live day for as long as they like: the desk, plain mode, or nobody."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a live day is played with: who moderates, the time of day, and what goes on beside.

    A recording is made where there is a recorder, links are checked as `links` says, and
    `judges` give the verdicts. Where there is a `broker`, the fair is told there, under its topics.
    """

    moderator: str
    now: Callable[[], datetime]
    recorder: ErasingRecorder | None = None
    links: LinkPlan | None = None
    judges: Judges | None = None
    broker: "tuple[BrokerAddress, Topics] | None" = None


async def attend(
    feeds: Sequence[LiveFeed], fair: Fair, journal: Journal, *, setting: Setting, audience: Audience
) -> None:
    """Follow the feeds before an audience, until that has seen enough.

    Raises StoreError where the journal is damaged, or cannot be written until the end.
    """
    judges = setting.judges or alone(fair)
    crew = _crew(judges.first) if setting.broker else None
    pipeline = Pipeline(
        Engine(fair),
        crew or judges.first,
        journal,
        recorder=setting.recorder,
        opinions=judges.opinions,
    )
    await read_back(partial(pipeline.restore, feeds=feeds))
    journal.keep_fair(fair)
    async with (
        pipeline.journal.tried_again(),
        watching(setting.links, pipeline, setting.now) as links,
        asyncio.TaskGroup() as tasks,
    ):
        day = LiveDay(pipeline, feeds, moderator=setting.moderator, now=setting.now, links=links)
        beside = [tasks.create_task(_follow(pipeline, feeds), name="follow the feeds")]
        if setting.broker and crew:
            telling = _tell(day, pipeline, crew, broker=setting.broker)
            beside.append(tasks.create_task(telling, name="tell the broker"))
        if setting.recorder:
            erasing = setting.recorder.keep_erased()
            beside.append(tasks.create_task(erasing, name="carry out deletions"))
        await audience(day)
        for task in beside:
            task.cancel()


def _crew(own: Classifier) -> "Crew":
    """A first classifier that shares its work with workers."""
    from moderator.publish.crew import Crew, Taught  # noqa: PLC0415 - only where it is used

    assert isinstance(own, Taught)  # noqa: S101 - each that ships is
    return Crew(own)


async def _tell(
    day: LiveDay,
    pipeline: Pipeline,
    crew: "Crew",
    *,
    broker: "tuple[BrokerAddress, Topics]",
) -> None:
    """Tell the fair to the broker for as long as it goes on."""
    from moderator.publish.publisher import Publisher  # noqa: PLC0415 - only where it is used

    address, topics = broker
    publisher = Publisher(day, pipeline, pipeline.journal, crew, address=address, topics=topics)
    day.watch(publisher.status, publisher.looks)
    await publisher.run()


async def _follow(pipeline: Pipeline, feeds: Sequence[LiveFeed]) -> None:
    await pipeline.follow(feeds)
    await pipeline.keep_judging()
