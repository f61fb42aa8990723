"""Time as live feeds have it: tests turn a clock by hand instead."""

import asyncio
import random
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime


class Clock:
    """The time of day, pauses and deadlines, and the chance that spreads them."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        await asyncio.sleep(seconds)

    def deadline(self, seconds: float | None) -> AbstractAsyncContextManager[object]:
        """A block that raises TimeoutError where it takes longer; None: as long as it takes."""
        return asyncio.timeout(seconds)

    def chance(self) -> float:
        """A number from 0 to 1, another one each time."""
        return random.random()  # noqa: S311 - it spreads retries, and guards nothing
