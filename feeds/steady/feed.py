"""Any live source, made into a feed that survives what happens to it.

    source ──stream────▶ ┐
           ──backfill──▶ ├─ each event once ─▶ put, with the position to resume at
           ──rounds────▶ ┘

A lost connection leaves a hole: from its last sign of life to the first of the next one.
While a hole is open no position is given, so that a program that dies within it asks for
all of it again. The hole is filled while the new connection already brings posts, and
then told as a gap: filled, or not.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta

from feeds.backoff import Backoff
from feeds.base import Batch, FeedError, FeedGone, FeedLost, Put, Round, Source, Trying, Unfilled
from feeds.clock import Clock
from feeds.post import Post
from feeds.said import said
from feeds.status import Status
from feeds.steady.health import Health
from feeds.steady.hole import Hole, confirm, joined, parted
from feeds.steady.patience import ANSWER_SECONDS, CONNECT_SECONDS, REFUSED_SECONDS, answered
from feeds.steady.seen import Seen
from feeds.steady.troubles import Troubles

TELL_SECONDS = 10.0
"""How often a feed without posts says how far it is."""


class Steady:
    """A live feed over one source; `feeds.base.LiveFeed` says how it is used."""

    def __init__(self, source: Source, *, seen: Seen, clock: Clock) -> None:
        self.name = source.name
        self._source = source
        self._manner = source.manner
        self._seen = seen
        self._clock = clock
        self._backoff = Backoff(self._manner.ladders)
        self._health = Health(self.name, sign_seconds=self._manner.deadline_seconds)
        self._checked: tuple[str, ...] = ()
        self._troubles = Troubles(clock)
        self._turn = asyncio.Lock()
        self._reached = asyncio.Event()
        self._hole: Hole | None = None
        self._position = self._swept = ""
        self._told: datetime | None = None
        self._begun = self._clock.now()

    @property
    def status(self) -> Status:
        """How the feed is now."""
        start = self._hole.start if self._hole and self._hole.end else None
        notes = (*self._checked, *self._troubles.notes(), *self._source.notes())
        return self._health.status(self._clock.now(), filling=start, notes=notes)

    async def check(self) -> Sequence[str]:
        """What its user should know of the platform, tried out once; FeedError where it fails."""
        async with self._source.opened(), self._clock.deadline(CONNECT_SECONDS):
            notes = await self._source.check()
            if isinstance(self._source, Trying):
                await self._source.reach()
            return notes

    def remember(self, posts: Iterable[Post]) -> None:
        """Take note of posts that the journal has; they may come again."""
        known = list(posts)
        self._seen.note(known)
        self._source.remember(known)

    def kept(self, position: str) -> None:
        """Tell a source that wants to know what the journal has."""
        confirm(self._source, position)

    async def follow(self, position: str, put: Put) -> None:
        """Hand on all that comes after a position; returns when the source is gone."""
        (since, self._position), self._begun = parted(position), self._clock.now()
        self._hole, self._swept = Hole(self._position, since), self._position
        self.kept(position)
        rounds = list(self._manner.rounds)
        if self._manner.sweep_seconds:
            rounds.append(Round(said("sweep: {why}"), self._manner.sweep_seconds, self._sweep))
        async with self._health.isolated(), self._source.opened(), asyncio.TaskGroup() as tasks:
            beside = [tasks.create_task(self._fill(put), name=f"{self.name}: fill")]
            for one in rounds:
                going = self._go_round(one, put)
                beside.append(tasks.create_task(going, name=f"{self.name}: {one.name}"))
            try:
                await self._stay_connected(put)
            finally:
                for task in beside:
                    task.cancel()

    async def _stay_connected(self, put: Put) -> None:
        """Connect anew whenever the connection is lost, until the source is gone."""
        while True:
            try:
                async with answered(self._clock, CONNECT_SECONDS):
                    self._checked = tuple(await self._source.check())
                async with aclosing(self._source.stream(self._position)) as stream:
                    await self._listen(stream, put)
            except FeedGone as gone:
                self._health.stopped(str(gone))
                return
            except FeedLost as lost:
                await self._pause(lost)

    async def _listen(self, stream: AsyncGenerator[Batch, None], put: Put) -> None:
        """Hand on what the stream brings, for as long as it gives signs of life."""
        first = await self._next(stream, CONNECT_SECONDS)
        self._stands()
        await self._hand_on(first, put, fresh=True)
        while True:
            batch = await self._next(stream, self._manner.deadline_seconds)
            self._backoff.reset()
            self._health.sign(self._clock.now())
            await self._hand_on(batch, put, fresh=True)

    async def _next(self, stream: AsyncGenerator[Batch, None], seconds: float) -> Batch:
        quiet = said("nothing came for {seconds} seconds", seconds=f"{seconds:g}")
        try:
            async with answered(self._clock, seconds, quiet):
                return await anext(stream)
        except StopAsyncIteration:
            raise FeedLost(said("the platform ended the connection")) from None

    def _stands(self) -> None:
        """Note that a connection stands; what lies between it and the last one can be filled."""
        now = self._clock.now()
        self._health.connected(now)
        if self._hole:
            self._hole.end = now
            self._reached.set()

    async def _pause(self, lost: FeedLost) -> None:
        """Wait as long as the trouble asks for, and keep in mind where the hole begins."""
        self._hole = self._hole or Hole(self._position, None)
        self._hole.open_anew(self._health.last_sign or self._begun)
        self._reached.clear()
        wait, chance = lost.wait_seconds, self._clock.chance()
        seconds = self._backoff.after(lost.trouble, at_least=wait, chance=chance)
        self._health.lost(str(lost), self._clock.now() + timedelta(seconds=seconds))
        await self._clock.sleep(seconds)

    async def _fill(self, put: Put) -> None:
        """Fill each hole once a connection stands again."""
        backoff = Backoff(self._manner.ladders)
        while True:
            await self._reached.wait()
            hole = self._hole
            if hole is None:
                self._reached.clear()
                continue
            end, upto, filled = hole.end, self._position, True
            try:
                await self._ask(self._source.backfill(hole.position), put)
                self._troubles.settle("hole")
            except FeedLost as lost:
                note = said("posts may be missing, asking again: {why}", why=lost)
                pause = backoff.after(lost.trouble, at_least=lost.wait_seconds)
                self._troubles.tell("hole", note, seconds=pause)
                await self._clock.sleep(pause)
                continue
            except (Unfilled, FeedGone) as gone:
                filled = False
                self._troubles.tell("hole", said("posts may be missing: {why}", why=gone))
            backoff.reset()
            if hole.end == end and end is not None:
                await self._close(hole, put, filled=filled)
            elif filled:
                hole.position = upto

    async def _close(self, hole: Hole, put: Put, *, filled: bool) -> None:
        """Tell of a hole that is dealt with; from here on positions are given again."""
        self._hole, self._told = None, None
        self._reached.clear()
        gap = hole.gap(filled=filled)
        await self._hand_on(Batch((gap,) if gap else ()), put, fresh=False, is_settled=True)

    async def _go_round(self, one: Round, put: Put) -> None:
        """Do one of the source's rounds, as often as it wants; a failure costs just that round."""
        pause = one.every_seconds
        while True:
            await self._clock.sleep(pause)
            pause = one.every_seconds
            if not self._health.is_connected:
                self._troubles.put_off(one.failing, pause)
                continue
            try:
                await self._ask(one.go(), put)
                self._troubles.settle(one.failing)
            except FeedError as error:
                refused = REFUSED_SECONDS if isinstance(error, FeedGone) else 0.0
                pause += getattr(error, "wait_seconds", refused)
                self._troubles.tell(one.failing, one.failing.format(why=error), seconds=pause)

    async def _sweep(self) -> AsyncGenerator[Batch, None]:
        """Ask again for what should have come since the last sweep."""
        asked, upto = self._swept, self._position
        try:
            async with aclosing(self._source.backfill(asked)) as batches:
                async for batch in batches:
                    yield batch
        except Unfilled:
            self._swept = upto
            raise
        self._swept = upto

    async def _ask(self, batches: AsyncGenerator[Batch, None], put: Put) -> None:
        async with aclosing(batches):
            while True:
                async with answered(self._clock, ANSWER_SECONDS):
                    batch = await anext(batches, None)
                if batch is None:
                    return
                await self._hand_on(batch, put, fresh=False)

    async def _hand_on(
        self, batch: Batch, put: Put, *, fresh: bool, is_settled: bool = False
    ) -> None:
        """Put what is new of a batch, with a position where nothing before it is missing.

        `fresh` is what the stream brought, in its order; only that has a position.
        """
        async with self._turn:
            now = self._clock.now()
            if fresh and batch.position is not None:
                self._position = batch.position
            batch = self._seen.unseen(batch, now, fresh=fresh)
            place = self._place(now, is_due=bool(batch.events)) if fresh or is_settled else None
            batch = replace(batch, position=place)
            self._health.count(batch, now, fresh=fresh)
            self._source.remember([event for event in batch.events if isinstance(event, Post)])
            if batch != Batch():
                await put(batch)

    def _place(self, now: datetime, *, is_due: bool) -> str | None:
        """The position to resume at; None while that would leave something out."""
        since = abs(now - self._told) if self._told else None  # a clock may be set back
        recently = since is not None and since < timedelta(seconds=TELL_SECONDS)
        if self._hole or (recently and not is_due):
            return None
        self._told = now
        return joined(now, self._position)
