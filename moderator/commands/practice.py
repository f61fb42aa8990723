"""`practice`: a trainee at the desk of a recorded day, and what came of it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from feeds.said import said
from moderator.classify.judges import alone
from moderator.commands import play
from moderator.commands.scenarios import Prepared, is_known, offer, prepared, with_reference
from moderator.commands.screen import at_the_desk
from moderator.commands.setup import Overrides, complain, complaints, ended, loaded, user
from moderator.commands.written import write_lines
from moderator.config.models import Config, ConfigError
from moderator.day.replayed import ReplayedDay
from moderator.desk.day import Day
from moderator.intake.content import look_into
from moderator.practice import file, kept, telling
from moderator.practice.attempt import Attempt
from moderator.practice.debrief import Debrief
from moderator.practice.kept import AttemptFolder
from moderator.practice.log import Log, What, of
from moderator.practice.staging import Staging
from moderator.replay import Audience, Showing, Shown, replay
from moderator.shelf.places import desk_of, practice_folder
from moderator.store.journal import Journal
from moderator.store.sqlite import open_journal


@dataclass(frozen=True, slots=True)
class Arguments:
    """How the trainee wants to play: how fast, in lines, the last attempt once more."""

    speed: str = "1"
    plain: bool = False
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Played:
    """An attempt that was played: what was wrong with its recording, whether another is wished."""

    shown: Shown
    again: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what an attempt is played with."""

    attempt: Attempt
    showing: Showing
    audience: Audience
    journal: Journal


def run(name: str | None, arguments: Arguments, overrides: Overrides) -> int:
    """Let a trainee practise until they have had enough; the exit code."""
    with complaints():
        if name is None or not is_known(name):
            if name is not None or overrides.config is not None:
                loaded(overrides)  # it is said in the fair's language; a list is no fair's
            return offer(name)
        if name == "-":
            raise ConfigError(
                said("practice wants a recording that can be played again: name a file")
            )
        ready = prepared(name, overrides)
        look_into(ready.path, ZoneInfo(ready.fair.timezone))
        ready = with_reference(ready)
        played = _played(ready, arguments, name)
        while played.again:
            played = _played(ready, replace(arguments, resume=False), name)
    return ended(played.shown.problems, played.shown.notes)


def home(config: Config, name: str) -> Path:
    """Where the attempts at a scenario lie: by a bundled one's name, else by where its file is."""
    identity = name if name in file.bundled() else str(Path(name).resolve())
    return kept.home(practice_folder(config), identity)


def _played(ready: Prepared, arguments: Arguments, name: str) -> Played:
    """Play one attempt, keep what came of it, and tell its debrief."""
    at, staging = home(ready.config, name), Staging(ready.scenario, ready.fair.timezone)
    showing = _showing(ready, arguments, staging)
    with unwritable(at):
        before = kept.attempts(at, user())
        place = _place(at, before, resume=arguments.resume)
    at_desk = partial(_from_its_welcome, memory_at=desk_of(place.journal))
    audience = play.lines_of(plain=arguments.plain) or at_desk
    earlier = kept.results([one for one in before if one != place])
    with open_journal(place.journal) as journal:
        log = Log(place.log)
        attempt = _attempt(ready, staging, journal, log)
        with unwritable(at):
            log.write()
        attempt.earlier = earlier
        cast = Cast(attempt, showing, audience, journal)
        with _interrupted():
            shown, debrief = asyncio.run(_play(ready, cast))
    write_lines(telling.lines(debrief, earlier))
    with unwritable(at):
        log.write()
        place.keep(kept.summary(debrief, of(attempt.entries, What.BEGAN)[0].wall))
    return Played(shown, attempt.again)


def _showing(ready: Prepared, arguments: Arguments, staging: Staging) -> Showing:
    """How the day is to be played; raises ConfigError before an attempt is made."""
    return Showing(
        speed=play.speed_of(arguments.speed),
        moderator=user(),
        judges=alone(ready.fair),
        staging=staging,
    )


async def _from_its_welcome(day: Day, *, memory_at: Path) -> None:
    """Show a day at the desk; nothing of it comes before what it is about was read there."""
    if day.practice and day.practice.opening:
        day.practice.hold(held=True)
    await at_the_desk(day, memory_at=memory_at)


def _attempt(ready: Prepared, staging: Staging, journal: Journal, log: Log) -> Attempt:
    attempt = Attempt(staging, ready.fair, journal.facts, log=log, wall=_wall)
    attempt.note(What.BEGAN, user())
    return attempt


async def _play(ready: Prepared, cast: Cast) -> tuple[Shown, Debrief]:
    end: list[datetime] = []

    async def practising(day: ReplayedDay) -> None:
        seat = day.practised(cast.attempt)
        async with asyncio.TaskGroup() as tasks:
            directing = tasks.create_task(cast.attempt.direct(seat), name="direct")
            await cast.audience(seat)
            directing.cancel()
        await cast.attempt.settle(seat)
        end.append(seat.clock)

    path, fair, showing = ready.path, ready.fair, cast.showing
    shown = await replay(path, fair, cast.journal, showing=showing, audience=practising)
    cast.attempt.note(What.ENDED)
    return shown, await cast.attempt.summed_up(end[0])


def _place(at: Path, before: list[AttemptFolder], *, resume: bool) -> AttemptFolder:
    """The last attempt, where it is to be gone on with and has not ended; else a new one."""
    if resume and before and not before[-1].has_ended():
        return before[-1]
    return kept.begin(at, _wall().astimezone())


@contextmanager
def unwritable(at: Path) -> Iterator[None]:
    """Say in a line that the attempts' folder cannot be written."""
    try:
        yield
    except OSError as failed:
        raise ConfigError(said("{path}: cannot be written: {why}", path=at, why=failed)) from failed


@contextmanager
def _interrupted() -> Iterator[None]:
    """Say how an attempt that Ctrl-C interrupts is gone on with."""
    try:
        yield
    except KeyboardInterrupt:
        complain(said("the attempt is kept: --resume goes on with it"))
        raise


def _wall() -> datetime:
    return datetime.now(UTC)
