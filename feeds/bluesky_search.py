"""Search on Bluesky's public view: for the hashtags, in a stretch of time."""

from collections.abc import AsyncGenerator, Sequence
from datetime import datetime

from feeds.api import Api
from feeds.formats import bluesky
from feeds.formats.wire import string
from feeds.post import Event

PATH = "/xrpc/app.bsky.feed.searchPosts"
PAGES = 100


async def found_between(
    api: Api, hashtags: Sequence[str], start: datetime, end: datetime
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
            answer = (await api.get(PATH, params=params)).json
            yield list(bluesky.events({"posts": answer.get("posts")}))
            if not (cursor := string(answer.get("cursor"))):
                break
            params["cursor"] = cursor


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
