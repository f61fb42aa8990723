"""Search on X: what is newer than an id, page by page. An id tells when its post was made."""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from feeds.api import Answer, Api
from feeds.backoff import Trouble
from feeds.base import FeedLost
from feeds.clock import Clock
from feeds.formats.wire import record, string
from feeds.x_rules import joined
from feeds.x_spend import Spend

PATH = "/2/tweets/search/recent"
QUERY_LENGTH = 512
SEARCHABLE = timedelta(days=7) - timedelta(minutes=5)
"""How far back search goes, with room for a clock that is wrong."""

EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""When the clock of X's ids began."""

A_WHILE = 60.0
PAGES = 500
"""More than any gap of a fair needs; an answer that never ends is none."""


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

        None says that a limit is being waited for, and that there is more to come.
        """
        for query in joined(parts, QUERY_LENGTH):
            token = ""
            for _ in range(PAGES):
                answer: Answer | None = None
                async for answer in self._page(query, since, token):
                    yield answer
                token = string(record(answer.json.get("meta")).get("next_token")) if answer else ""
                if not token:
                    break

    async def _page(
        self, query: str, since: int, token: str
    ) -> AsyncGenerator[Answer | None, None]:
        """One page, and before it None for each while that a limit is waited for."""
        params = {
            "query": query,
            "since_id": str(since),
            **self._fields,
            **({"next_token": token} if token else {}),
        }
        while True:
            self._spend.check()
            try:
                more = {"max_results": str(self._spend.page())}
                yield await self._api.get(PATH, params=params | more)
            except FeedLost as lost:
                for seconds in _pauses(lost):
                    await self._clock.sleep(seconds)
                    yield None
            else:
                return


def _pauses(lost: FeedLost) -> Iterator[float]:
    """A limit's time, a while at a time; every other trouble is the asker's."""
    if lost.trouble is not Trouble.LIMITED:
        raise lost
    left = max(lost.wait_seconds, 1.0)
    while left > 0:
        yield min(left, A_WHILE)
        left -= A_WHILE
