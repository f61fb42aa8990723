"""Live feeds in tests: what they hand on, kept in lists."""

import asyncio
from contextlib import asynccontextmanager

from feeds.base import Wanted
from feeds.catalog import live_feeds
from feeds.post import Deleted, Gap, Post, Unreadable
from feeds.secret import Secret
from tests.clocks import HandClock, settle, until

WANTED = Wanted(hashtags=("fair", "fairjobs"), accounts=("northcare", "jobs@care.example"))


class Taken:
    """What a feed handed on, batch by batch."""

    def __init__(self, feed):
        self.feed = feed
        self.batches = []
        self.holds = asyncio.Event()
        self.holds.set()

    async def put(self, batch):
        await self.holds.wait()
        self.batches.append(batch)

    @property
    def events(self):
        return [event for batch in self.batches for event in batch.events]

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def texts(self):
        return [post.text for post in self.of(Post)]

    @property
    def deleted(self):
        return [event.id for event in self.of(Deleted)]

    @property
    def unreadable(self):
        return self.of(Unreadable)

    @property
    def gaps(self):
        return self.of(Gap)

    @property
    def position(self):
        """What the journal would have: the last position that was given."""
        return next((one.position for one in self.batches[::-1] if one.position is not None), "")

    @property
    def status(self):
        return self.feed.status

    async def until_texts(self, *texts):
        await until(lambda: sorted(self.texts) == sorted(texts))


@asynccontextmanager
async def following(table, *, token="", wanted=WANTED, clock=None, position="", remembered=()):
    """A feed set up by a table of config.toml, followed until the end of the block."""
    (feed,) = live_feeds(
        {table.get("kind", "feed"): {"enabled": True} | table},
        wanted,
        lambda name, settings: Secret(token) if token else None,
        clock=clock or HandClock(),
    )
    feed.remember(remembered)
    async with follow_feed(Taken(feed), position=position) as taken:
        yield taken


@asynccontextmanager
async def follow_feed(taken, *, position=""):
    """What a feed hands on, followed until the end of the block."""
    taken.task = asyncio.create_task(taken.feed.follow(position, taken.put))
    try:
        yield taken
    finally:
        await settle()
        taken.task.cancel()
        await asyncio.gather(taken.task, return_exceptions=True)
