"""A day that is opened before an audience without a screen: where that takes long, it is said."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from feeds.said import said
from moderator.commands.setup import complain

LONG_SECONDS = 2.0
"""What takes no longer needs no word."""

Day = TypeVar("Day")
Result = TypeVar("Result")
Audience = Callable[[Day], Awaitable[None]]


async def opened_before(
    audience: Audience[Day], opening: Callable[[Audience[Day]], Awaitable[Result]]
) -> Result:
    """Open a day before an audience; gives what came of it."""
    opens = said("the fair is being opened, which takes a while: its journal, its posts")
    word = asyncio.get_running_loop().call_later(LONG_SECONDS, complain, opens)

    async def watch(day: Day) -> None:
        word.cancel()
        await audience(day)

    try:
        return await opening(watch)
    finally:
        word.cancel()
