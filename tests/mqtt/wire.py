"""A stretch of network between a program and a broker, which a test cuts, holds up and lets go."""

import asyncio
from contextlib import asynccontextmanager, suppress

from feeds.mqtt.message import BrokerAddress


class Wire:
    """Carries bytes to a broker and back; programs connect to its `port`."""

    def __init__(self, broker):
        self._broker = broker
        self._open = asyncio.Event()
        self._open.set()
        self._writers = set()
        self._server = None
        self.piece = 1 << 16

    async def start(self):
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self):
        self._server.close()
        self.let_go()
        self.cut()
        await self._server.wait_closed()

    @property
    def address(self):
        return BrokerAddress("127.0.0.1", self.port)

    @property
    def stands(self):
        """Whether anybody is connected."""
        return bool(self._writers)

    def cut(self):
        """Have every connection end without a farewell."""
        for writer in list(self._writers):
            writer.transport.abort()

    def hold(self):
        """Have nothing pass, though connections seem to stand."""
        self._open.clear()

    def let_go(self):
        """Have everything pass that was held up."""
        self._open.set()

    async def _carry(self, reader, writer):
        with suppress(OSError):
            away, there = await asyncio.open_connection("127.0.0.1", self._broker.port)
            both = {writer, there}
            self._writers |= both
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._pass(reader, there))
                    tasks.create_task(self._pass(away, writer))
            finally:
                self._writers -= both
                there.transport.abort()
        writer.transport.abort()

    async def _pass(self, reader, writer):
        with suppress(OSError):
            while data := await reader.read(self.piece):
                await self._open.wait()
                writer.write(data)
                await writer.drain()
        writer.transport.abort()


@asynccontextmanager
async def wire(broker):
    """A wire to a broker, until the end of the block."""
    laid = Wire(broker)
    await laid.start()
    try:
        yield laid
    finally:
        await laid.stop()
