"""`run` and `record`: live feeds before a moderator, told in lines, or into a recording."""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from feeds.base import LiveFeed
from feeds.said import said
from feeds.status import FeedState
from moderator.commands import broker, terminal
from moderator.commands.bulletin import Bulletin, sums, work_done
from moderator.commands.feeds import enabled
from moderator.commands.judges import judges
from moderator.commands.opening import opened_before
from moderator.commands.screen import behind_the_desk
from moderator.commands.setup import Exit, Overrides, complain, complaints, loaded, user
from moderator.commands.shelf import take_deleted_out
from moderator.commands.signals import unhurried, until_ended
from moderator.config.models import Config
from moderator.day.live import LiveDay
from moderator.intake.tally import FeedStatus, Work
from moderator.record import RecordedDay
from moderator.run import Audience, Setting, attend
from moderator.shelf.fairs import left, outdated
from moderator.shelf.places import desk_of, journal_of, recording_of
from moderator.store.erasing import ErasingRecorder
from moderator.store.journal import Journal
from moderator.store.sqlite import open_journal
from moderator.watch import link_plan

if TYPE_CHECKING:
    from moderator.desk.frame import Frame

LOOK_SECONDS = 1.0
"""How often one looks whether there is news of the feeds."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """How the moderator wants to have the day: with which screen, and recorded where.

    An `audience` takes the place of what this terminal would show.
    """

    plain: bool = False
    headless: bool = False
    record: bool = False
    to: Path | None = None
    audience: Audience | None = None


def run(arguments: Arguments, overrides: Overrides) -> int:
    """Follow the fair until the moderator leaves, or a signal ends it; the exit code."""
    with complaints(), unhurried() as close_in_peace, ExitStack() as held:
        config = loaded(overrides)
        feeds = enabled(config)
        told_to = (broker.address(config), broker.topics(config)) if config.mqtt.enabled else None
        if told_to:
            broker.alone(*told_to)
        _remind(config)
        journal = held.enter_context(open_journal(journal_of(config)))
        recorder = None
        if arguments.record or arguments.to:
            recorder = held.enter_context(ErasingRecorder(arguments.to or recording_of(config)))
            complain(said("recording to {folder}", folder=recorder.folder))
        links = link_plan(config.links) if config.links.enabled else None
        setting = Setting(user(), _now, recorder, links, broker=told_to)
        fair = _Followed(config, feeds, journal, setting)
        interrupted = until_ended(_shown(arguments, fair))
        close_in_peace()
        take_deleted_out(config, complain)
    for line in work_done(fair.work):
        complain(line)
    return _end(fair.stood, config.fair.timezone, interrupted=interrupted)


def record(to: Path | None, overrides: Overrides) -> int:
    """Record until a signal ends it, or all feeds have stopped; the exit code."""
    with complaints(), unhurried() as close_in_peace:
        config = loaded(overrides)
        feeds = enabled(config)
        _remind(config)
        with ErasingRecorder(to or recording_of(config)) as recorder:
            complain(said("recording to {folder}", folder=recorder.folder))
            day = RecordedDay(feeds, recorder)
            interrupted = until_ended(_recorded(day, config.fair.timezone))
            close_in_peace()
    return _end(day.feeds(), config.fair.timezone, interrupted=interrupted)


def _remind(config: Config) -> None:
    """Say that something is kept for longer than was meant, and that another fair begins here."""
    if old := outdated(config, _now()):
        kept = said(
            "kept for longer than keep_days = {days}: {number}; see `moderator purge`",
            days=config.store.keep_days,
            number=len(old),
        )
        complain(said("note: {note}", note=kept))
    for fair in left(config, _now()):
        kept = said(
            "{fair} keeps its journal: a different name or hashtag starts a new journal", fair=fair
        )
        complain(said("note: {note}", note=kept))


async def _recorded(day: RecordedDay, timezone: str) -> None:
    async with asyncio.TaskGroup() as tasks:
        recording = tasks.create_task(day.run(), name="record the feeds")
        await _told(day, timezone)
        recording.cancel()


class _Watched(Protocol):
    """What has feeds whose news is told."""

    def feeds(self) -> Sequence[FeedStatus]: ...
    async def until_done(self) -> None: ...


@dataclass
class _Followed:
    """A fair to follow; in the end it has the last that was known of its feeds and classifiers."""

    config: Config
    feeds: Sequence[LiveFeed]
    journal: Journal
    setting: Setting
    stood: Sequence[FeedStatus] = ()
    work: Mapping[str, Work] = field(default_factory=dict)

    async def open(self, audience: Audience) -> None:
        """Follow it before an audience, once the classifiers are there."""
        fair, counted = self.config.to_fair(), self.journal.tally()
        given = await asyncio.to_thread(judges, self.config, fair, counted=counted)
        setting, seen = replace(self.setting, judges=given), partial(self._seen, audience)
        await attend(self.feeds, fair, self.journal, setting=setting, audience=seen)

    async def _seen(self, audience: Audience, day: LiveDay) -> None:
        try:
            await audience(day)
        finally:
            self.stood, self.work = day.feeds(), day.work()


async def _shown(arguments: Arguments, fair: _Followed) -> None:
    """Open the fair before its audience, else behind the desk, which is drawn first."""
    if audience := arguments.audience or _lines(arguments, fair.config.fair.timezone):
        await opened_before(audience, fair.open)
    else:
        await behind_the_desk(_frame(fair.config), fair.open)


def _frame(config: Config) -> "Frame":
    """The desk's own picture, before the fair is there."""
    from moderator.desk.frame import Frame

    memory_at = desk_of(journal_of(config))
    return Frame(config.to_fair(), memory_at=memory_at, has_the_fair=True)


def _lines(arguments: Arguments, timezone: str) -> Audience | None:
    """Who watches without a desk: as is wished, or where there is no terminal; else None."""
    if arguments.headless:
        return partial(_told, timezone=timezone)
    if terminal.draws(plain=arguments.plain):
        return None
    if terminal.is_there():
        return _typing
    if not arguments.plain:
        complain(said("no terminal here: the day is told in plain lines"))
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
    for line in sums(feeds, timezone, _now()):
        complain(line)
    stopped = [feed.now for feed in feeds if feed.now.state is FeedState.STOPPED]
    for status in stopped:
        complain(said("{feed} stopped: {why}", feed=status.name, why=status.reason))
    if interrupted:
        return Exit.INTERRUPTED
    return Exit.WRONG_INPUT if stopped else Exit.DONE


def _now() -> datetime:
    return datetime.now(UTC)
