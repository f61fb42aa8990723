"""Which posts on X were deleted: their ids are looked up again, since the stream does not say.

A post that was made private is gone for us as well.
"""

from collections.abc import AsyncGenerator
from itertools import islice

from feeds.base import Batch
from feeds.clock import Clock
from feeds.formats.wire import Json, number, records, string
from feeds.formats.x_v2 import SOURCE
from feeds.post import Deleted, Post
from feeds.web.api import Api
from feeds.x.spend import Spend

PATH = "/2/tweets"
PER_CALL = 100
MOST = 50_000
GONE = ("Not Found Error", "Authorization Error")


class Fates:
    """A poller for deletions: the posts that were seen, each by its newest version's id."""

    def __init__(self, api: Api, spend: Spend, clock: Clock) -> None:
        self._api = api
        self._spend = spend
        self._clock = clock
        self._posts: dict[str, str] = {}

    def add(self, post: Post) -> None:
        """Look after a post from now on; of too many, the oldest are let go."""
        self._posts[post.canonical_id] = post.versions[-1] if post.versions else post.id
        if len(self._posts) > MOST:
            del self._posts[next(iter(self._posts))]

    async def go(self) -> AsyncGenerator[Batch, None]:
        """Look all of them up once, and tell which are gone."""
        names = {newest: first for first, newest in self._posts.items()}
        ids = iter(list(names))
        while some := list(islice(ids, PER_CALL)):
            self._spend.check()
            answer = await self._api.get(PATH, params={"ids": ",".join(some)})
            self._spend.count(answer.json, self._clock.now())
            gone = [ident for ident in _gone(answer.json) if ident in names]
            for ident in gone:
                self._posts.pop(names[ident], None)
            now = self._clock.now()
            yield Batch(tuple(Deleted(names[ident], SOURCE, now) for ident in gone))


def _gone(answer: Json) -> list[str]:
    """The ids that X says it does not have, or does not show."""
    errors = records(answer.get("errors"))
    return [
        number(error.get("resource_id")) or number(error.get("value"))
        for error in errors
        if string(error.get("title")) in GONE and error.get("resource_type", "tweet") == "tweet"
    ]
