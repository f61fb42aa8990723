"""A connection to one of Jetstream's servers: the next one each time, by the wire it speaks."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from feeds.backoff import Trouble
from feeds.base import BadPost, FeedError, FeedGone, FeedLost
from feeds.bluesky.wire import (
    DICTIONARY,
    SUBPROTOCOL,
    V1,
    V2,
    JetstreamEvent,
    Unpacker,
    address,
    error_of,
    read,
)
from feeds.clock import Clock
from feeds.said import said
from feeds.web.api import Api
from feeds.web.socket import Dial, frames

Frame = tuple[JetstreamEvent, bytes] | BadPost | None


class _TooOld(FeedLost):
    """The server does not have what came after the cursor."""


class _NotOffered(FeedLost):
    """The server does not speak this wire."""


class _OtherDictionary(FeedLost):
    """The server packs with another dictionary by now."""


class Jetstream:
    """The servers, taken in turn; `told` says which one it is now."""

    def __init__(self, servers: Sequence[str], *, wire: str, packed: str, clock: Clock) -> None:
        self.told = ""
        self._servers = servers
        self._packed = packed
        self._clock = clock
        self._turn = 0
        self._wires = dict.fromkeys(servers, V1 if wire == "v1" else V2)
        self._falls_back = wire == "auto"
        self._unpackers: dict[str, Unpacker | None] = {}

    async def frames(self, cursor: int, *, idle_seconds: float) -> AsyncGenerator[Frame, None]:
        """What comes from that time on; None while nothing does. What cannot be read is told so."""
        server = self._servers[self._turn % len(self._servers)]
        self._turn += 1
        api = Api("Jetstream", "http" + server.removeprefix("ws"), clock=self._clock)
        async with api:
            while True:
                try:
                    dial, unpacker = await self._dial(server, api, cursor, idle_seconds)
                    refused = _Refusal(
                        api,
                        had_cursor=bool(cursor),
                        was_packed=unpacker is not None,
                        may_fall_back=self._falls_back and self._wires[server] == V2,
                        is_one_of_many=len(self._servers) > 1,
                    )
                    async with aclosing(
                        frames(dial, clock=self._clock, refused=refused)
                    ) as received:
                        async for frame in received:
                            yield None if frame is None else _read(frame, unpacker)
                except _TooOld:
                    cursor = 0
                except _NotOffered:
                    self._wires[server] = V1
                except _OtherDictionary:
                    self._unpackers[server] = None

    async def reach(self) -> None:
        """Connect to the first server that answers, and hang up. Raises what the last one said."""
        for left in reversed(range(len(self._servers))):
            try:
                async with aclosing(self.frames(0, idle_seconds=1)) as frames:
                    await anext(frames)
                    return
            except FeedLost:
                if not left:
                    raise

    async def _dial(
        self, server: str, api: Api, cursor: int, idle_seconds: float
    ) -> tuple[Dial, Unpacker | None]:
        wire = self._wires[server]
        unpacker = await self._unpacker(server, wire, api)
        dictionary = unpacker.ident if unpacker else None
        name = server.partition("://")[2]
        version = 2 if wire == V2 else 1
        self.told = (
            said("{server}, wire {version}, packed", server=name, version=version)
            if unpacker
            else said("{server}, wire {version}", server=name, version=version)
        )
        dial = Dial(
            address=address(server, wire, cursor=cursor, dictionary=dictionary),
            idle_seconds=idle_seconds,
            subprotocols=[SUBPROTOCOL] if wire == V2 else [],
        )
        return dial, unpacker

    async def _unpacker(self, server: str, wire: str, api: Api) -> Unpacker | None:
        """What unpacks a server's frames; None where they come as they are.

        The first wire's dictionary is one file for all; the second wire's servers give theirs.
        """
        if self._packed == "no" or (wire == V1 and self._packed == "yes"):
            return None
        if server not in self._unpackers:
            if wire == V1:
                self._unpackers[server] = Unpacker(await _file(self._packed))
            else:
                self._unpackers[server] = await _downloaded(api)
        return self._unpackers[server]


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What a refused handshake means, by what was asked for: nothing is given up twice."""

    api: Api
    had_cursor: bool
    was_packed: bool
    may_fall_back: bool
    is_one_of_many: bool

    def __call__(self, status: int, headers: Mapping[str, str], body: bytes) -> FeedError:
        """The feed error for it."""
        match error_of(body):
            case "CursorTooOld" if self.had_cursor:
                return _TooOld(said("the position is too old"))
            case "UnknownZstdDictionary" if self.was_packed:
                return _OtherDictionary(said("the dictionary is not used any more"))
            case _ if self.may_fall_back and status in (400, 404, 405, 501):
                return _NotOffered(said("the second wire is not offered"))
            case _:
                failure = self.api.failure(status, headers, body)
                gone = self.is_one_of_many and isinstance(failure, FeedGone)
                return FeedLost(str(failure), trouble=Trouble.SERVER) if gone else failure


async def _downloaded(api: Api) -> Unpacker | None:
    """The unpacker of a server; None where it gives no dictionary: unpacked frames do as well."""
    try:
        return Unpacker(await api.download(DICTIONARY))
    except (FeedError, BadPost):
        return None


async def _file(path: str) -> bytes:
    try:
        return await asyncio.to_thread(_bytes_of, path)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or said("it cannot be read")
        raise FeedGone(
            said("packed: {path}: {why}; name Jetstream's dictionary, or no", path=path, why=reason)
        ) from error


def _bytes_of(path: str) -> bytes:
    return Path(path).expanduser().read_bytes()


def _read(frame: bytes | str, unpacker: Unpacker | None) -> Frame:
    try:
        return read(frame, unpacker)
    except BadPost as bad:
        return bad
