"""Search on X: what is newer than an id, page by page. An id tells when its post was made."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from feeds.clock import Clock
from feeds.formats.wire import record, string
from feeds.web.api import Answer, Api
from feeds.web.pages import Params, pages
from feeds.x.rules import joined
from feeds.x.spend import Spend

PATH = "/2/tweets/search/recent"
QUERY_LENGTH = 512
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

    async def newer(self, parts: Sequence[str], since: int) -> AsyncGenerator[Answer | None, None]:
        """Pages of the posts that any of these terms finds and that are newer than an id.

        None says that something is waited for, and that there is more to come. Raises
        Unfilled where there is no end to it.
        """
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
