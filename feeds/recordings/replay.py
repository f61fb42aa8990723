"""A recorded fair played back: at its own pace, faster, or flat out.

The recording's clock is the fair's clock. It runs from one post to the next and
never past a post that has not been delivered. A post that dates itself far ahead of
all those around it turns no clock: it goes out with the one before it.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

from feeds.post import Deleted, Event, Gap, Post
from feeds.recordings.astray import believed

BATCH = 128
Wait = Callable[[asyncio.Event, float | None], Awaitable[None]]


async def until_changed(changed: asyncio.Event, seconds: float | None) -> None:
    """Return when `changed` is set, or that many seconds have passed."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await changed.wait()


class Replay:
    """A feed over recorded events, with the controls of a player.

    `speed` is a multiple of the recording's own pace, `math.inf` flat out. Posts
    that a recording holds out of order go out with the latest before them, and
    so do events that name no time. `now` gives seconds that only rise; it and
    `wait` are there for tests.
    """

    def __init__(
        self,
        events: Iterable[Event],
        *,
        name: str = "replay",
        speed: float = 1.0,
        now: Callable[[], float] = time.monotonic,
        wait: Wait = until_changed,
    ) -> None:
        self.name = name
        self.finished = False
        self._events = believed(events, moment_of)
        self._now = now
        self._wait = wait
        self._changed = asyncio.Event()
        self._speed = _checked(speed)
        self._paused = False
        self._steps = 0
        self._goal: datetime | None = None
        self._next: datetime | None = None
        self._base: datetime | None = None
        self._since = now()

    @property
    def clock(self) -> datetime | None:
        """The recording's own time; None before its first post."""
        if self._base is None or self._next is None or self._paused:
            return self._base
        if math.isinf(self._speed):
            return self._base
        elapsed = (self._now() - self._since) * self._speed
        if elapsed >= (self._next - self._base).total_seconds():
            return self._next
        return self._base + timedelta(seconds=elapsed)

    @property
    def speed(self) -> float:
        """How many times faster than the recording it plays."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._set_clock(self.clock)
        self._speed = _checked(speed)
        self._changed.set()

    @property
    def paused(self) -> bool:
        """Whether the recording's clock is held."""
        return self._paused

    @paused.setter
    def paused(self, paused: bool) -> None:
        self._set_clock(self.clock)
        self._paused = paused
        self._steps = 0
        self._changed.set()

    def play(self) -> None:
        """Go on."""
        self.paused = False

    def pause(self) -> None:
        """Hold the recording's clock."""
        self.paused = True

    def step(self) -> None:
        """While paused: deliver just the next post."""
        if self._paused:
            self._steps += 1
            self._changed.set()

    def jump(self, to: datetime) -> None:
        """Deliver all posts up to that moment at once; an earlier moment changes nothing."""
        if self._goal is None or to > self._goal:
            self._goal = to
            self._changed.set()

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Give the events when they are due; a recording can be played once."""
        while batch := await asyncio.to_thread(self._read):
            for event, at in batch:
                if at is not None:
                    await self._until_due(at)
                yield event
            await asyncio.sleep(0)
        self._set_clock(self._next)
        self._next = None
        self.finished = True

    def _read(self) -> list[tuple[Event, datetime | None]]:
        """The next events, decoded in a thread so that the screen stays alive."""
        return list(islice(self._events, BATCH))

    async def _until_due(self, at: datetime) -> None:
        self._next = at if self._next is None else max(self._next, at)
        if self._base is None:
            self._set_clock(self._next)
        while not self._is_due(self._next):
            self._changed.clear()
            await self._wait(self._changed, self._seconds_left(self._next))

    def _is_due(self, at: datetime) -> bool:
        if self._goal is not None:
            self._set_clock(max(self.clock or at, min(self._goal, at)))
            if at <= self._goal:
                return True
            self._goal = None
        if self._paused:
            if not self._steps:
                return False
            self._steps -= 1
            self._set_clock(at)
        elif math.isinf(self._speed):
            self._set_clock(at)
        return self.clock == at

    def _seconds_left(self, at: datetime) -> float | None:
        """Real seconds until a post is due; None while paused."""
        if self._paused or self.clock is None:
            return None
        return max((at - self.clock).total_seconds() / self._speed, 0.001)

    def _set_clock(self, to: datetime | None) -> None:
        self._base = to
        self._since = self._now()


def moment_of(event: Event) -> datetime | None:
    """When an event took place, as far as it says."""
    match event:
        case Post():
            edited = event.edited_at or event.at
            return max(event.at, min(edited, event.received_at or edited))
        case Deleted():
            return event.at
        case Gap():
            return event.end
        case _:
            return None


def _checked(speed: float) -> float:
    if not speed > 0:
        raise ValueError("the speed of a replay is a number above zero")
    return speed
