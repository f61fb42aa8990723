"""The desk on this terminal: of a day that is there, or drawn first while one is opened."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from feeds.said import said
from moderator.commands.setup import DeskFailed
from moderator.garbage_collector import spare_the_screen
from moderator.store.file import StoreError

if TYPE_CHECKING:
    from moderator.desk.day import Day
    from moderator.desk.frame import Frame
    from moderator.desk.screens.desk import DeskScreen

Result = TypeVar("Result")
Audience = Callable[["Day"], Awaitable[None]]
Opening = Callable[[Audience], Coroutine[Any, Any, Result]]
"""Opens a day, has the audience watch it, and gives what came of it."""


async def at_the_desk(day: "Day", *, memory_at: Path | None) -> None:
    """Show a day until the moderator leaves; `memory_at` is where the desk remembers its look.

    Raises DeskFailed where it ends by itself.
    """
    from moderator.desk.app import DeskApp
    from moderator.desk.machine.failures import failures_kept

    spare_the_screen()
    app = DeskApp(day, memory_at=memory_at)
    with failures_kept(memory_at):
        await app.run_async()
    own_up(app)


async def behind_the_desk(frame: "Frame", opening: Opening[Result]) -> Result | None:
    """Draw the desk, open a day behind it and show that; None where the moderator left before."""
    from moderator.desk.machine.failures import failures_kept

    with failures_kept(frame.memory_at):
        opened = await _opened(frame, opening)
    own_up(frame)
    return None if opened.cancelled() else opened.result()


async def _opened(frame: "Frame", opening: Opening[Result]) -> asyncio.Task[Result]:
    """Show the desk until it is left; gives the task that opened the day."""
    async with asyncio.TaskGroup() as tasks:
        shown = tasks.create_task(frame.run_async(), name="desk")
        drawn = tasks.create_task(frame.drawn.wait(), name="first picture")
        await asyncio.wait((shown, drawn), return_when=asyncio.FIRST_COMPLETED)
        drawn.cancel()
        seat = _Seat(frame, shown)
        opened = tasks.create_task(opening(seat.watch), name="the day")
        await asyncio.wait((shown, opened), return_when=asyncio.FIRST_COMPLETED)
        if not seat.taken:
            opened.cancel()
    return opened


def own_up(frame: "Frame") -> None:
    """Say that the desk failed, where it did; raises DeskFailed, or what the journal said."""
    if isinstance(frame.failure, StoreError):
        raise frame.failure
    if frame.return_code:
        again = said("start again, everything goes on where it was")
        failed = said("the desk failed: {what}", what=again)
        if at := frame.failed_at:
            failed = said("{what}; what went wrong stands in {path}", what=failed, path=at)
        raise DeskFailed(failed)


class _Seat:
    """A desk that is drawn, and whether it was there still when its day was."""

    def __init__(self, frame: "Frame", shown: asyncio.Task[None]) -> None:
        self.taken = False
        self._frame = frame
        self._shown = shown

    async def watch(self, day: "Day") -> None:
        """Show a day until the moderator leaves."""
        screen = await asyncio.to_thread(_desk_screen)
        self.taken = True
        spare_the_screen()
        self._frame.call_later(self._frame.show, partial(screen, day))
        await asyncio.wait((self._shown,))


def _desk_screen() -> "type[DeskScreen]":
    """The desk's own screen, imported in a thread: the picture that is there stays alive."""
    from moderator.desk.screens.desk import DeskScreen

    return DeskScreen
