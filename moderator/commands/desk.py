"""`desk`: a moderator's screen on a fair whose engine is elsewhere."""

import asyncio
import sys
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.lock import Lock, LockHeld
from feeds.said import said
from moderator.commands import broker, terminal
from moderator.commands.screen import at_the_desk
from moderator.commands.setup import Exit, Overrides, complain, complaints, loaded, user
from moderator.commands.signals import until_ended
from moderator.config.models import ConfigError
from moderator.publish.topics import part
from moderator.shelf.places import desks_folder
from moderator.store.private import make_folder

if TYPE_CHECKING:
    from moderator.publish.attached import AttachedDay


@dataclass(frozen=True, slots=True)
class Arguments:
    """Which fair is to be moderated, by its name at the broker, by whom, on what screen."""

    fair: str = ""
    moderator: str = ""
    plain: bool = False


def run(arguments: Arguments, overrides: Overrides) -> int:
    """Moderate a fair elsewhere until the moderator leaves; the exit code."""
    from moderator.publish.attached import AttachedDay
    from moderator.publish.kept import KeptActs
    from moderator.wishes.outstanding import outstanding

    with complaints():
        config = loaded(overrides)
        topics, address = broker.topics(config, arguments.fair), broker.address(config)
        moderator = _name(arguments.moderator or user())
        file = desks_folder(config) / f"{topics.name}-{moderator}.json"
        lock = _alone(file.with_suffix(".lock"), moderator)
        day = AttachedDay(address, topics, KeptActs(file), moderator=moderator, now=_now)
        try:
            audience = _audience(day, arguments, file.with_suffix(".desk.json"))
            interrupted = until_ended(_attended(day, audience))
        finally:
            lock.release()
        if kept := len(outstanding(day.kept())):
            complain(
                said(
                    "acts that wait for the engine: {kept}; sent when this desk comes back",
                    kept=kept,
                )
            )
    if interrupted or day.uplink.times:
        return Exit.INTERRUPTED if interrupted else Exit.DONE
    complain(f"{address}: {day.uplink.reason or said('the broker does not answer')}")
    return Exit.WRONG_INPUT


def _name(moderator: str) -> str:
    try:
        return part(moderator)
    except ValueError as wrong:
        raise ConfigError(f"--as {moderator}: {wrong}") from wrong


def _alone(path: Path, moderator: str) -> Lock:
    try:
        make_folder(path.parent)
        return Lock(path)
    except LockHeld as error:
        told = said(
            "a desk of {moderator} is open on this computer already; use --as with another name",
            moderator=moderator,
        )
        raise ConfigError(told) from error
    except OSError as error:
        why = said("{folder}: {why}; set [store] path", folder=path, why=error.strerror)
        raise ConfigError(why) from error


async def _attended(day: "AttachedDay", audience: Awaitable[None]) -> None:
    """Stay attached while somebody watches; who reads nothing waits for the broker's answer."""
    async with asyncio.TaskGroup() as tasks:
        keeping = tasks.create_task(day.keep(), name="stay attached")
        await audience
        if not sys.stdin.isatty():
            with suppress(TimeoutError):
                await asyncio.wait_for(day.uplink.tried.wait(), broker.PATIENCE_SECONDS)
        keeping.cancel()


def _audience(day: "AttachedDay", arguments: Arguments, memory_at: Path) -> Awaitable[None]:
    if terminal.draws(plain=arguments.plain):
        return at_the_desk(day, memory_at=memory_at)
    from moderator.desk.plain import run_plain

    return run_plain(day, out=sys.stdout, typed=sys.stdin)


def _now() -> datetime:
    return datetime.now(UTC)
