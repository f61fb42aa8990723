"""A bundled fair at a real broker: its engine, and desks that attach to it."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from math import inf

from feeds.recordings.recording import open_recording
from feeds.recordings.replay import Replay
from moderator.classify.judges import alone
from moderator.config.models import load
from moderator.core.engine import Engine
from moderator.pipeline import Pipeline
from moderator.publish.attached import AttachedDay
from moderator.publish.crew import Crew
from moderator.publish.kept import KeptActs
from moderator.publish.publisher import Publisher
from moderator.publish.topics import Topics
from moderator.recordings import locate

TOPICS = Topics("demo")


async def until(met, *, seconds=60.0):
    """Return when the condition is met; other programs have to get a turn for that."""
    async with asyncio.timeout(seconds):
        while not met():
            await asyncio.sleep(0.005)


class EngineSide:
    """The fair's engine with its publisher, over a journal that may be taken up again.

    It is the publisher's day, too: with no feeds, no desks of its own and no links to check.
    """

    def __init__(self, broker, journal, *, now=None):
        path, config = locate("demo")
        self.path = path
        self.fair = load(config).to_fair()
        self.crew = Crew(alone(self.fair).first, answer_seconds=60.0)
        self.pipeline = Pipeline(Engine(self.fair), self.crew, journal)
        self.pipeline.restore()
        journal.keep_fair(self.fair)
        self.now = now or (lambda: self.engine.latest + timedelta(minutes=5))
        self.feeds, self.checks, self.looks = tuple, lambda: None, dict
        self.publisher = self.publishing(journal, broker.address, TOPICS)

    def publishing(self, journal, address, topics):
        """A publisher of this fair at that address."""
        return Publisher(self, self.pipeline, journal, self.crew, address=address, topics=topics)

    @property
    def clock(self):
        return self.now()

    async def recheck(self, key):
        return 0

    @property
    def engine(self):
        return self.pipeline.engine

    async def play(self, most=None):
        """Take the bundled fair in, flat out; or its first events."""
        with open_recording(str(self.path), timezone=UTC) as opened:
            events = [event for number, event in enumerate(opened) if most is None or number < most]
        await self.pipeline.run(Replay(events, speed=inf, name="demo"))

    def board(self):
        return self.engine.board(self.now())


@asynccontextmanager
async def running(*parts):
    """Have parts run until the end of the block."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        wrong = [one for one in done if not isinstance(one, asyncio.CancelledError)]
        assert not wrong, wrong


def a_desk(broker, folder, moderator, now):
    kept = KeptActs(folder / f"{moderator}.acts.json")
    return AttachedDay(broker.address, TOPICS, kept, moderator=moderator, now=now)


def shown(board):
    """What a board shows, apart from how often it was drawn."""
    return [(one.case, one.urgency) for one in board.waiting], board.counts, board.closed


async def same(desk, side):
    """Return once a desk shows what the engine has, and the same conversations."""
    await until(lambda: shown(desk.board()) == shown(side.board()))
    assert desk.cases() == side.engine.cases()
