"""The async shell around the engine: posts in, verdicts back, and no policy.

    feed ──┐
    feed ──┼─▶ queue ──write──▶ recording, engine ──readings──▶ judge ──verdicts──▶ engine
    feed ──┘                                                   │
                              second opinions ◀─ deserving ────┘   their verdicts, too

`moderator/intake/absorbing.py` is the one door to the engine: it appends facts and their
changes to the journal in one transaction, without an await between, so that nobody sees a
change before it is kept, unless the disk refuses: then they wait for it in memory
(`moderator/store/patient.py`). How far each feed has come is kept in the same transaction,
and what is recorded is on the disk before. The queue and the backlog of readings are
bounded; a feed waits when they are full, and while the disk refuses. For second opinions
nobody waits, unless they are patient (`moderator/classify/second.py`).
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import takewhile

from feeds.base import Batch, Confirming, Feed, LiveFeed
from feeds.post import Event, Gap
from feeds.recordings.recorder import Recorder
from feeds.steady.seen import MOST as REMEMBERED
from moderator.classify import stage
from moderator.classify.corrections import Learner, corrections
from moderator.classify.protocol import Classifier
from moderator.classify.second import Opinions, Recipient, Referral, still_open
from moderator.core.board import FeedGap
from moderator.core.context import Reading
from moderator.core.engine import Engine
from moderator.core.facts import Fact
from moderator.garbage_collector import at_rest
from moderator.intake.absorbing import Absorbing
from moderator.intake.arrival import Through, confirm, facts_of, in_stretches, unchanged
from moderator.intake.progress import Progress
from moderator.intake.read_back import Wanted
from moderator.intake.tally import Arrival, Depths, Tally
from moderator.store.journal import Cursor, Journal
from moderator.store.patient import PatientJournal, PatientRecorder

BATCH = 64
"""How many events, and how many readings, are taken at a time."""

QUEUE = 64
"""How many batches of events may wait to be written."""

BACKLOG = 512
"""How many posts may wait for a verdict before the feeds have to wait for them."""

FEW, GATHER_SECONDS = 16, 0.02
"""After so few events those that follow shortly are waited for: a storm costs few transactions."""


class Pipeline:
    """Feeds one engine, has its posts judged, and keeps its journal."""

    def __init__(
        self,
        engine: Engine,
        classifier: Classifier,
        journal: Journal,
        *,
        recorder: Recorder | None = None,
        opinions: Opinions | None = None,
    ) -> None:
        self.engine = engine
        self.tally = Tally(journal.tally(), journal.gaps())
        self._classifier = classifier
        self._opinions = opinions or Opinions()
        self.journal = PatientJournal(journal)
        self._door = Absorbing(engine, self.journal)
        self.listeners = self._door.listeners
        self.recorder = PatientRecorder(recorder)
        self._feeds: dict[str, Confirming] = {}
        self._queue: asyncio.Queue[Arrival | None] = asyncio.Queue(QUEUE)
        self._to_judge = asyncio.Event()
        self._judged = asyncio.Event()
        self._written = False
        self._done = asyncio.Event()

    @property
    def depths(self) -> Depths:
        """What has arrived and waits to be written, to be judged, or to be judged again."""
        waiting, engine = self._queue.qsize(), self.engine
        return Depths(waiting, engine.unjudged, self._opinions.waiting, self.journal.acts)

    async def run(
        self, feed: Feed, progress: Progress | None = None, *, through: Through = unchanged
    ) -> None:
        """Take a feed in until it ends and all of it is judged.

        `progress` has noted those of its events that the journal has already; each then
        goes `through` what may make another of it.
        """
        reading = self._read(feed, progress or Progress(), through)
        await self._take_in([(feed.name, reading)])

    async def follow(self, feeds: Sequence[LiveFeed]) -> None:
        """Take live feeds in, each from where the journal left it, until all have stopped."""
        self._feeds = {feed.name: feed for feed in feeds if isinstance(feed, Confirming)}
        await self._take_in([(feed.name, self._listen(feed)) for feed in feeds])

    async def keep_judging(self) -> None:
        """Give verdicts on what the moderator's acts make worth another look; never returns."""
        async with self._judging():
            await asyncio.Event().wait()

    async def until_done(self) -> None:
        """Return once the feeds have ended, and all of it is taken in and judged."""
        await self._done.wait()

    def restore(self, wanted: Wanted = lambda: True, *, feeds: Sequence[LiveFeed] = ()) -> None:
        """Bring engine and classifier to where the journal left off; judge again what failed.

        `feeds` to be followed learn what it has. No longer `wanted`, it ends early: nothing is
        to be done with engine or journal then.
        """
        with at_rest():
            self.engine.restore(takewhile(lambda _fact: wanted(), self.journal.facts()))
            self.engine.judge_again()
            known = self.engine.posts(REMEMBERED) if feeds and wanted() else []
        for feed in feeds:
            feed.remember(known)
        self._learn()

    def position(self, feed: str) -> str:
        """Where the journal left a feed; empty where it never had any of it."""
        cursor = self.journal.cursor(feed)
        return cursor.position if cursor else ""

    def record(self, facts: Sequence[Fact]) -> None:
        """Take facts in, and keep them with what they changed."""
        self._door.take(facts)
        self._to_judge.set()

    async def _take_in(self, readings: Sequence[tuple[str, Coroutine[None, None, None]]]) -> None:
        self._done.clear()
        async with self._judging() as tasks:
            tasks.create_task(self._write(), name="write")
            async with asyncio.TaskGroup() as reading:
                for name, taking_in in readings:
                    reading.create_task(taking_in, name=f"read {name}")
            await self._queue.put(None)
        self._done.set()

    @asynccontextmanager
    async def _judging(self) -> AsyncIterator[asyncio.TaskGroup]:
        """A group of tasks beside which posts are judged, until all are that it has written."""
        self._written = False
        async with asyncio.TaskGroup() as tasks:
            judging = tasks.create_task(self._judge(), name="judge")
            revising = Recipient(partial(still_open, self.engine), self._revise)
            giving = tasks.create_task(self._opinions.give(revising), name="second opinions")
            failing = tasks.create_task(self._door.failed(), name="end with the engine")
            yield tasks
            await judging
            await self.journal.kept()
            giving.cancel()
            failing.cancel()

    async def add(self, feed: str, events: Iterable[Event]) -> None:
        """Take events in beside those of the feed that runs, under a name of their own."""
        await self._queue.put((feed, Batch(tuple(events))))

    async def _read(self, feed: Feed, progress: Progress, through: Through) -> None:
        async for event in feed:
            progress.note(event)
            await self._queue.put((feed.name, Batch((through(event),), progress.position)))

    async def _listen(self, feed: LiveFeed) -> None:
        await feed.follow(self.position(feed.name), partial(self._put, feed.name))

    async def _put(self, feed: str, batch: Batch) -> None:
        await self._queue.put((feed, batch))

    async def _write(self) -> None:
        going = True
        while going:
            arrived, going = await self._arrived()
            await self.recorder.append(arrived)
            for unjudged, stretch in in_stretches(arrived, BACKLOG):
                await self._until_judged(unjudged)
                self._take(stretch)
            await self.journal.kept()
            confirm(arrived, self._feeds)
            if going and sum(len(batch.events) for _, batch in arrived) < FEW:
                await asyncio.sleep(GATHER_SECONDS)
        self._written = True
        self._to_judge.set()

    async def _arrived(self) -> tuple[list[Arrival], bool]:
        """The next batch, and whatever else has arrived by then; and whether more may come."""
        arrived, events = list[Arrival](), 0
        while not arrived or (events < BATCH and not self._queue.empty()):
            arrival = await self._queue.get()
            if arrival is None:
                return arrived, False
            arrived.append(arrival)
            events += len(arrival[1].events)
        return arrived, True

    def _take(self, arrived: Sequence[Arrival]) -> None:
        counted = self.tally.count(arrived, self.engine.has)
        events = [(feed, event) for feed, batch in arrived for event in batch.events]
        self._door.take(
            [fact for _, event in events for fact in facts_of(event)],
            cursors=[Cursor(feed, batch.position) for feed, batch in arrived if batch.position],
            tally=counted,
            gaps=[FeedGap(feed, event) for feed, event in events if isinstance(event, Gap)],
        )
        self._to_judge.set()

    async def _until_judged(self, most: int) -> None:
        while self.engine.unjudged > most:
            self._judged.clear()
            await self._judged.wait()

    async def _judge(self) -> None:
        while not (self._written and self._is_settled):
            if readings := self.engine.readings(BATCH):
                await self._give_verdicts(readings)
                await self._opinions.until_room()
            self._judged.set()
            if not self.engine.unjudged and not (self._written and self._is_settled):
                self._to_judge.clear()
                await self._to_judge.wait()

    @property
    def _is_settled(self) -> bool:
        return not self.engine.unjudged and not self._opinions.waiting

    async def _give_verdicts(self, readings: Sequence[Reading]) -> None:
        self._learn()
        counts = stage.Tally()
        facts = await stage.judge(readings, self._classifier, tally=counts)
        given = zip(readings, facts, strict=True)
        skipped = self._opinions.consider(Referral(each, fact.verdict) for each, fact in given)
        self._door.take(facts, tally=self.tally.add(counts.of(self._classifier.name) | skipped))

    def _learn(self) -> None:
        """Have a classifier that learns go by the corrections as they are now."""
        if isinstance(self._classifier, Learner):
            self._classifier.learn(corrections(self.engine))

    def _revise(self, facts: Sequence[Fact], counts: Mapping[str, int]) -> None:
        if facts or counts:
            self._door.take(facts, tally=self.tally.add(counts))
        self._to_judge.set()
