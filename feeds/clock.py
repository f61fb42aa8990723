"""Time as live feeds have it: tests turn a clock by hand instead."""

import asyncio
import random
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


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


def measured(length: timedelta) -> tuple[timedelta, int]:
    """The largest unit of which there are two or more, else minutes; and how many: one or more."""
    unit = next((each for each in (DAY, HOUR) if length >= 2 * each), MINUTE)
    return unit, max(round(length / unit), 1)
