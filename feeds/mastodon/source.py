"""Mastodon: the streams of hashtags, over WebSocket or SSE; without a token, their timelines.

https://docs.joinmastodon.org/methods/streaming. A server has what its members follow, so
that several servers see more: each is a feed of its own, and together they know which
posts are one. There is no cursor: what a stream left out is asked for by the timelines,
upward from an id. A position is that of the newest post, and of where accounts were left.
"""

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import replace
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

import orjson

from feeds.backoff import Trouble
from feeds.base import Batch, FeedError, FeedGone, FeedLost, Manner, Round, Source, Unfilled
from feeds.catalog import Given
from feeds.formats import mastodon
from feeds.formats.wire import Json, number, records
from feeds.mastodon.fate import Fates
from feeds.mastodon.ids import Ids
from feeds.mastodon.pages import Accounts, earlier, id_at, later, newer, tag_path
from feeds.mastodon.server import GONE, LADDERS, REFUSALS, Offer, offer_of
from feeds.mastodon.streams import UNREADABLE, Stream, sse, update, websocket
from feeds.mastodon.threads import Threads, context
from feeds.post import Deleted, Post, Unreadable
from feeds.said import said
from feeds.settings import Settings, nothing_wanted
from feeds.values import Duration, Server, Text
from feeds.web.api import Api

OVERLAP = timedelta(minutes=10)
"""A post that reaches a server late gets an id of when it was written."""

POLL_SECONDS = 20.0
THREADS_AT_ONCE = 20


class Options(Settings):
    """[feeds.mastodon]: which server, how it is listened to, and what else is asked for."""

    token_env: Text = "MASTODON_TOKEN"  # noqa: S105 - its name
    server: Server = ""
    transport: Literal["websocket", "sse"] = "websocket"
    follow_threads: bool = True
    follow_accounts: bool = True
    look_back: Duration = timedelta(hours=1)


def sources(given: Sequence[Given]) -> Sequence[Source]:
    """The servers' sources. An SSE stream has one hashtag, so that each needs a source."""
    found, ids = list[Source](), Ids()
    for one in given:
        options = one.settings
        if not isinstance(options, Options):
            raise TypeError("these are not the settings of Mastodon")
        tags = tuple(one.wanted.hashtags)
        if options.transport == "websocket" or not one.token or len(tags) < 2:
            found.append(Mastodon(one, options, ids=ids, name=one.name, tags=tags))
        else:
            found += [
                Mastodon(one, options, ids=ids, name=f"{one.name} #{tag}", tags=(tag,))
                for tag in tags
            ]
    return found


class Mastodon:
    """One server."""

    def __init__(
        self, given: Given, options: Options, *, ids: Ids, name: str, tags: tuple[str, ...]
    ) -> None:
        self.name = name
        self._options = options
        self._clock = given.clock
        self._token = given.token
        self._tags = tags
        self._host = urlsplit(options.server).netloc
        self._api = Api(
            self._host, options.server, clock=given.clock, token=given.token, refusals=REFUSALS
        )
        wanted = given.wanted.accounts if options.follow_accounts else ()
        self._accounts = Accounts(self._api, self._host, wanted, given.clock)
        self._ids = ids
        self._threads = Threads()
        self._offer: Offer | None = None
        self._newest = self._no_above = ""
        self._opened = given.clock.now()
        self._fates = Fates(self._api, ids, self._host, given.clock)
        rounds = [Round(said("deletions: {why}"), 900, self._fates.go)]
        if options.follow_threads:
            rounds.append(Round(said("threads: {why}"), 30, self._look_into_threads))
        if len(self._accounts):
            every = max(60.0, 2.0 * len(self._accounts))
            rounds.append(Round(said("accounts: {why}"), every, self._ask_accounts))
        self.manner = Manner(60, LADDERS, sweep_seconds=300, rounds=rounds)

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Its questions share one client."""
        self._opened = self._clock.now()
        return self._api

    async def check(self) -> Sequence[str]:
        """What the server shows to us, and does not."""
        if not self._options.server:
            raise FeedGone(said("no server: set server of this feed, such as social.example"))
        if not self._tags:
            raise nothing_wanted()
        has_token, has_accounts = bool(self._token), len(self._accounts) > 0
        self._offer = await offer_of(
            self._api, self._options.server, has_token=has_token, has_accounts=has_accounts
        )
        return self._offer.notes

    async def stream(self, position: str) -> AsyncGenerator[Batch, None]:
        """What the streams of the hashtags bring, and signs of life."""
        self._newest = self._newest or position.partition(" ")[0] or self._first()
        if not self._token:
            stream = self._poll()
        elif self._options.transport == "sse":
            stream = sse(self._api, self._streaming, self._tags[0])
        else:
            stream = websocket(
                self._streaming, self._tags, api=self._api, token=self._token, clock=self._clock
            )
        async with aclosing(stream) as payloads:
            async for payload in payloads:
                yield await self._taken(payload) if payload else Batch(position=self._position)

    async def backfill(self, position: str) -> AsyncGenerator[Batch, None]:
        """What the timelines of the hashtags and accounts have after a position."""
        newest, _, left = position.partition(" ")
        since = earlier(newest, OVERLAP) if newest else self._first()
        for tag in self._tags:
            async for status in newer(self._api, tag_path(tag), since, self._clock):
                yield await self._taken(update(status)) if status else Batch()
        async for status in self._accounts.posts(left or since):
            yield await self._taken(update(status)) if status else Batch()
        self._accounts.check()

    async def _poll(self) -> Stream:
        """The timelines, asked again and again; for who has no token."""
        while True:
            yield None
            await self._clock.sleep(POLL_SECONDS)
            since = earlier(self._newest, OVERLAP)
            try:
                for tag in self._tags:
                    async for status in newer(self._api, tag_path(tag), since, self._clock):
                        yield update(status) if status else None
            except Unfilled as endless:
                raise FeedLost(str(endless), trouble=Trouble.SERVER) from endless

    async def _ask_accounts(self) -> AsyncGenerator[Batch, None]:
        """What the accounts of the fair posted of late, with the hashtag or without."""
        since = earlier(self._newest, OVERLAP)
        async for status in self._accounts.posts(since):
            yield await self._taken(update(status)) if status else Batch()

    async def _look_into_threads(self) -> AsyncGenerator[Batch, None]:
        """The replies in threads that are due, hashtag or not."""
        for ident in self._threads.due(self._clock.now(), THREADS_AT_ONCE):
            answer = await context(self._api, ident, self._threads, self._clock.now())
            if answer is None:
                yield Batch()
                continue
            above = records(answer.json.get("ancestors"))
            root = number(above[0].get("id")) if above else ident
            is_coming = "mastodon-async-refresh" in answer.headers
            self._threads.rooted(ident, root)
            self._threads.looked(root, self._clock.now(), again_soon=is_coming)
            found = list(mastodon.thread(answer.json))
            for post, _ in found:
                self._threads.rooted(post.id, root)
            yield self._placed(found)

    def remember(self, posts: Iterable[Post]) -> None:
        """Learn the ids of these posts, and follow their threads."""
        now = self._clock.now()
        for post in posts:
            if post.source == mastodon.SOURCE:
                self._ids.recall([post])
                for one in post.with_carried():
                    native = self._ids.native(self._host, one.id)
                    if native and not one.repost_of:
                        self._fates.add(native, is_ours=one is post)
                        if one is post:
                            self._threads.note(native, now, at=post.at)

    def notes(self) -> Sequence[str]:
        """How the threads are, what cannot be had, and how the clock is."""
        threads = self._threads.notes(self._clock.now())
        lacking = [*self._accounts.notes(), *filter(None, [self._no_above])]
        return [*threads, *lacking, *self._api.notes()]

    async def _taken(self, payload: Json) -> Batch:
        """What an event of a stream says, with the post that it replies to."""
        if payload is UNREADABLE:
            return Batch((Unreadable(0, said("not an event of a stream")),))
        raw, found = orjson.dumps(payload), list(mastodon.events(payload))
        event = found[0]
        if isinstance(event, Deleted):
            return self._deleted(event, raw)
        if not isinstance(event, Post):
            return Batch(tuple(found), raw=(raw,))
        if payload["event"] == "update":
            self._newest = later(self._newest, event.id, now=self._api.now())
        above = await self._above(event)
        return replace(self._placed([*above, (event, payload)]), position=self._position)

    def _deleted(self, event: Deleted, raw: bytes) -> Batch:
        """The deletion of a post that came by; streams tell of all others, too."""
        if not self._ids.knows(self._host, event.id):
            return Batch(filtered=1)
        gone = replace(event, id=self._ids.canonical(self._host, event.id), at=self._clock.now())
        return Batch((gone,), raw=(raw,))

    def _placed(self, found: Sequence[tuple[Post, Json]]) -> Batch:
        """Posts under the ids that they have for all servers, each with its own payload."""
        posts = tuple(self._ids.take(self._host, post) for post, _ in found)
        return Batch(posts, raw=tuple(orjson.dumps(payload) for _, payload in found))

    async def _above(self, post: Post) -> list[tuple[Post, Json]]:
        """The post that this one replies to, where it never came by."""
        parent = post.in_reply_to
        if not parent or self._ids.knows(self._host, parent):
            return []
        try:
            answer = await self._api.get(f"/api/v1/statuses/{parent}", allow=GONE)
        except FeedError as error:
            self._no_above = said("posts that replies answer cannot be had: {why}", why=error)
            return []
        self._no_above = ""
        found = mastodon.events(answer.json)
        return [(one, answer.json) for one in found if isinstance(one, Post)]

    @property
    def _position(self) -> str:
        return f"{self._newest} {self._accounts.left}".rstrip()

    @property
    def _streaming(self) -> str:
        return self._offer.streaming if self._offer else self._options.server

    def _first(self) -> str:
        return id_at(self._opened - self._options.look_back)
