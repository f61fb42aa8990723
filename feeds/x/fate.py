"""Which posts on X were deleted: their ids are looked up again, since the stream does not say.

A post that was made private is gone for us as well. The newest are looked up first; of those
that this bills again, as many as the share of the cap allows.
"""

from collections.abc import AsyncGenerator, Sequence
from itertools import islice

from feeds.base import Batch
from feeds.clock import Clock
from feeds.formats.wire import Json, number, records, string
from feeds.formats.x_v2 import SOURCE
from feeds.latest import Latest
from feeds.post import Deleted, Post
from feeds.said import said
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
        self._posts: dict[str, str] = Latest(MOST)
        self._left_out = 0

    def add(self, post: Post) -> None:
        """Look after a post from now on; of too many, the oldest are let go."""
        self._posts[post.canonical_id] = post.versions[-1] if post.versions else post.id

    async def go(self) -> AsyncGenerator[Batch, None]:
        """Look them up once, and tell which are gone."""
        names = {newest: first for first, newest in self._posts.items()}
        ids, left_out = iter(list(names)[::-1]), 0
        while some := list(islice(ids, PER_CALL)):
            asked = self._spend.affordable(some, self._clock.now())
            left_out += len(some) - len(asked)
            if asked:
                gone = [names[ident] for ident in await self._gone(asked) if ident in names]
                for first in gone:
                    self._posts.pop(first, None)
                now = self._clock.now()
                yield Batch(tuple(Deleted(first, SOURCE, now) for first in gone))
        self._left_out = left_out

    def notes(self) -> list[str]:
        """How many posts are not looked up any more."""
        note = said(
            "posts that are no longer looked up for deletions, as that costs money: {number}",
            number=self._left_out,
        )
        return [note] if self._left_out else []

    async def _gone(self, ids: Sequence[str]) -> list[str]:
        answer = await self._api.get(PATH, params={"ids": ",".join(ids)})
        self._spend.count_lookup(answer.json, self._clock.now())
        return _gone(answer.json)


def _gone(answer: Json) -> list[str]:
    """The ids that X says it does not have, or does not show."""
    errors = records(answer.get("errors"))
    return [
        number(error.get("resource_id")) or number(error.get("value"))
        for error in errors
        if string(error.get("title")) in GONE and error.get("resource_type", "tweet") == "tweet"
    ]
