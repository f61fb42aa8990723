"""Posts on Mastodon that were changed or deleted while nobody listened: looked up again."""

from collections.abc import AsyncGenerator
from itertools import islice

import orjson

from feeds.base import Batch
from feeds.clock import Clock
from feeds.formats import mastodon
from feeds.formats.wire import number, records
from feeds.latest import Latest
from feeds.mastodon.ids import Ids
from feeds.mastodon.server import GONE
from feeds.post import Deleted, Post
from feeds.web.api import Api

PATH = "/api/v1/statuses"
PER_CALL = 20
MOST = 1000
"""The newest posts; to look all of them up would take more than a server allows."""


class Fates:
    """A poller for deletions and edits: one server's posts, by its own ids, looked up again."""

    def __init__(self, api: Api, ids: Ids, server: str, clock: Clock) -> None:
        self._api = api
        self._ids = ids
        self._server = server
        self._clock = clock
        self._posts: dict[str, bool] = Latest(MOST)

    def add(self, native: str, *, is_ours: bool) -> None:
        """Look after a post from now on; of too many, the oldest are let go.

        Of one that merely came with another, and is not `ours`, just its deletion is told.
        """
        self._posts[native] = is_ours or self._posts.get(native, False)

    async def go(self) -> AsyncGenerator[Batch, None]:
        """Look all of them up once: as they are now, and which are gone.

        A server older than 4.3 cannot be asked for several; then nothing is.
        """
        ids = iter(list(self._posts))
        while some := list(islice(ids, PER_CALL)):
            answer = await self._api.get(PATH, params={"id[]": some}, allow=GONE)
            if answer.status in GONE:
                return
            found = records(answer.body)
            known = {number(status.get("id")): status for status in found}
            for native, status in known.items():
                if self._posts.get(native):
                    yield self._as_it_is(orjson.dumps(status))
            for native in some:
                if native not in known and await self._is_gone(native):
                    self._posts.pop(native, None)
                    ident = self._ids.canonical(self._server, native)
                    yield Batch((Deleted(ident, mastodon.SOURCE, self._clock.now()),))

    def _as_it_is(self, raw: bytes) -> Batch:
        """A post as it is now; nothing of one that is private by now, or cannot be read."""
        posts = [one for one in mastodon.events(orjson.loads(raw)) if isinstance(one, Post)]
        taken = tuple(self._ids.take(self._server, post) for post in posts)
        return Batch(taken, raw=(raw,) if taken else ())

    async def _is_gone(self, native: str) -> bool:
        """Whether the server says of this post alone that it is not there."""
        answer = await self._api.get(f"{PATH}/{native}", allow=GONE)
        return answer.status in GONE
