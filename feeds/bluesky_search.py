"""Search on Bluesky's public view: for the hashtags, in a stretch of time."""

from collections.abc import AsyncGenerator, Sequence
from datetime import datetime
from functools import partial

from feeds.api import Answer, Api
from feeds.clock import Clock
from feeds.formats import bluesky
from feeds.formats.wire import string
from feeds.pages import PAGES, patient
from feeds.post import Event

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
        for _ in range(PAGES):
            answer: Answer | None = None
            async for answer in patient(partial(api.get, PATH, params=dict(params)), clock):
                if answer is None:
                    yield []
            found = answer.json if answer else {}
            yield list(bluesky.events({"posts": found.get("posts")}))
            if not (cursor := string(found.get("cursor"))):
                break
            params["cursor"] = cursor


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
