"""A link checker on a thread and an event loop of its own: no post waits for a page.

A loop serves whatever is ready, one after the other. With many slow sites much is
ready at any moment; on a loop of their own the visits wait for each other, and the
fair's loop for none of them.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from moderator.links.checker import Checked, LinkChecker
from moderator.links.judge import Wanted


class Checker(Protocol):
    """Checks links."""

    async def check(
        self, link: str, wanted: Wanted | None = None, *, at: datetime, anew: bool = False
    ) -> Checked:
        """What is found of a link; `anew` takes no answer that was kept."""
        ...


class Aside:
    """The checker that `make` gives, aside; open it with `async with`."""

    def __init__(self, make: Callable[[], LinkChecker]) -> None:
        self._make = make
        self._ready: Future[tuple[asyncio.AbstractEventLoop, LinkChecker, asyncio.Event]] = Future()
        self._thread = threading.Thread(target=self._run, name="check links", daemon=True)

    async def __aenter__(self) -> Self:
        self._thread.start()
        self._loop, self._checker, self._enough = await asyncio.wrap_future(self._ready)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._enough.set)
        await asyncio.to_thread(self._thread.join)

    async def check(
        self, link: str, wanted: Wanted | None = None, *, at: datetime, anew: bool = False
    ) -> Checked:
        """What is found of a link; `anew` takes no answer that was kept."""
        checking = self._checker.check(link, wanted, at=at, anew=anew)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(checking, self._loop))

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:
            if not self._ready.done():
                self._ready.set_exception(error)

    async def _serve(self) -> None:
        enough = asyncio.Event()
        async with self._make() as checker:
            self._ready.set_result((asyncio.get_running_loop(), checker, enough))
            await enough.wait()
