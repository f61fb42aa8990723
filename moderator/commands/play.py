"""`demo` and `replay`: a recorded day before a moderator, in the desk or in plain lines.

What a day needs is imported and opened once the desk is drawn: see `replaying.py`.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feeds.said import said
from moderator.commands import terminal
from moderator.commands.opening import opened_before
from moderator.commands.screen import behind_the_desk
from moderator.commands.setup import (
    Exit,
    Overrides,
    complain,
    complaints,
    configured,
    ended,
)
from moderator.config.models import Config, ConfigError
from moderator.desk.words.speeds import typed
from moderator.shelf.places import desk_of, journal_of

if TYPE_CHECKING:
    from moderator.day.replayed import ReplayedDay
    from moderator.desk.frame import Frame
    from moderator.replay import Audience, Shown


@dataclass(frozen=True, slots=True)
class Arguments:
    """How the moderator wants to see the day, as typed.

    An `audience` takes the place of what this terminal would show.
    """

    speed: str = "1"
    start: str | None = None
    plain: bool = False
    fresh: bool = False
    check_links: bool = False
    audience: "Audience | None" = None


@dataclass(frozen=True, slots=True)
class Playing:
    """What is to be played, and how: a recording, its configuration and its journal's place.

    Without a place the journal is not kept. With `patience` the posts wait for second opinions.
    """

    path: str
    config: Config
    kept_at: Path | None
    speed: float = 1.0
    start: time | None = None
    fresh: bool = False
    check_links: bool = False
    patience: bool = False


def run(recording: str, arguments: Arguments, overrides: Overrides | None = None) -> int:
    """Play a recording until the moderator has seen enough; the exit code."""
    with complaints():
        path, config = configured(recording, overrides or Overrides())
        kept_at = None if recording == "-" else journal_of(config, recording)
        audience = arguments.audience or lines_of(plain=arguments.plain)
        playing = Playing(
            path,
            config,
            kept_at,
            speed=speed_of(arguments.speed),
            start=_time(arguments.start),
            fresh=arguments.fresh,
            check_links=arguments.check_links,
            patience=audience is reading,
        )
        shown = asyncio.run(_shown(playing, audience))
    return ended(shown.problems, shown.notes) if shown else Exit.DONE


async def _shown(playing: Playing, audience: "Audience | None") -> "Shown | None":
    """Play it before the audience, else at the desk; None where that was left before it began."""
    if audience:
        return await opened_before(audience, partial(_played, playing))
    return await behind_the_desk(frame_of(playing), partial(_played, playing))


def frame_of(playing: Playing) -> "Frame":
    """The desk's own picture, before the day is there."""
    from moderator.desk.frame import Frame

    memory_at = playing.kept_at and desk_of(playing.kept_at)
    return Frame(playing.config.to_fair(), memory_at=memory_at, fresh=playing.fresh)


async def _played(playing: Playing, audience: "Audience") -> "Shown":
    replayed = await asyncio.to_thread(_replayed)
    return await replayed(playing, audience)


def _replayed() -> "Callable[[Playing, Audience], Coroutine[Any, Any, Shown]]":
    """How a recording is played, imported in a thread: the picture that is there stays alive."""
    from moderator.commands.replaying import replayed

    return replayed


def speed_of(text: str) -> float:
    """The speed that was typed. Raises ConfigError."""
    speed = typed(text)
    if speed is None:
        option = f"--speed {text}"
        raise ConfigError(said("{option}: give a number such as 60, or max", option=option))
    return speed


def _time(text: str | None) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError as error:
        wrong = said("{option}: give a time of day such as 11:00", option=f"--from {text}")
        raise ConfigError(wrong) from error


def lines_of(*, plain: bool) -> "Audience | None":
    """Who watches in plain lines: as is wished, or where there is no terminal; else None."""
    if terminal.draws(plain=plain):
        return None
    if terminal.is_there():
        return _listening
    complain(said("no terminal here: the day is told in plain lines, flat out"))
    return reading


async def _listening(day: "ReplayedDay") -> None:
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout, typed=sys.stdin)


async def reading(day: "ReplayedDay") -> None:
    """Tell the day in one piece, as fast as it goes; nobody types."""
    from moderator.desk.plain import run_plain

    await run_plain(day, out=sys.stdout)
