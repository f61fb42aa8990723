"""Turns at hosts: a few at a time, some time apart, and none while a host wants rest."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

PATIENCE = 5.0
"""Seconds that a visit waits for a host that rests, before it is put off."""

LONGEST_REST = 900.0
_MANY = 2_000


class Resting(Exception):
    """A host asked to be left alone for longer than a visit waits."""


@dataclass(slots=True)
class _Host:
    seats: asyncio.Semaphore
    next_turn: float = 0.0
    rests_until: float = 0.0
    here: int = field(default=0)


class Hosts:
    """Gives out turns, per host and over all hosts together."""

    def __init__(
        self,
        *,
        at_once: int = 32,
        per_host: int = 2,
        spacing: float = 0.5,
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._per_host = per_host
        self._spacing = spacing
        self._now = now
        self._pause = pause
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """A turn at a host, once it has one free; raises Resting."""
        host = self._host(name)
        host.here += 1
        try:
            async with host.seats:
                await self._until_ready(host)
                async with self._all:
                    yield
        finally:
            host.here -= 1

    def rest(self, name: str, seconds: float) -> None:
        """Leave a host alone for so long, as it asked."""
        host = self._host(name)
        until = self._now() + min(max(seconds, 0.0), LONGEST_REST)
        host.rests_until = max(host.rests_until, until)

    async def _until_ready(self, host: _Host) -> None:
        if host.rests_until - self._now() > PATIENCE:
            raise Resting
        begins = max(host.next_turn, host.rests_until, self._now())
        host.next_turn = begins + self._spacing
        if (wait := begins - self._now()) > 0:
            await self._pause(wait)

    def _host(self, name: str) -> _Host:
        if name not in self._hosts and len(self._hosts) >= _MANY:
            self._forget_idle()
        return self._hosts.setdefault(name, _Host(asyncio.Semaphore(self._per_host)))

    def _forget_idle(self) -> None:
        now = self._now()
        idle = [
            name
            for name, host in self._hosts.items()
            if not host.here and max(host.rests_until, host.next_turn) <= now
        ]
        for name in idle:
            del self._hosts[name]
