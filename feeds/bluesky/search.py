"""Search on Bluesky's public view: for the hashtags, in a stretch of time."""

from collections.abc import AsyncGenerator, Sequence
from datetime import datetime
from functools import partial

from feeds.clock import Clock
from feeds.formats import bluesky
from feeds.formats.wire import string
from feeds.post import Event
from feeds.web.api import Answer, Api
from feeds.web.pages import Params, pages

PATH = "/xrpc/app.bsky.feed.searchPosts"


async def found_between(
    api: Api, hashtags: Sequence[str], start: datetime, end: datetime, *, clock: Clock
) -> AsyncGenerator[list[Event], None]:
    """The posts with a hashtag from that time, page by page, as far as search goes."""
    for tag in hashtags:
        params = {
            "q": f"#{tag}",
            "sort": "latest",
            "since": _iso(start),
            "until": _iso(end),
            "limit": "100",
        }
        async for answer in pages(partial(_page, api), params, partial(_further, params), clock):
            found = answer.json.get("posts") if answer else []
            yield list(bluesky.events({"posts": found}))


async def _page(api: Api, params: Params) -> Answer:
    return await api.get(PATH, params=params)


def _further(params: Params, answer: Answer) -> Params | None:
    """How the page after this one is asked for."""
    cursor = string(answer.json.get("cursor"))
    return {**params, "cursor": cursor} if cursor else None


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
