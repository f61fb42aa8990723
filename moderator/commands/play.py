"""`demo` and `replay`: a recorded day before a moderator, in the desk or in plain lines."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time

from moderator.commands.setup import Overrides, complain, complaints, configured, ended, user
from moderator.config import Config, ConfigError
from moderator.day import ReplayedDay
from moderator.desk.speeds import typed
from moderator.places import journal_of
from moderator.run import Audience, Showing, replay
from moderator.store.journal import Journal
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal


@dataclass(frozen=True, slots=True)
class Wish:
    """How the moderator wants to see the day, as typed."""

    speed: str = "1"
    start: str | None = None
    plain: bool = False
    fresh: bool = False


def run(recording: str, wish: Wish, overrides: Overrides | None = None) -> int:
    """Play a recording until the moderator has seen enough; the exit code."""
    with complaints():
        path, config = configured(recording, overrides or Overrides())
        showing = _showing(wish)
        with _journal(recording, config, fresh=wish.fresh) as journal:
            audience = _audience(plain=wish.plain)
            fair = config.to_fair()
            shown = asyncio.run(replay(path, fair, journal, showing=showing, audience=audience))
    return ended(shown.problems, shown.notes)


def _showing(wish: Wish) -> Showing:
    speed = typed(wish.speed)
    if speed is None:
        raise ConfigError(f"--speed {wish.speed}: give a number such as 60, or max")
    return Showing(speed=speed, start=_time(wish.start), moderator=user())


def _time(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError as error:
        raise ConfigError(f"--from {text}: give a time of day such as 11:00") from error


@contextmanager
def _journal(recording: str, config: Config, *, fresh: bool) -> Iterator[Journal]:
    """The journal of this recording; standard input, which passes once, has none that lasts."""
    if recording == "-":
        yield MemoryJournal()
        return
    with open_journal(journal_of(config, recording), fresh=fresh) as journal:
        yield journal


def _audience(*, plain: bool) -> Audience:
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if terminal and not plain:
        return _at_the_desk
    if not terminal:
        complain("no terminal here: the day is told in plain lines, flat out")
    return _listening if terminal else _reading


async def _at_the_desk(day: ReplayedDay) -> None:
    from moderator.desk.app import DeskApp

    await DeskApp(day).run_async()


async def _listening(day: ReplayedDay) -> None:
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout, typed=sys.stdin)


async def _reading(day: ReplayedDay) -> None:
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout)
