"""One desk of one browser, from its coming to its going."""

import asyncio
import logging
from contextlib import suppress

from aiohttp import WSMsgType
from aiohttp.web import WebSocketResponse

from moderator.desk.web.app import WebDesk
from moderator.desk.web.wire import Wire

_log = logging.getLogger(__name__)

LEAVE_SECONDS = 5.0
"""How long a desk has to close by itself."""


async def sit(desk: WebDesk, wire: Wire, socket: WebSocketResponse) -> None:
    """Run a desk for a browser until either has had enough, or the browser falls behind."""
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(desk.run_async(), name="desk in a browser")
        sending = tasks.create_task(_carry(wire, socket), name="draw in a browser")
        hearing = tasks.create_task(_hear(wire, socket), name="hear a browser")
        behind = tasks.create_task(wire.broken.wait(), name="is the browser behind")
        try:
            await asyncio.wait(
                (running, sending, hearing, behind), return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            for task in (sending, hearing, behind):
                task.cancel()
            await _leave(desk, running)
    if desk.failure:
        _log.error("a desk in a browser failed", exc_info=desk.failure)
    await socket.close()


async def _leave(desk: WebDesk, running: asyncio.Task[None]) -> None:
    """Have the desk put itself in order; one that does not is called off."""
    if not running.done():
        desk.exit()
        await asyncio.wait((running,), timeout=LEAVE_SECONDS)
        running.cancel()


async def _carry(wire: Wire, socket: WebSocketResponse) -> None:
    with suppress(ConnectionError):
        await wire.carry(socket)


async def _hear(wire: Wire, socket: WebSocketResponse) -> None:
    async for message in socket:
        if message.type is WSMsgType.TEXT:
            wire.hear(message.data)
