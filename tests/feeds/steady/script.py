"""A source of posts that does as its script says, followed on a clock turned by hand."""

import asyncio
from contextlib import asynccontextmanager

from feeds.backoff import Ladder, Trouble
from feeds.base import Batch, Manner
from feeds.post import Author, Gap, Kind, Post
from feeds.steady.feed import Steady
from feeds.steady.seen import Seen
from tests.clocks import NOON, settle

SIGN = Batch()
LADDERS = {Trouble.NETWORK: Ladder(1, 60), Trouble.LIMITED: Ladder(60, 900)}


def post(number, at=NOON):
    return Post(f"p{number}", "x", Kind.ORIGINAL, Author("asker"), f"words {number}", at)


def batch(*numbers, **more):
    return Batch(tuple(post(number) for number in numbers), position=str(numbers[-1]), **more)


class Scripted:
    """A source with a script for each connection.

    Its steps are batches, pauses in seconds, and an error at the end; ... lets others go first.
    """

    name = "scripted"

    def __init__(self, clock, *connections, missed=(), checks=(), **manner):
        self.manner = Manner(**({"deadline_seconds": 20, "ladders": LADDERS} | manner))
        self.clock = clock
        self.connections = list(connections)
        self.missed = list(missed)
        self.checks = list(checks)
        self.asked = []
        self.opened_at = []
        self.remembered = []
        self.is_open = False
        self.closing = None

    @asynccontextmanager
    async def opened(self):
        self.is_open = True
        try:
            yield
        finally:
            self.is_open = False
            if self.closing:
                raise self.closing

    async def check(self):
        found = self.checks.pop(0) if self.checks else ()
        if isinstance(found, Exception):
            raise found
        return found

    async def stream(self, position):
        self.opened_at.append(position)
        for step in self.connections.pop(0) if self.connections else [SIGN, 1e9]:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, Batch):
                yield step
            elif step is ...:
                await settle()
            else:
                await self.clock.sleep(step)

    async def backfill(self, position):
        self.asked.append(position)
        for step in self.missed.pop(0) if self.missed else []:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, Batch):
                yield step
            else:
                await self.clock.sleep(step)

    def remember(self, posts):
        self.remembered += [one.id for one in posts]

    def notes(self):
        return ()


@asynccontextmanager
async def following(source, clock, position="", most=0):
    feed, taken = Steady(source, seen=Seen(), clock=clock), asyncio.Queue(most)
    task = asyncio.create_task(feed.follow(position, taken.put))
    await settle()
    try:
        yield feed, taken, task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def events(taken):
    return [event for one in drained(taken) for event in one.events]


def drained(taken):
    return [taken.get_nowait() for _ in range(taken.qsize())]


def ids(found):
    return [event.id for event in found if isinstance(event, Post)]


def gaps(found):
    return [event for event in found if isinstance(event, Gap)]
