"""A journal read back in a thread: a screen beside it stays alive, and may be left at once."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Event

Wanted = Callable[[], bool]
"""Whether what is being read is wanted still."""


async def read_back(read: Callable[[Wanted], None]) -> None:
    """Return once it is read; whoever is called off has it stop, and waits until it has."""
    unwanted = Event()
    reading = asyncio.ensure_future(asyncio.to_thread(read, lambda: not unwanted.is_set()))
    try:
        await asyncio.shield(reading)
    except asyncio.CancelledError:
        unwanted.set()
        await _until_done(reading)
        raise


async def _until_done(reading: asyncio.Future[None]) -> None:
    """Return once the thread is done, however often this is called off; as it ended, it ended."""
    while not reading.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait((reading,))
    if not reading.cancelled():
        reading.exception()
