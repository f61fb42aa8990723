"""The composition root: opens everything, runs it in one task group, closes everything.

Start reading here. `study` takes a whole recording in, flat out, and keeps
nothing. `replay` plays one before an audience, with a journal that goes on
where it was when the program is started again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from itertools import chain, islice
from math import inf
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feeds.post import Event, Post, Unreadable
from feeds.recordings.recording import Recording, open_recording
from feeds.recordings.replay import Replay, moment_of
from moderator.classify.judges import Judges, alone
from moderator.core.board import Accounting, FeedGap
from moderator.core.engine import Engine
from moderator.core.facts import Fact
from moderator.core.fair import Fair
from moderator.day.replayed import ReplayedDay
from moderator.intake.content import check_content, until_timed
from moderator.intake.progress import Progress
from moderator.intake.read_back import read_back
from moderator.intake.tally import Work
from moderator.pipeline import Pipeline
from moderator.practice.staging import Staging
from moderator.recordings import called
from moderator.store.journal import Journal
from moderator.store.memory import MemoryJournal
from moderator.words.moments import that_day

if TYPE_CHECKING:
    from moderator.watch import LinkWatch

Audience = Callable[[ReplayedDay], Awaitable[None]]
"""Who watches a day for as long as they like: the desk, or plain mode."""

Watching = Callable[
    [Pipeline, Callable[[], datetime]], AbstractAsyncContextManager["LinkWatch | None"]
]
"""Has the links of a fair checked, by its own clock, for as long as it is open."""


def unwatched(
    _pipeline: Pipeline, _clock: Callable[[], datetime]
) -> AbstractAsyncContextManager[None]:
    """No link is checked: those of an old day are long gone."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Study:
    """A recording that was taken in whole; posts and problems in the recording's order.

    `facts` gives all that came of it, in order of arrival.
    """

    engine: Engine
    clock: datetime
    accounting: Accounting
    gaps: tuple[FeedGap, ...] = ()
    feeds: Mapping[str, Accounting] = field(default_factory=dict)
    work: Mapping[str, Work] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()
    problems: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()
    facts: Callable[[], Iterable[Fact]] = tuple


async def study(
    recording: str, fair: Fair, judges: Judges | None = None, *, staging: Staging | None = None
) -> Study:
    """Take a whole recording in, flat out, and keep nothing of it.

    `staging` adds what a scenario does at its times. Raises FeedGone where there is
    no such recording.
    """
    passed: list[Event] = []
    with open_recording(recording, timezone=ZoneInfo(fair.timezone)) as opened:
        judges = judges or alone(fair)
        engine, journal = Engine(fair), MemoryJournal()
        pipeline = Pipeline(engine, judges.first, journal, opinions=judges.opinions)
        events = _noted(staging.staged(opened) if staging else opened, passed)
        player = Replay(events, speed=inf, name=called(recording))
        await pipeline.run(player)
        if staging:
            pipeline.record(staging.checks())
    return Study(
        engine=pipeline.engine,
        clock=player.clock or pipeline.engine.latest,
        accounting=pipeline.tally.accounting(),
        gaps=tuple(pipeline.tally.gaps),
        feeds=pipeline.tally.by_feed(),
        work=pipeline.tally.work(),
        posts=tuple(event for event in passed if isinstance(event, Post)),
        problems=tuple(event for event in passed if isinstance(event, Unreadable)),
        notes=tuple(opened.notes),
        facts=journal.facts,
    )


def recall(journal: Journal, fair: Fair) -> Study:
    """What a journal tells of its fair; the posts' own order and problems are not in it."""
    pipeline = Pipeline(Engine(fair), alone(fair).first, journal)
    pipeline.restore()
    return Study(
        engine=pipeline.engine,
        clock=pipeline.engine.latest,
        accounting=pipeline.tally.accounting(),
        gaps=tuple(pipeline.tally.gaps),
        feeds=pipeline.tally.by_feed(),
        work=pipeline.tally.work(),
    )


@dataclass(frozen=True, slots=True)
class Showing:
    """How a recording is to be played: how fast, from what time of day on, before whom.

    `links` has its links checked, as they are today.
    `judges` give the verdicts. `staging` is what a scenario makes of the recording.
    """

    speed: float = 1.0
    start: time | None = None
    moderator: str = "moderator"
    links: Watching = unwatched
    judges: Judges | None = None
    staging: Staging | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What was wrong with a recording that was shown, and what had to be assumed."""

    problems: tuple[Unreadable, ...]
    notes: tuple[str, ...]


async def replay(
    recording: str, fair: Fair, journal: Journal, *, showing: Showing, audience: Audience
) -> Shown:
    """Play a recording before an audience until that has seen enough.

    Raises FeedGone where there is no such recording, NothingRead where no post is in it,
    StoreError where the journal fails.
    """
    judges = showing.judges or alone(fair)
    pipeline = Pipeline(Engine(fair), judges.first, journal, opinions=judges.opinions)
    await read_back(pipeline.restore)
    journal.keep_fair(fair)
    zone, name = ZoneInfo(fair.timezone), called(recording)
    place = _Place(recording, zone, showing.staging)
    position = pipeline.position(name)
    opened, coming, progress = await asyncio.to_thread(_where_it_was, place, position)
    with opened:
        first = until_timed(coming)
        if not position:
            check_content(first, opened)
        player = Replay(chain(first, coming), speed=showing.speed, name=name)
        if showing.start and first and (begin := moment_of(first[-1])):
            player.jump(that_day(showing.start, begin.astimezone(zone)))
        async with (
            pipeline.journal.tried_again(),
            showing.links(pipeline, partial(_clock, pipeline, player)) as links,
            asyncio.TaskGroup() as tasks,
        ):
            day = ReplayedDay(pipeline, player, moderator=showing.moderator, links=links)
            playing = tasks.create_task(
                _play(pipeline, player, progress, showing.staging), name="play"
            )
            await audience(day)
            playing.cancel()
    return Shown(tuple(progress.problems), tuple(opened.notes))


def _clock(pipeline: Pipeline, player: Replay) -> datetime:
    return player.clock or pipeline.engine.latest


async def _play(
    pipeline: Pipeline, player: Replay, progress: Progress, staging: Staging | None
) -> None:
    if staging:
        await pipeline.run(player, progress, through=staging.through)
    else:
        await pipeline.run(player, progress)
    await pipeline.keep_judging()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a recording is, and how it is read."""

    recording: str
    zone: ZoneInfo
    staging: Staging | None

    def opened(self) -> tuple[Recording, Iterator[Event]]:
        opened = open_recording(self.recording, timezone=self.zone)
        return opened, self.staging.staged(opened) if self.staging else iter(opened)


def _where_it_was(place: _Place, position: str) -> tuple[Recording, Iterator[Event], Progress]:
    """The recording after what was read before; from its start, where that has changed since."""
    (opened, coming), progress = place.opened(), Progress()
    for event in islice(coming, Progress.passed(position)):
        progress.note(event)
    if not position or progress.position == position:
        return opened, coming, progress
    opened.close()
    return *place.opened(), Progress()


def _noted(events: Iterable[Event], notes: list[Event]) -> Iterator[Event]:
    """The events, each noted down as it passes."""
    for event in events:
        notes.append(event)
        yield event
