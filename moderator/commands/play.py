"""`demo` and `replay`: a recorded day before a moderator, in the desk or in plain lines."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from pathlib import Path

from moderator.commands.judges import judges
from moderator.commands.screen import at_the_desk
from moderator.commands.setup import Overrides, complain, complaints, configured, ended, user
from moderator.config.models import ConfigError
from moderator.day import ReplayedDay
from moderator.desk.speeds import typed
from moderator.run import Audience, Showing, replay
from moderator.shelf.places import desk_of, journal_of
from moderator.store.journal import Journal
from moderator.store.memory import MemoryJournal
from moderator.store.sqlite import open_journal
from moderator.watch import LinkPlan, link_plan


@dataclass(frozen=True, slots=True)
class Wish:
    """How the moderator wants to see the day, as typed.

    An `audience` takes the place of what this terminal would show.
    """

    speed: str = "1"
    start: str | None = None
    plain: bool = False
    fresh: bool = False
    check_links: bool = False
    audience: Audience | None = None


def run(recording: str, wish: Wish, overrides: Overrides | None = None) -> int:
    """Play a recording until the moderator has seen enough; the exit code."""
    with complaints():
        path, config = configured(recording, overrides or Overrides())
        showing = showing_of(wish, link_plan(config.links) if wish.check_links else None)
        kept_at = None if recording == "-" else journal_of(config, recording)
        with _journal(kept_at, fresh=wish.fresh) as journal:
            audience = wish.audience or audience_of(plain=wish.plain, kept_at=kept_at)
            patient = audience is reading
            fair = config.to_fair()
            given = judges(config, fair, counted=journal.tally(), patient=patient)
            showing = replace(showing, judges=given)
            shown = asyncio.run(replay(path, fair, journal, showing=showing, audience=audience))
    return ended(shown.problems, shown.notes)


def showing_of(wish: Wish, links: LinkPlan | None) -> Showing:
    """How the recording is to be played. Raises ConfigError."""
    speed = typed(wish.speed)
    if speed is None:
        raise ConfigError(f"--speed {wish.speed}: give a number such as 60, or max")
    return Showing(speed=speed, start=_time(wish.start), moderator=user(), links=links)


def _time(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError as error:
        raise ConfigError(f"--from {text}: give a time of day such as 11:00") from error


@contextmanager
def _journal(path: Path | None, *, fresh: bool) -> Iterator[Journal]:
    """The journal at that place; standard input, which passes once, has none that lasts."""
    if path is None:
        yield MemoryJournal()
        return
    with open_journal(path, fresh=fresh) as journal:
        yield journal


def audience_of(*, plain: bool, kept_at: Path | None) -> Audience:
    """Who watches: the desk, or plain mode where that is wished or there is no terminal."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if terminal and not plain:
        return partial(at_the_desk, memory_at=kept_at and desk_of(kept_at))
    if not terminal:
        complain("no terminal here: the day is told in plain lines, flat out")
    return _listening if terminal else reading


async def _listening(day: ReplayedDay) -> None:
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout, typed=sys.stdin)


async def reading(day: ReplayedDay) -> None:
    """Tell the day in one piece, as fast as it goes; nobody types."""
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout)
