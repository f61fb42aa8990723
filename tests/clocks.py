"""A clock that stands still until a test turns it."""

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from feeds.clock import Clock

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


class HandClock(Clock):
    """Time that passes only in `turn`; `slept` has every pause that was asked for."""

    def __init__(self, now=NOON):
        self.slept = []
        self._now, self._back = now, timedelta()
        self._sleepers = []
        self._deadlines = []

    def now(self):
        return self._now - self._back

    def put_back(self, by):
        """Have it tell an earlier time from now on; pauses last as long as before."""
        self._back += by

    def chance(self):
        return 0.0

    async def sleep(self, seconds):
        self.slept.append(seconds)
        if seconds <= 0:
            return
        woken = asyncio.Event()
        entry = (self._now + timedelta(seconds=seconds), woken)
        self._sleepers.append(entry)
        try:
            await woken.wait()
        finally:
            with suppress(ValueError):
                self._sleepers.remove(entry)

    @asynccontextmanager
    async def deadline(self, seconds):
        async with asyncio.timeout(None) as timeout:
            entry = (self._now + timedelta(seconds=seconds or 1e9), timeout)
            self._deadlines.append(entry)
            try:
                yield
            finally:
                with suppress(ValueError):
                    self._deadlines.remove(entry)

    async def turn(self, seconds):
        """Let that much time pass, moment by moment, with what happens in it."""
        end = self._now + timedelta(seconds=seconds)
        await settle()
        while due := [at for at, _ in (*self._sleepers, *self._deadlines) if at <= end]:
            self._now = max(self._now, min(due))
            self._wake()
            await settle()
        self._now = end
        await settle()

    def _wake(self):
        for entry in [one for one in self._sleepers if one[0] <= self._now]:
            self._sleepers.remove(entry)
            entry[1].set()
        for entry in [one for one in self._deadlines if one[0] <= self._now]:
            self._deadlines.remove(entry)
            entry[1].reschedule(asyncio.get_running_loop().time())


async def settle():
    """Let every task go as far as it can without time or network."""
    for _ in range(50):
        await asyncio.sleep(0)


async def until(met, *, seconds=10.0):
    """Return when the condition is met; an error where it is not in real time."""
    async with asyncio.timeout(seconds):
        while not met():
            await asyncio.sleep(0)
