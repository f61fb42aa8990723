"""Mastodon's timelines, page by page, upward from an id."""

import re
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import parse_qs, quote, urlsplit

from feeds.backoff import Trouble
from feeds.base import FeedError, FeedGone, FeedLost, Unfilled
from feeds.clock import Clock
from feeds.formats.wire import Json, number, records, snowflake, string
from feeds.mastodon.server import GONE
from feeds.said import said
from feeds.web.api import AHEAD, Answer, Api
from feeds.web.pages import Params, pages

PER_PAGE = 40
LOOKUP = "/api/v1/accounts/lookup"

PREVIOUS = re.compile(r'<([^<>]+)>\s*;\s*rel="prev"')


def id_at(moment: datetime) -> str:
    """The lowest id that a post of that moment can have."""
    return str(max(int(moment.timestamp() * 1000), 0) << 16)


def earlier(ident: str, by: timedelta) -> str:
    """The id of that much before. Servers of other kinds have ids that tell no time."""
    found = snowflake(ident)
    if found is None:
        return ident
    return str(max(found - (int(by / timedelta(milliseconds=1)) << 16), 0))


def later(one: str, other: str, *, now: datetime) -> str:
    """The newer of two ids, unless it is the other and of a time that has yet to come.

    The newer one is the longer one or, of equal length, the one that sorts last.
    """
    found = snowflake(other)
    is_ahead = found is None or found > int(id_at(now + AHEAD))
    if is_ahead and other.isdecimal():
        return one
    return max(one, other, key=_age)


def _age(ident: str) -> tuple[int, str]:
    return len(ident), ident


def tag_path(tag: str) -> str:
    """Where the timeline of a hashtag is."""
    return f"/api/v1/timelines/tag/{quote(tag, safe='')}"


class Accounts:
    """The accounts of the fair that a server knows; those of other platforms are left out.

    One that cannot be had keeps no other back: `notes` tells of it. It is asked later from
    where it was when that began.
    """

    def __init__(self, api: Api, server: str, handles: Sequence[str], clock: Clock) -> None:
        self._api = api
        self._server = server
        self._clock = clock
        self._handles = [handle for handle in handles if "@" in handle]
        self._numbers: dict[str, str] = {}
        self._lacking: dict[str, FeedError] = {}
        self._left: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._handles)

    async def posts(self, since: str) -> AsyncGenerator[Json | None, None]:
        """What these accounts posted after an id; None says that something is waited for."""
        for handle in self._handles:
            after = min(since, self._left.get(handle, since), key=_age)
            try:
                if path := await self._path(handle):
                    async for status in newer(self._api, path, after, self._clock):
                        yield status
            except FeedGone as refusal:
                self._numbers.pop(handle, None)
                self._lacks(handle, after, refusal)
            except FeedLost as lost:
                if lost.trouble is not Trouble.SERVER:
                    raise
                self._lacks(handle, after, lost)
            else:
                self._lacking.pop(handle, None)
                self._left.pop(handle, None)

    def _lacks(self, handle: str, after: str, why: FeedError) -> None:
        self._lacking[handle], self._left[handle] = why, after

    @property
    def left(self) -> str:
        """After which id to ask all of them again, so that none lacks a post; empty for none."""
        return min(self._left.values(), key=_age, default="")

    def check(self) -> None:
        """Raises Unfilled while the server fails at some of them: these are asked again."""
        if any(isinstance(why, FeedLost) for why in self._lacking.values()):
            raise Unfilled(said("accounts of the fair could not be asked; they are asked later"))

    def notes(self) -> list[str]:
        """How many of them cannot be asked for, and why."""
        if not self._lacking:
            return []
        *_, why = self._lacking.values()
        return [
            said(
                "accounts of the fair that cannot be followed: {number}; {why}",
                number=len(self._lacking),
                why=why,
            )
        ]

    async def _path(self, handle: str) -> str:
        """Where the posts of an account are; empty for one that the server does not know yet."""
        if handle not in self._numbers:
            local = handle.removesuffix(f"@{self._server}")
            answer = await self._api.get(LOOKUP, params={"acct": local}, allow=GONE)
            if ident := number(answer.json.get("id")):
                self._numbers[handle] = ident
        ident = self._numbers.get(handle, "")
        return f"/api/v1/accounts/{ident}/statuses" if ident else ""


async def newer(api: Api, path: str, since: str, clock: Clock) -> AsyncGenerator[Json | None, None]:
    """The statuses of a timeline after an id, from old to new by page.

    None says that something is waited for. Raises Unfilled where there is no end to it.
    """
    ask = partial(_page, api, path)
    async for answer in pages(ask, _above(since), _upward, clock):
        if answer is None:
            yield None
            continue
        for status in reversed(records(answer.body)):
            yield status


async def _page(api: Api, path: str, params: Params) -> Answer:
    return await api.get(path, params=params)


def _above(ident: str) -> Params:
    return {"min_id": ident, "limit": str(PER_PAGE)}


def _upward(answer: Answer) -> Params | None:
    """How the page above is asked for, as the Link header tells; None where this is the last.

    Only the id is taken: where the next request goes is ours to say.
    """
    found = PREVIOUS.search(string(answer.headers.get("link")))
    if found is None or not records(answer.body):
        return None
    ident = number(parse_qs(urlsplit(found[1]).query).get("min_id", [""])[0])
    return _above(ident) if ident else None
