"""X: the filtered stream of API v2, with search for what the stream left out.

https://docs.x.com/x-api/posts/filtered-stream. A position holds the newest post's id, and
the dollars spent, so that the cap holds over restarts. A blank line has one, too, since
searches and look-ups cost money while no post comes.
"""

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import orjson

from feeds.backoff import Trouble
from feeds.base import Batch, FeedError, FeedLost, Manner, Round, Source, Unfilled
from feeds.catalog import Given
from feeds.formats import x_v2
from feeds.formats.wire import Json, record, records, snowflake, string
from feeds.lines import Cutter
from feeds.post import Event, Kind, Post, Unreadable
from feeds.said import said
from feeds.settings import no_token, nothing_wanted
from feeds.web.api import AHEAD, Api
from feeds.x.fate import Fates
from feeds.x.options import LADDERS, REFUSALS, Options
from feeds.x.rules import RULE_LENGTH, Conversations, Rules, joined, terms
from feeds.x.search import SEARCHABLE, Search, earlier, id_at
from feeds.x.spend import Spend

STREAM = "/2/tweets/search/stream"
CONNECTIONS = "/2/connections/filtered_stream"
OVERLAP = timedelta(seconds=60)
SEARCHED_THREADS = 600
THREADS_AT_ONCE = 96
RULES_SECONDS = 40
"""X lets rules be changed 100 times in a quarter of an hour; the stream needs some of these."""

LONGEST_LINE = 1 << 22
SILENCE_SECONDS = 21.0
"""X sends a blank line every 20 seconds."""


def sources(given: Sequence[Given]) -> Sequence[Source]:
    """A source for each; a key has one connection, so that there is rarely more than one."""
    return [X(one) for one in given]


class X:
    """One connection to the filtered stream."""

    def __init__(self, given: Given) -> None:
        if not isinstance(given.settings, Options):
            raise TypeError("these are not the settings of X")
        self.name = given.name
        self._options = options = given.settings
        self._clock = clock = given.clock
        self._token = given.token
        self._api = Api("X", options.address, clock=clock, token=given.token, refusals=REFUSALS)
        wanted = given.wanted if options.follow_accounts else replace(given.wanted, accounts=())
        self._terms = terms(wanted)
        self._rules = Rules(self._api)
        room = options.most_rules - len(joined(self._terms, RULE_LENGTH))
        self._threads = Conversations(rules=room if options.follow_threads else 0)
        self._spend = Spend(
            cap=options.spend_cap_usd,
            post_price=options.price_post_usd,
            user_price=options.price_user_usd,
        )
        self._search = Search(self._api, self._spend, fields=options.fields, clock=clock)
        self._fates = Fates(self._api, self._spend, clock)
        self._before: list[Post] = []
        self._newest = 0
        self._opened = clock.now()
        every = options.look_again_every.total_seconds()
        rounds = (
            Round(said("deletions: {why}"), every, self._fates.go),
            Round(said("threads: {why}"), RULES_SECONDS, self._keep_up),
        )
        self.manner = Manner(SILENCE_SECONDS, LADDERS, sweep_seconds=300, rounds=rounds)

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        """Open to questions; at the end our rules are taken away."""
        self._opened = self._clock.now()
        async with self._api:
            try:
                yield
            finally:
                with suppress(FeedError, TimeoutError):
                    async with self._clock.deadline(10):
                        await self._rules.clear()

    async def check(self) -> Sequence[str]:
        """Whether the key works, and who else uses it."""
        if not self._token:
            raise no_token(self._options)
        if not self._terms:
            raise nothing_wanted()
        self._spend.check()
        others = await self._rules.read()
        note = said("rules of other programs on the same key: {number}", number=others)
        return [note] if others else []

    async def stream(self, position: str) -> AsyncGenerator[Batch, None]:
        """The frames of the filtered stream; blank lines are signs of life."""
        self._take_up(position)
        self._spend.check()
        await self._rules.ensure(joined(self._terms, RULE_LENGTH))
        cutter = Cutter(limit=LONGEST_LINE)
        try:
            async with self._api.stream(STREAM, params=self._options.fields) as chunks:
                yield Batch(position=self._position())
                async for chunk in chunks:
                    for line in cutter.cut(chunk):
                        yield self._read(line.data, line.fault)
                        self._spend.check()
                    if cutter.fault:
                        raise FeedLost(
                            said("a line is {what}", what=cutter.fault), trouble=Trouble.SERVER
                        )
        except FeedLost as lost:
            if lost.trouble is Trouble.CROWDED:
                await self._api.send("DELETE", CONNECTIONS, allow=(404,))
            raise

    async def backfill(self, position: str) -> AsyncGenerator[Batch, None]:
        """What search finds that is newer than a position: of the fair, and in its threads."""
        self._take_up(position)
        since = earlier(self._since(position), OVERLAP)
        oldest = id_at(self._clock.now() - SEARCHABLE)
        parts = [*self._terms, *self._threads.parts(newest=SEARCHED_THREADS)]
        newest = 0
        async for batch in self._search.newer(parts, max(since, oldest)):
            newest = max(newest, self._latest(batch.events))
            yield batch
        self._newest = max(self._newest, newest)
        if since < oldest:
            raise Unfilled(said("X gives nothing that is older than seven days"))
        if len(self._threads) > SEARCHED_THREADS:
            raise Unfilled(
                said("of the older threads, replies without the hashtag are not asked for")
            )

    async def _keep_up(self) -> AsyncGenerator[Batch, None]:
        """Follow new threads by rules, and ask for the replies that came before these held."""
        await self._rules.read()
        await self._rules.set(self._wanted_rules())
        if new := self._threads.newest(THREADS_AT_ONCE):
            since = id_at(self._clock.now() - self._options.look_back)
            async for batch in self._search.newer(new, since):
                yield batch
            self._threads.asked(new)

    def remember(self, posts: Iterable[Post]) -> None:
        """Follow the threads of these posts, and look after them."""
        for post in posts:
            if post.source == x_v2.SOURCE:
                for one in post.with_carried():
                    self._fates.add(one)
                if not self._spend.is_known:
                    self._before.append(post)
                if post.kind is not Kind.REPOST and post.conversation:
                    self._threads.add(post.conversation, is_new=bool(self._newest))

    def notes(self) -> Sequence[str]:
        """What was spent, which posts and threads are not followed any more, how the clock is."""
        dropped = self._threads.dropped
        note = said("old threads that are no longer followed: {number}", number=dropped)
        told = [*self._spend.notes(), *self._fates.notes()]
        return [*told, *([note] if dropped else []), *self._api.notes()]

    def kept(self, position: str) -> None:
        """Count dollars on from the first position; what the journal has beyond it cost more."""
        if self._spend.is_known:
            return
        newest, _, spent = position.partition(" ")
        reached = snowflake(newest) or 0
        self._spend.go_on(spent)
        for post in self._before:
            self._spend.recall(post, is_counted=(snowflake(post.id) or 0) <= reached)
        self._before.clear()

    def _wanted_rules(self) -> list[str]:
        return [*joined(self._terms, RULE_LENGTH), *self._threads.rules()]

    def _read(self, line: bytes, fault: str) -> Batch:
        """What a line of the stream holds."""
        if not line.strip() and not fault:
            return Batch(position=self._position())
        try:
            payload = {} if fault else record(orjson.loads(line))
        except orjson.JSONDecodeError:
            payload = {}
        if not payload:
            return Batch((Unreadable(0, fault or said("not a JSON object")),), raw=(line,))
        if "errors" in payload and "data" not in payload:
            raise _ended(payload)
        return self._take(payload, line)

    def _take(self, payload: Json, raw: bytes) -> Batch:
        """What a frame of the stream holds, billed."""
        self._spend.count(payload, self._clock.now())
        if not self._rules.brought(payload):
            return Batch(filtered=1)
        found = tuple(x_v2.events(payload)) if payload.get("data") else ()
        self._newest = max(self._newest, self._latest(found))
        raws = (raw, *(b"" for _ in found[1:])) if found else ()
        return Batch(found, position=self._position(), raw=raws)

    def _latest(self, events: Sequence[Event]) -> int:
        """The newest of the posts' ids; one that no post has yet counts as none."""
        ahead = id_at(self._api.now() + AHEAD)
        ids = (snowflake(one.id) or 0 for one in events if isinstance(one, Post))
        return max((ident for ident in ids if ident < ahead), default=0)

    def _position(self) -> str:
        return f"{self._newest} {self._spend}"

    def _take_up(self, position: str) -> None:
        """Go on from a position; at a first start, from a while ago."""
        if not self._newest:
            self._newest = self._since(position)

    def _since(self, position: str) -> int:
        """The id after which posts may be missing."""
        newest = snowflake(position.partition(" ")[0])
        return id_at(self._opened - self._options.look_back) if newest is None else newest


def _ended(payload: Json) -> FeedLost:
    """Why X ends the stream, in its own words: an operational reason, or a slow reader."""
    error = records(payload["errors"])[0] if records(payload["errors"]) else {}
    why = string(error.get("detail")) or string(error.get("title")) or said("X ends the stream")
    crowded = string(error.get("connection_issue")) == "TooManyConnections"
    operational = "disconnect" in string(error.get("title"))
    trouble = Trouble.CROWDED if crowded else Trouble.NETWORK if operational else Trouble.SERVER
    return FeedLost(why[:160], trouble=trouble)
