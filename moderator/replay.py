"""A recorded fair, played before an audience: opens everything, runs it in one task group.

Start reading here: `replay` puts together what a day is made of, and closes it all after. Its
journal goes on where it was when the program is started again. `moderator/run.py` does the
same for a fair that happens now.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feeds.post import Event, Unreadable
from feeds.recordings.recording import Recording, open_recording
from feeds.recordings.replay import Replay, moment_of
from moderator.classify.judges import Judges, alone
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.day.replayed import ReplayedDay
from moderator.intake.content import check_content, until_timed
from moderator.intake.progress import Progress
from moderator.intake.read_back import read_back
from moderator.pipeline import Pipeline
from moderator.practice.staging import Staging
from moderator.recordings import called
from moderator.store.journal import Journal
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
    while progress.count < Progress.passed(position) and (event := next(coming, None)):
        progress.note(event)
    if not position or progress.position == position:
        return opened, coming, progress
    opened.close()
    return *place.opened(), Progress()
