"""How long a platform may take to answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from feeds.base import FeedLost
from feeds.clock import Clock
from feeds.said import said

CONNECT_SECONDS = 30.0
ANSWER_SECONDS = 120.0
REFUSED_SECONDS = 900.0
"""After how long a round is tried again that was refused: a person may have mended it."""

UNANSWERED = said("the platform does not answer")


@asynccontextmanager
async def answered(clock: Clock, seconds: float, why: str = UNANSWERED) -> AsyncIterator[None]:
    """A block that lasts no longer than that. Raises FeedLost, with the reason, where it would."""
    try:
        async with clock.deadline(seconds):
            yield
    except TimeoutError as error:
        raise FeedLost(why) from error
