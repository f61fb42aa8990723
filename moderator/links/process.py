"""A link checker in a process of its own: no post waits for a page.

Pages are large, and sites are slow by the dozen. On the fair's own loop their turns
would come between posts; on a thread they would share the interpreter with them. In a
process they share nothing, and a page that brings it down takes no desk with it: the
next check begins another.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from datetime import datetime
from functools import partial
from itertools import count
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from moderator.links.checked import Checked
from moderator.links.door import Rules
from moderator.links.judge import Wanted
from moderator.links.manners import Manners

if TYPE_CHECKING:
    from moderator.links.checker import LinkChecker

Reply = tuple[int, Checked | str]
"""The number of an order with what was found, or with what went wrong."""

Order = tuple[int, tuple[str, Wanted | None, datetime, bool] | None]
"""A number with a check's arguments; with None, that it is not wanted any more."""

_PATIENCE = 2.0


class CheckFailed(Exception):
    """A check ended without a finding; the message tells why."""


class CheckerProcess:
    """The checker that `make` gives (it is sent there), aside; open it with `async with`."""

    def __init__(self, make: "Callable[[], LinkChecker]") -> None:
        self._make = make
        self._numbers = count()
        self._waiting: dict[int, asyncio.Future[Checked]] = {}
        self._pipe: Connection[Any, Any] | None = None
        self._starting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pipe is not None:
            with suppress(OSError):
                self._pipe.send(None)
            await asyncio.to_thread(self._end)

    async def check(
        self, link: str, wanted: Wanted | None = None, *, at: datetime, anew: bool = False
    ) -> Checked:
        """What is found of a link; `anew` takes no answer that was kept. Raises CheckFailed."""
        async with self._starting:
            pipe = self._pipe or await self._begin()
        number = next(self._numbers)
        found: asyncio.Future[Checked] = asyncio.get_running_loop().create_future()
        self._waiting[number] = found
        try:
            self._send(pipe, (number, (link, wanted, at, anew)))
            return await found
        except asyncio.CancelledError:
            self._send(pipe, (number, None))
            raise
        finally:
            del self._waiting[number]

    async def _begin(self) -> "Connection[Any, Any]":
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(
            target=_serve, args=(there, self._make), name="check links", daemon=True
        )
        try:
            with redirect_stderr(sys.__stderr__):  # behind a screen there is no real one
                resource_tracker.ensure_running()
            await asyncio.to_thread(process.start)
        except (OSError, ValueError) as error:
            here.close()
            raise CheckFailed(f"the process that checks links does not start: {error}") from error
        finally:
            there.close()
        self._pipe, self._process = here, process
        hearing = (here, asyncio.get_running_loop())
        threading.Thread(target=self._hear, args=hearing, name="hear of links", daemon=True).start()
        return here

    def _send(self, pipe: "Connection[Any, Any]", order: Order) -> None:
        with suppress(OSError):
            pipe.send(order)

    def _hear(self, pipe: "Connection[Any, Any]", loop: asyncio.AbstractEventLoop) -> None:
        """Pass replies on until the other end is closed."""
        with suppress(EOFError, OSError):
            while True:
                loop.call_soon_threadsafe(self._tell, pipe.recv())
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self._lose, pipe)

    def _tell(self, reply: Reply) -> None:
        number, found = reply
        waiting = self._waiting.get(number)
        if waiting is None or waiting.done():
            return
        if isinstance(found, Checked):
            waiting.set_result(found)
        else:
            waiting.set_exception(CheckFailed(found))

    def _lose(self, pipe: "Connection[Any, Any]") -> None:
        """The process is gone: whoever waits for it is told, and the next check begins another."""
        if self._pipe is pipe:
            self._pipe = None
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(CheckFailed("the process that checks links ended"))

    def _end(self) -> None:
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def checker(manners: Manners, rules: Rules) -> "LinkChecker":
    """A checker of the links of a fair; only the process that checks waits for its libraries."""
    from moderator.links.checker import LinkChecker  # noqa: PLC0415

    return LinkChecker(manners, rules)


def _serve(pipe: "Connection[Any, Any]", make: "Callable[[], LinkChecker]") -> None:
    """Check what is ordered until the other end closes; Ctrl-C is not for this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - a screen is drawn there
    asyncio.run(_answer(pipe, make))


async def _answer(pipe: "Connection[Any, Any]", make: "Callable[[], LinkChecker]") -> None:
    ordered: asyncio.Queue[Order | None] = asyncio.Queue()
    listening = (pipe, asyncio.get_running_loop(), ordered)
    threading.Thread(target=_listen, args=listening, daemon=True).start()
    at_work: dict[int, asyncio.Task[None]] = {}
    async with make() as checker, asyncio.TaskGroup() as tasks:
        while (order := await ordered.get()) is not None:
            number, check = order
            if check is not None:
                working = tasks.create_task(_check(pipe, checker, number, check))
                working.add_done_callback(partial(_forget, at_work, number))
                at_work[number] = working
            elif number in at_work:
                at_work[number].cancel()
        for task in list(at_work.values()):
            task.cancel()


def _forget(at_work: dict[int, asyncio.Task[None]], number: int, _: "asyncio.Task[None]") -> None:
    at_work.pop(number, None)


def _listen(
    pipe: "Connection[Any, Any]",
    loop: asyncio.AbstractEventLoop,
    ordered: "asyncio.Queue[Order | None]",
) -> None:
    order: Order | None = (0, None)
    while order is not None:
        try:
            order = pipe.recv()
        except (EOFError, OSError):
            order = None
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(ordered.put_nowait, order)


async def _check(
    pipe: "Connection[Any, Any]",
    checker: "LinkChecker",
    number: int,
    check: tuple[str, Wanted | None, datetime, bool],
) -> None:
    link, wanted, at, anew = check
    try:
        found: Checked | str = await checker.check(link, wanted, at=at, anew=anew)
    except Exception as error:
        found = f"{type(error).__name__}: {error}"
    with suppress(OSError):
        pipe.send((number, found))
