"""`run` and `record`: live feeds before a moderator, told in lines, or into a recording."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from feeds.status import State
from moderator.commands import broker, terminal
from moderator.commands.bulletin import Bulletin, sums, work_done
from moderator.commands.feeds import enabled
from moderator.commands.judges import judges
from moderator.commands.screen import at_the_desk
from moderator.commands.setup import Exit, Overrides, complain, complaints, loaded, user
from moderator.commands.shelf import take_deleted_out
from moderator.commands.signals import unhurried, until_ended
from moderator.config.models import Config
from moderator.day.live import LiveDay
from moderator.intake.tally import FeedStatus, Work
from moderator.live import Audience, Setting, attend
from moderator.record import RecordedDay
from moderator.shelf.fairs import left, outdated
from moderator.shelf.places import desk_of, journal_of, recording_of
from moderator.store.erasing import ErasingRecorder
from moderator.store.sqlite import open_journal
from moderator.watch import link_plan

LOOK_SECONDS = 1.0
"""How often one looks whether there is news of the feeds."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the moderator wants to have the day: with which screen, and recorded where.

    An `audience` takes the place of what this terminal would show.
    """

    plain: bool = False
    headless: bool = False
    record: bool = False
    to: Path | None = None
    audience: Audience | None = None


def run(wish: Wish, overrides: Overrides) -> int:
    """Follow the fair until the moderator leaves, or a signal ends it; the exit code."""
    with complaints(), unhurried() as close_in_peace, ExitStack() as held:
        config = loaded(overrides)
        feeds = enabled(config)
        told_to = (broker.place(config), broker.topics(config)) if config.mqtt.enabled else None
        if told_to:
            broker.alone(*told_to)
        _remind(config)
        kept_at = journal_of(config)
        journal = held.enter_context(open_journal(kept_at))
        recorder = None
        if wish.record or wish.to:
            recorder = held.enter_context(ErasingRecorder(wish.to or recording_of(config)))
            complain(f"recording to {recorder.folder}")
        links = link_plan(config.links) if config.links.enabled else None
        fair = config.to_fair()
        given = judges(config, fair, counted=journal.tally())
        setting = Setting(user(), _now, recorder, links, given, told_to)
        seen = _Last(wish.audience or _audience(wish, kept_at, fair.timezone))
        day = attend(feeds, fair, journal, setting=setting, audience=seen)
        interrupted = until_ended(day)
        close_in_peace()
        take_deleted_out(config, complain)
    for line in work_done(seen.work):
        complain(line)
    return _end(seen.feeds, fair.timezone, interrupted=interrupted)


def record(to: Path | None, overrides: Overrides) -> int:
    """Record until a signal ends it, or all feeds have stopped; the exit code."""
    with complaints(), unhurried() as close_in_peace:
        config = loaded(overrides)
        feeds = enabled(config)
        _remind(config)
        with ErasingRecorder(to or recording_of(config)) as recorder:
            complain(f"recording to {recorder.folder}")
            day = RecordedDay(feeds, recorder)
            interrupted = until_ended(_recorded(day, config.fair.timezone))
            close_in_peace()
    return _end(day.feeds(), config.fair.timezone, interrupted=interrupted)


def _remind(config: Config) -> None:
    """Say that something is kept for longer than was meant, and that another fair begins here."""
    if old := outdated(config, _now()):
        days = config.store.keep_days
        complain(
            f"note: kept for longer than keep_days = {days}: {len(old)}; see `moderator purge`"
        )
    for fair in left(config, _now()):
        kept = f"{fair} keeps its journal: a different name or hashtag starts a new journal"
        complain(f"note: {kept}")


async def _recorded(day: RecordedDay, timezone: str) -> None:
    async with asyncio.TaskGroup() as tasks:
        recording = tasks.create_task(day.run(), name="record the feeds")
        await _told(day, timezone)
        recording.cancel()


class _Watched(Protocol):
    """What has feeds whose news is told."""

    def feeds(self) -> Sequence[FeedStatus]: ...
    async def until_done(self) -> None: ...


class _Last:
    """An audience, and the last that was known of feeds and classifiers when it left."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience
        self.feeds: Sequence[FeedStatus] = ()
        self.work: Mapping[str, Work] = {}

    async def __call__(self, day: LiveDay) -> None:
        try:
            await self._audience(day)
        finally:
            self.feeds = day.feeds()
            self.work = day.work()


def _audience(wish: Wish, kept_at: Path, timezone: str) -> Audience:
    if wish.headless:
        return partial(_told, timezone=timezone)
    if terminal.draws(plain=wish.plain):
        return partial(at_the_desk, memory_at=desk_of(kept_at), has_the_fair=True)
    if terminal.is_there():
        return _typing
    if not wish.plain:
        complain("no terminal here: the day is told in plain lines")
    return _listening


async def _typing(day: LiveDay) -> None:
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout, typed=sys.stdin, has_the_fair=True)


async def _listening(day: LiveDay) -> None:
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout)


async def _told(day: _Watched, timezone: str) -> None:
    """Tell on standard error how the feeds do, until all of them have stopped."""
    bulletin = Bulletin(timezone)
    async with asyncio.TaskGroup() as tasks:
        ending = tasks.create_task(day.until_done(), name="until done")
        while not ending.done():
            for line in bulletin.news(day.feeds(), _now()):
                complain(line)
            await asyncio.wait([ending], timeout=LOOK_SECONDS)
    for line in bulletin.news(day.feeds(), _now()):
        complain(line)


def _end(feeds: Sequence[FeedStatus], timezone: str, *, interrupted: bool) -> Exit:
    """Say what came in, and whether a person has to mend a feed; the exit code."""
    for line in sums(feeds, timezone):
        complain(line)
    stopped = [feed.now for feed in feeds if feed.now.state is State.STOPPED]
    for status in stopped:
        complain(f"{status.name} stopped: {status.reason}")
    if interrupted:
        return Exit.INTERRUPTED
    return Exit.WRONG_INPUT if stopped else Exit.DONE


def _now() -> datetime:
    return datetime.now(UTC)
