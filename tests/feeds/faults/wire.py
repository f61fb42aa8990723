"""HTTP and WebSocket as a server speaks them, byte by byte, so that it can speak badly, too."""

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol

SILENT = logging.getLogger("faults")
SILENT.setLevel(logging.CRITICAL)
PHRASES = {200: "OK", 302: "Found", 401: "Unauthorized", 429: "Too Many Requests"}


@dataclass
class Request:
    """What a client asked for."""

    method: str
    path: str
    query: dict
    headers: dict
    body: bytes
    raw: bytes

    def one(self, name, default=None):
        """The value of a parameter that is given once."""
        return self.query.get(name, [default])[0]

    @property
    def json(self):
        return json.loads(self.body or b"{}")


@dataclass
class Refusal:
    """An answer that takes the place of the real one, as often as `times` says.

    As many requests as `after` says are answered before.
    """

    path: str
    status: int
    body: bytes = b'{"title": "refused"}'
    kind: str = "application/json"
    headers: dict = field(default_factory=dict)
    times: int = 1
    after: int = 0


class Wire:
    """One connection of a client."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.is_open = True

    async def request(self):
        """The next request; None where the client has gone."""
        try:
            head = await self.reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, OSError, asyncio.LimitOverrunError):
            return None
        first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        url = urlsplit(target)
        path, query = unquote(url.path), parse_qs(url.query, keep_blank_values=True)
        return Request(method, path, query, headers, body, head)

    async def answer(self, body, *, status=200, kind="application/json", headers=()):
        """Send a whole answer."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        lines = {"Content-Type": kind, "Content-Length": str(len(data)), **dict(headers)}
        await self.send(_head(status, lines) + data)

    async def begin(self, *, kind, headers=()):
        """Begin an answer without an end."""
        lines = {"Content-Type": kind, "Transfer-Encoding": "chunked", **dict(headers)}
        await self.send(_head(200, lines))

    async def chunk(self, data):
        """Send a piece of an answer without an end."""
        await self.send(b"%x\r\n%s\r\n" % (len(data), data))

    async def send(self, data):
        """Send bytes as they are."""
        if self.writer.is_closing():
            self.is_open = False
        if self.is_open:
            try:
                self.writer.write(data)
                await self.writer.drain()
            except OSError:
                self.is_open = False

    def close(self):
        """Hang up, properly."""
        self.is_open = False
        self.writer.close()

    def abort(self):
        """Hang up as a network does that fails."""
        self.is_open = False
        with suppress(AttributeError):  # from Python 3.11.2, of a TLS connection that is gone
            self.writer.transport.abort()


class Stream:
    """An answer without an end, which sends frames as `framed` makes them."""

    def __init__(self, wire, request, *, framed, beat):
        self.wire, self.request = wire, request
        self.framed, self.beat_bytes = framed, beat
        self.is_stalled = False

    async def send(self, payload):
        if not self.is_stalled:
            await self.wire.chunk(self.framed(payload))

    async def beat(self):
        """Give a sign of life."""
        await self.wire.chunk(self.beat_bytes)

    async def raw(self, data):
        await self.wire.chunk(data)

    async def cut_inside(self, payload, *, at=0.5):
        """Send a part of a frame, and hang up."""
        data = self.framed(payload)
        await self.raw(data[: int(len(data) * at)])
        self.wire.abort()

    async def cut_inside_character(self, payload, character="é"):
        """Hang up between the bytes of one character."""
        data = self.framed(payload)
        await self.raw(data[: data.index(character.encode()) + 1])
        self.wire.abort()

    async def drip(self, payload):
        """Send a frame byte by byte."""
        for byte in self.framed(payload):
            await self.raw(bytes([byte]))

    async def end(self):
        """End the answer in good order."""
        await self.wire.send(b"0\r\n\r\n")
        self.wire.close()

    async def until_gone(self):
        """Return when the client has hung up."""
        with suppress(OSError):
            while await self.wire.reader.read(1024):
                pass
        self.wire.is_open = False


class Socket:
    """A WebSocket, with the frames that a client sent in `received`."""

    def __init__(self, wire, request, *, subprotocols=()):
        self.wire, self.request = wire, request
        self.protocol = ServerProtocol(
            subprotocols=list(subprotocols) or None, max_size=None, logger=SILENT
        )
        self.received = []
        self.is_stalled = False
        self.answers_pings = True

    async def accept(self):
        """Shake hands."""
        self.protocol.receive_data(self.request.raw)
        (request,) = self.protocol.events_received()
        self.protocol.send_response(self.protocol.accept(request))
        await self._flush()

    async def send(self, payload):
        """Send a frame: bytes as they are, all else as JSON."""
        if not self.is_stalled:
            await self.wire.send(_frame(payload))

    async def raw(self, data):
        await self.wire.send(data)

    async def cut_inside(self, payload, *, at=0.5):
        """Send a part of a frame, and hang up."""
        data = _frame(payload)
        await self.raw(data[: int(len(data) * at)])
        self.wire.abort()

    async def cut_inside_character(self, payload, character="é"):
        """Hang up between the bytes of one character."""
        data = _frame(payload)
        await self.raw(data[: data.index(character.encode()) + 1])
        self.wire.abort()

    async def drip(self, payload):
        """Send a frame byte by byte."""
        for byte in _frame(payload):
            await self.raw(bytes([byte]))

    async def end(self, code=1000, reason=""):
        """Close in good order."""
        self.protocol.send_close(code, reason)
        await self._flush()
        self.wire.close()

    async def until_gone(self, on_text=None):
        """Return when the client has hung up; what it says goes to `on_text`."""
        with suppress(OSError):
            while data := await self.wire.reader.read(1 << 16):
                self.protocol.receive_data(data)
                for event in self.protocol.events_received():
                    if event.opcode in (Opcode.TEXT, Opcode.BINARY):
                        self.received.append(bytes(event.data))
                        if on_text:
                            await on_text(bytes(event.data))
                if self.answers_pings:
                    await self._flush()
                if self.protocol.close_expected():
                    break
        self.wire.close()

    async def _flush(self):
        for data in self.protocol.data_to_send():
            await self.wire.send(data)


def _frame(payload):
    """One frame of a WebSocket: binary for bytes, text for all else."""
    if isinstance(payload, bytes):
        return Frame(Opcode.BINARY, payload).serialize(mask=False)
    text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def _head(status, lines):
    first = f"HTTP/1.1 {status} {PHRASES.get(status, 'Said')}\r\n"
    return (
        first + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    ).encode() + b"\r\n"
