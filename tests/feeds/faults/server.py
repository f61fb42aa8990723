"""A platform on loopback that behaves, and misbehaves when it is told to."""

import asyncio

from tests.clocks import settle, until
from tests.feeds.faults.wire import Refusal, Wire


class FaultServer:
    """What all platforms have in common; a platform says in `route` how it answers.

    `asked` has every request, `streams` the connections without an end, open and closed.
    """

    def __init__(self, *, tls=None):
        self.asked, self.streams = [], []
        self._tls = tls
        self._refusals = []
        self._tasks = set()
        self._wires = set()
        self.closes_at_once = 0

    async def __aenter__(self):
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, ssl=self._tls, limit=1 << 20
        )
        self.port = self._server.sockets[0].getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.address = f"http{'s' if self._tls else ''}://{self.host}"
        return self

    async def __aexit__(self, *error):
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for wire in self._wires:
            wire.abort()
        await settle()

    def refuse(self, path, status, **more):
        """Answer the next request for a path that begins like this with something else."""
        self._refusals.append(Refusal(path, status, **more))

    @property
    def open_streams(self):
        return [stream for stream in self.streams if stream.wire.is_open]

    async def connected(self, count=1):
        """The newest of the connections without an end, once there were so many in all."""
        await until(lambda: len(self.streams) >= count)
        return self.streams[-1]

    def requests(self, path, method="GET"):
        return [one for one in self.asked if one.path.startswith(path) and one.method == method]

    async def broadcast(self, payload):
        for stream in self.open_streams:
            await stream.send(payload)

    async def route(self, request, wire):
        raise NotImplementedError

    async def _serve(self, reader, writer):
        self._tasks.add(task := asyncio.current_task())
        self._wires.add(wire := Wire(reader, writer))
        try:
            while wire.is_open and (request := await wire.request()):
                self.asked.append(request)
                if self.closes_at_once:
                    self.closes_at_once -= 1
                    wire.abort()
                elif refusal := self._refusal(request):
                    await wire.answer(
                        refusal.body,
                        status=refusal.status,
                        kind=refusal.kind,
                        headers=refusal.headers,
                    )
                else:
                    await self.route(request, wire)
        except asyncio.CancelledError:
            pass  # asyncio takes a cancelled server task for an error
        finally:
            self._tasks.discard(task)
            wire.writer.close()

    def _refusal(self, request):
        for refusal in self._refusals:
            if request.path.startswith(refusal.path):
                refusal.after -= 1
                if refusal.after >= 0:
                    continue
                refusal.times -= 1
                if refusal.times <= 0:
                    self._refusals.remove(refusal)
                return refusal
        return None
