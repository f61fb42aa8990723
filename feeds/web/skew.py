"""How far this machine's clock is from a platform's, as the platform itself tells."""

from collections.abc import Iterator
from datetime import timedelta

import httpx

from feeds.base import FeedGone
from feeds.clock import DAY, HOUR, MINUTE, Clock, measured
from feeds.formats.times import from_http
from feeds.said import said
from feeds.settings import Settings
from feeds.values import OfServer
from feeds.web.proxies import usable
from feeds.web.trust import trust

ANSWER_SECONDS = 10.0

WRONG = {
    DAY: (
        said("this computer's clock is {number} days ahead of that of {platform}"),
        said("this computer's clock is {number} days behind that of {platform}"),
    ),
    HOUR: (
        said("this computer's clock is {number} hours ahead of that of {platform}"),
        said("this computer's clock is {number} hours behind that of {platform}"),
    ),
    MINUTE: (
        said("this computer's clock is {number} min ahead of that of {platform}"),
        said("this computer's clock is {number} min behind that of {platform}"),
    ),
}
"""How a clock is wrong, by the unit that it is told in."""


def wrong(ahead: timedelta, platform: str) -> str:
    """That the clock here is so far ahead of a platform's, or behind it."""
    unit, number = measured(abs(ahead))
    fast, slow = WRONG[unit]
    return (fast if ahead > timedelta() else slow).format(number=number, platform=platform)


def addresses(settings: Settings) -> Iterator[str]:
    """The addresses of servers that a feed's settings name."""
    for key, field in type(settings).model_fields.items():
        if OfServer in field.metadata and (address := getattr(settings, key)):
            yield address


async def skew(address: str, clock: Clock) -> timedelta | None:
    """How far the clock here is ahead of the server's; None where that does not tell.

    It is exact to a second, and to how long the answer takes.
    """
    try:
        with usable():
            client = httpx.AsyncClient(timeout=ANSWER_SECONDS, verify=trust())
        async with client:
            asked = clock.now()
            answer = await client.head(address)
    except (FeedGone, httpx.HTTPError, httpx.InvalidURL):
        return None
    there = from_http(answer.headers.get("date", ""))
    return asked + (clock.now() - asked) / 2 - there if there else None
