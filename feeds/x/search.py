"""Search on X: what is newer than an id, page by page. An id tells when its post was made."""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import orjson

from feeds.base import Batch, FeedError
from feeds.clock import Clock
from feeds.formats import x_v2
from feeds.formats.wire import Json, number, record, snowflake, string
from feeds.web.api import Answer, Api
from feeds.web.pages import Params, pages
from feeds.x.rules import joined
from feeds.x.spend import Spend

PATH = "/2/tweets/search/recent"
QUERY_LENGTH = 512
PER_PAGE = 100
HELD = 2000
"""As many posts are held, to be given oldest first: some megabytes."""

SEARCHABLE = timedelta(days=7) - timedelta(minutes=5)
"""How far back search goes, with room for a clock that is wrong."""

EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""When the clock of X's ids began."""


def id_at(moment: datetime) -> int:
    """The lowest id that a post of that moment can have."""
    return max(int((moment - EPOCH) / timedelta(milliseconds=1)), 0) << 22


def earlier(ident: int, by: timedelta) -> int:
    """The id of that much before."""
    return max(ident - (int(by / timedelta(milliseconds=1)) << 22), 0)


class Search:
    """Asks for posts, within the platform's limits and the moderator's money."""

    def __init__(self, api: Api, spend: Spend, *, fields: Mapping[str, str], clock: Clock) -> None:
        self._api = api
        self._spend = spend
        self._fields = fields
        self._clock = clock

    async def newer(self, parts: Sequence[str], since: int) -> AsyncGenerator[Batch, None]:
        """The posts that any of these terms finds and that are newer than an id, oldest first.

        X gives the newest first: they are held until all are there; of very many, a part at a
        time. An empty batch says that there is more to come. Raises Unfilled where there is no
        end to it; what was held then, or where X refuses, is given before.
        """
        held: list[Json] = []
        ended: FeedError | None = None
        try:
            async for answer in self._answers(parts, since):
                if answer:
                    self._spend.count(answer.json, self._clock.now())
                    held += x_v2.frames(answer.json)
                yield Batch()
                if len(held) >= HELD:
                    for batch in _oldest_first(held):
                        yield batch
                    held = []
        except FeedError as error:
            ended = error
        for batch in _oldest_first(held):
            yield batch
        if ended:
            raise ended

    async def _answers(
        self, parts: Sequence[str], since: int
    ) -> AsyncGenerator[Answer | None, None]:
        """Pages; None among them while something is waited for."""
        for query in joined(parts, QUERY_LENGTH):
            params = {"query": query, "since_id": str(since), **self._fields}
            async for answer in pages(self._page, params, partial(_further, params), self._clock):
                yield answer

    async def _page(self, params: Params) -> Answer:
        self._spend.check()
        most = {"max_results": str(self._spend.page())}
        return await self._api.get(PATH, params={**params, **most})


def _further(params: Params, answer: Answer) -> Params | None:
    """How the page after this one is asked for."""
    token = string(record(answer.json.get("meta")).get("next_token"))
    return {**params, "next_token": token} if token else None


def _oldest_first(held: Sequence[Json]) -> Iterator[Batch]:
    """Posts in batches, by their ids; each with its own payload."""
    frames = sorted(held, key=_ident)
    for start in range(0, len(frames), PER_PAGE):
        some = frames[start : start + PER_PAGE]
        events = [event for frame in some for event in x_v2.events(frame)]
        yield Batch(tuple(events), raw=tuple(map(orjson.dumps, some)))


def _ident(frame: Json) -> int:
    return snowflake(number(frame["data"].get("id"))) or 0
