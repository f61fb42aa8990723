"""A fair that is recorded and not moderated: feeds to a recording, without board or journal."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial

from feeds.base import Batch, Confirming, LiveFeed
from feeds.latest import Latest
from feeds.post import Post
from moderator.core.board import Accounting
from moderator.intake.arrival import confirm
from moderator.intake.tally import Arrival, FeedStatus, Tally
from moderator.store.erasing import ErasingRecorder
from moderator.store.patient import PatientRecorder

QUEUE = 256
"""How many batches may wait to be recorded before the feeds have to wait."""

TOGETHER = 256
LINGER_SECONDS = 1.0
"""As many batches, or what comes in that time, are one frame: small frames pack badly."""

LEAVE_SECONDS = 10.0

MOST_KNOWN = 1 << 18
"""Posts that are remembered, so that one that comes again is told from a new one."""


class RecordedDay:
    """Live feeds on their way to a recording, and what came of them so far."""

    def __init__(
        self,
        feeds: Sequence[LiveFeed],
        recorder: ErasingRecorder,
        *,
        linger_seconds: float = LINGER_SECONDS,
    ) -> None:
        self._live = feeds
        self._confirming = {feed.name: feed for feed in feeds if isinstance(feed, Confirming)}
        self._recorder = recorder
        self._patient = PatientRecorder(recorder)
        self._linger_seconds = linger_seconds
        self._tally = Tally()
        self._known: dict[tuple[str, str], None] = Latest(MOST_KNOWN)
        self._queue: asyncio.Queue[Arrival | None] = asyncio.Queue(QUEUE)
        self._done = asyncio.Event()

    def feeds(self) -> Sequence[FeedStatus]:
        """How each feed is, and what came of it; then a disk that refused."""
        disk = [FeedStatus(status, Accounting()) for status in self._patient.disk.status()]
        return [*(self._tally.of(feed.status) for feed in self._live), *disk]

    async def until_done(self) -> None:
        """Return once all feeds have stopped, and what they gave is recorded."""
        await self._done.wait()

    async def run(self) -> None:
        """Record until all feeds have stopped; called off, what has arrived is still recorded."""
        reached = await asyncio.to_thread(self._recorder.cursors)
        self._remember(await asyncio.to_thread(self._recorder.posts))
        async with asyncio.TaskGroup() as tasks:
            writing = tasks.create_task(self._write(), name="record")
            erasing = tasks.create_task(self._recorder.keep_erased(), name="carry out deletions")
            try:
                async with asyncio.TaskGroup() as reading:
                    for feed in self._live:
                        following = feed.follow(
                            reached.get(feed.name, ""), partial(self._put, feed.name)
                        )
                        reading.create_task(following, name=f"read {feed.name}")
            finally:
                with suppress(TimeoutError):
                    await self._drained(writing)
                erasing.cancel()
        self._done.set()

    def _remember(self, posts: Sequence[Post]) -> None:
        """Let the feeds know what is recorded: its threads go on, and its deletions are told."""
        self._note(posts)
        for feed in self._live:
            feed.remember(posts)

    async def _put(self, feed: str, batch: Batch) -> None:
        await self._queue.put((feed, batch))

    async def _drained(self, writing: asyncio.Task[None]) -> None:
        """Return once all that has arrived is recorded, or its writing has failed."""
        async with asyncio.timeout(LEAVE_SECONDS):
            if not writing.done():
                await self._queue.put(None)
                await asyncio.wait([writing])

    async def _write(self) -> None:
        going = True
        while going:
            arrived, going = await self._together()
            self._count(arrived)
            await self._patient.append(arrived)
            confirm(arrived, self._confirming)

    async def _together(self) -> tuple[list[Arrival], bool]:
        """What arrives within a moment, once something does; and whether more may come."""
        arrived = list[Arrival]()
        with suppress(TimeoutError):
            async with asyncio.timeout(None) as moment:
                while len(arrived) < TOGETHER:
                    arrival = await self._queue.get()
                    if arrival is None:
                        return arrived, False
                    if not arrived:
                        end = asyncio.get_running_loop().time() + self._linger_seconds
                        moment.reschedule(end)
                    arrived.append(arrival)
        return arrived, True

    def _count(self, arrived: Sequence[Arrival]) -> None:
        self._tally.count(arrived, lambda post: (post.source, post.canonical_id) in self._known)
        events = (event for _, batch in arrived for event in batch.events)
        self._note(event for event in events if isinstance(event, Post))

    def _note(self, posts: Iterable[Post]) -> None:
        for post in posts:
            self._known[post.source, post.canonical_id] = None
