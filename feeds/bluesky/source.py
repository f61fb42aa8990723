"""Bluesky: all posts of the network by Jetstream; those of the fair are picked out here.

https://github.com/bluesky-social/jetstream. A position is a time in microseconds, by
the server's clock. It holds on every server, with some seconds of rewind, so that the
next one takes over where one fails. A server that no longer has what came after it begins
later without a word: that is seen by the first frame's time.
"""

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from datetime import datetime, timedelta
from typing import Literal

from feeds.backoff import Ladder, Trouble
from feeds.base import (
    BadPost,
    Batch,
    FeedError,
    FeedGone,
    FeedLost,
    Manner,
    Round,
    Source,
    Unfilled,
)
from feeds.bluesky.fair import Belonging
from feeds.bluesky.flow import Flow, micros, moment, span
from feeds.bluesky.jetstream import Jetstream
from feeds.bluesky.people import People
from feeds.bluesky.search import found_between
from feeds.bluesky.wire import JetstreamEvent
from feeds.catalog import Given
from feeds.formats import bluesky
from feeds.post import Deleted, Post, Unreadable
from feeds.said import said
from feeds.settings import Settings, nothing_wanted
from feeds.values import Duration, SocketAddresses, Text, WebAddress
from feeds.web.api import Api

HOSTS = (
    "wss://jetstream2.us-east.bsky.network",
    "wss://jetstream1.us-east.bsky.network",
    "wss://jetstream2.us-west.bsky.network",
    "wss://jetstream1.us-west.bsky.network",
)
LADDERS = {
    Trouble.NETWORK: Ladder(first=0.5, most=30),
    Trouble.SERVER: Ladder(first=2, most=120),
    Trouble.LIMITED: Ladder(first=30, most=300),
}
REWIND = timedelta(seconds=10)
CLAMPED = timedelta(seconds=60)
"""As much later than asked for, the first frame tells that the server had no more."""

IDLE_SECONDS = 0.5
NAMED = 4
"""So many of the accounts that are not there are named."""

GONE = ("deleted", "deactivated", "suspended", "takendown")


class Options(Settings):
    """[feeds.bluesky]: which servers, which wire, and what belongs to the fair."""

    servers: SocketAddresses = HOSTS
    wire: Literal["auto", "v1", "v2"] = "auto"
    packed: Text = "yes"
    view: WebAddress = "https://public.api.bsky.app"
    follow_threads: bool = True
    follow_accounts: bool = True
    look_back: Duration = timedelta(hours=1)


def sources(given: Sequence[Given]) -> Sequence[Source]:
    """A source for each."""
    return [Bluesky(one) for one in given]


class Bluesky:
    """One connection to Jetstream, and questions to the network's public view."""

    def __init__(self, given: Given) -> None:
        if not isinstance(given.settings, Options):
            raise TypeError("these are not the settings of Bluesky")
        self.name = given.name
        self._options = options = given.settings
        self._clock = given.clock
        self._tags = given.wanted.hashtags
        self._handles = [one for one in given.wanted.accounts if "." in one and "@" not in one]
        self._api = Api("Bluesky", options.view, clock=given.clock, token=given.token)
        self._jetstream = Jetstream(
            options.servers, wire=options.wire, packed=options.packed, clock=given.clock
        )
        self._people = People(self._api, given.clock)
        self._fair = Belonging(self._tags)
        self._missed: tuple[datetime, datetime] | None = None
        self._micros = self._begun = 0
        self._opened = self._clock.now()
        self._unfollowed = ""
        self._absent: list[str] = []
        self.manner = Manner(
            30, LADDERS, rounds=[Round(said("accounts: {why}"), 60, self._look_for_accounts)]
        )

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Its questions share one client."""
        self._opened = self._clock.now()
        return self._api

    async def check(self) -> Sequence[str]:
        """Which of the fair's accounts there are."""
        if not self._tags:
            raise nothing_wanted()
        if not self._options.follow_accounts or not self._handles:
            return []
        await self._find_accounts()
        return [_lacking(self._absent)] if self._absent else []

    async def reach(self) -> None:
        """Find a server of Jetstream that answers: to ask for accounts tells nothing of it."""
        await self._jetstream.reach()

    async def _find_accounts(self) -> None:
        try:
            found = await self._people.dids(self._handles)
            self._fair.accounts, self._unfollowed = set(found), ""
            there = found.values()
            self._absent = [one for one in self._handles if one.casefold() not in there]
        except (FeedError, TimeoutError) as error:
            self._unfollowed = str(error) or said(
                "{platform} does not answer", platform=self._options.view
            )

    async def _look_for_accounts(self) -> AsyncGenerator[Batch, None]:
        """Ask for the fair's accounts again, where they could not be had."""
        if self._unfollowed:
            await self._find_accounts()
        yield Batch()

    async def stream(self, position: str) -> AsyncGenerator[Batch, None]:
        """What belongs to the fair, of all that comes."""
        self._begun = int(position) if position.isdecimal() else micros(self._first())
        self._micros = self._begun
        asked = self._micros - span(REWIND)
        flow = Flow(self._clock.now())
        async with aclosing(self._jetstream.frames(asked, idle_seconds=IDLE_SECONDS)) as frames:
            async for frame in frames:
                if isinstance(frame, BadPost):
                    flow.add(Unreadable(0, str(frame)), b"")
                elif frame is not None:
                    self._take(*frame, asked=asked, flow=flow)
                authors = len(self._people.unknown(flow.authors))
                if flow.is_due(self._clock.now(), authors=authors):
                    posts = await self._people.named(flow.posts)
                    yield flow.taken(posts, position=str(self._micros), now=self._clock.now())

    def _take(self, event: JetstreamEvent, raw: bytes, *, asked: int, flow: Flow) -> None:
        """Pick out what concerns the fair."""
        if event.micros:
            self._reach(event.micros, asked=asked, flow=flow)
        if event.is_post and self._fair.is_ours(event):
            for found in bluesky.events(event.payload):
                flow.add(found, raw)
                if isinstance(found, Post):
                    self.remember([found])
        elif event.kind == "account" and self._is_gone(event):
            for uri in self._fair.posts_of(event.did):
                flow.add(Deleted(uri, bluesky.SOURCE, event.at), raw)
            self._fair.forget(event.did)
        else:
            flow.filtered += 1
            if event.kind == "identity":
                self._people.forget(event.did)

    def _reach(self, micros: int, *, asked: int, flow: Flow) -> None:
        """Note how far the server is; the first frame that tells shows whether it lacks some."""
        if not flow.has_begun:
            self._begun = min(self._begun, micros)
            if micros > asked + span(CLAMPED):
                self._missed = (moment(asked), moment(micros))
        flow.has_begun = True
        self._micros = max(self._begun, micros)

    def _is_gone(self, event: JetstreamEvent) -> bool:
        """Whether an account that has a part in the fair was taken away, or hides itself."""
        is_off = event.body.get("active") is False and event.body.get("status") in GONE
        return is_off and self._fair.knows(event.did)

    async def backfill(self, position: str) -> AsyncGenerator[Batch, None]:
        """What the servers no longer had, as far as search has it; the rest they replay.

        It is missed by whoever asks from before it, however often: until that gap is told.
        """
        since = int(position) if position.isdecimal() else 0
        if self._missed is None or since >= micros(self._missed[1]):
            return
        start, end = self._missed
        try:
            async for found in found_between(self._api, self._tags, start, end, clock=self._clock):
                yield Batch(tuple(found))
        except (FeedLost, FeedGone) as error:
            raise Unfilled(
                said("Jetstream no longer had it, and search: {why}", why=error)
            ) from error
        raise Unfilled(said("Jetstream no longer had it; search gave what has the hashtag"))

    def remember(self, posts: Iterable[Post]) -> None:
        """Take note of what belongs to the fair."""
        ours = [post for post in posts if post.source == bluesky.SOURCE]
        self._fair.add(ours, with_threads=self._options.follow_threads)

    def notes(self) -> Sequence[str]:
        """Which server it is, whether accounts are not followed, and how the clock is."""
        lacking = said("the fair's accounts are not followed: {why}", why=self._unfollowed)
        notes = [*filter(None, [self._jetstream.told]), *([lacking] if self._unfollowed else [])]
        return [*notes, *self._api.notes()]

    def _first(self) -> datetime:
        return self._opened - self._options.look_back


def _lacking(absent: Sequence[str]) -> str:
    """Which of the fair's accounts there are not, as a few names and a number."""
    names = ", ".join(absent[:NAMED])
    if more := len(absent[NAMED:]):
        return said(
            "accounts of the fair that are not on Bluesky: {names} and {number} more",
            names=names,
            number=more,
        )
    return said("accounts of the fair that are not on Bluesky: {names}", names=names)
