"""The async shell around the engine: posts in, verdicts back, and no policy.

    feed ──read──▶ queue ──write──▶ engine ──readings──▶ judge ──verdicts──▶ engine

`_record` is the one door to the engine: it appends facts and their changes to
the journal in one transaction, without an await between, so that nobody sees a
change before it is kept. The queue and the backlog of readings are bounded; a
feed waits when they are full.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from feeds.base import Feed
from feeds.post import Deleted, Event, Gap, Ignored, Post, Unreadable
from moderator.classify.protocol import Classifier
from moderator.classify.stage import judge
from moderator.core.engine import Engine
from moderator.core.facts import Change, Fact, PostDeleted, PostSeen
from moderator.progress import Progress
from moderator.store.journal import Cursor, Journal
from moderator.tally import Tally

BATCH = 64
"""How many events, and how many readings, are taken at a time."""

BACKLOG = 512
"""How many posts may wait for a verdict before the feed has to wait for them."""


class Pipeline:
    """Feeds one engine, has its posts judged, and keeps its journal."""

    def __init__(self, engine: Engine, classifier: Classifier, journal: Journal) -> None:
        self.engine = engine
        self.tally = Tally(journal.tally())
        self._classifier = classifier
        self._journal = journal
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue(BATCH)
        self._to_judge = asyncio.Event()
        self._judged = asyncio.Event()
        self._written = False
        self._done = asyncio.Event()

    async def run(self, feed: Feed, progress: Progress | None = None) -> None:
        """Take a feed in until it ends and all of it is judged.

        `progress` has noted those of its events that the journal has already.
        """
        self._written = False
        self._done.clear()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._read(feed), name=f"read {feed.name}")
            tasks.create_task(self._write(feed.name, progress or Progress()), name="write")
            tasks.create_task(self._judge(), name="judge")
        self._done.set()

    async def until_done(self) -> None:
        """Return once a feed has ended, and all of it is taken in and judged."""
        await self._done.wait()

    def restore(self) -> None:
        """Bring the engine to where the journal left off."""
        self.engine.absorb(self._journal.facts())

    def position(self, feed: str) -> str:
        """Where the journal left a feed; empty where it never had any of it."""
        cursor = self._journal.cursor(feed)
        return cursor.position if cursor else ""

    def record(self, facts: Sequence[Fact]) -> list[Change]:
        """Take facts in, and keep them with what they changed."""
        changes = self._record(facts)
        self._to_judge.set()
        return changes

    async def _read(self, feed: Feed) -> None:
        async for event in feed:
            await self._queue.put(event)
        await self._queue.put(None)

    async def _write(self, name: str, progress: Progress) -> None:
        going = True
        while going:
            events = await self._batch()
            going = None not in events
            taken = [event for event in events if event is not None]
            for event in taken:
                progress.note(event)
            self._take(taken, Cursor(name, progress.position))
            await self._until_judged(BACKLOG)
        self._written = True
        self._to_judge.set()

    async def _batch(self) -> list[Event | None]:
        """The next event, and whatever else has arrived by then."""
        events = [await self._queue.get()]
        while len(events) < BATCH and not self._queue.empty():
            events.append(self._queue.get_nowait())
        return events

    def _take(self, events: Sequence[Event], cursor: Cursor) -> None:
        counted = self.tally.count(events, self.engine.has)
        facts = [fact for event in events for fact in _facts(event)]
        self._record(facts, cursor=cursor, tally=counted)
        self._to_judge.set()

    async def _until_judged(self, most: int) -> None:
        while self.engine.unjudged > most:
            self._judged.clear()
            await self._judged.wait()

    async def _judge(self) -> None:
        while not (self._written and not self.engine.unjudged):
            if readings := self.engine.readings(BATCH):
                self._record(await judge(readings, self._classifier))
            self._judged.set()
            if not self.engine.unjudged and not self._written:
                self._to_judge.clear()
                await self._to_judge.wait()

    def _record(
        self,
        facts: Sequence[Fact],
        *,
        cursor: Cursor | None = None,
        tally: dict[str, int] | None = None,
    ) -> list[Change]:
        changes = self.engine.absorb(facts)
        self._journal.append(facts, changes, cursor=cursor, tally=tally)
        return changes


def _facts(event: Event) -> Iterator[Fact]:
    """What an event says, as facts: none, where it is no post and no deletion."""
    match event:
        case Post():
            yield from (PostSeen(post, carried=True) for post in event.carried)
            yield PostSeen(replace(event, carried=()))
        case Deleted():
            yield PostDeleted(event.id, event.source, event.at)
        case Ignored() | Unreadable() | Gap():
            pass
