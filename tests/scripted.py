"""A kind of live feed for tests of whole programs: it counts, and needs no network.

    [feeds.scripted]   posts: how many there are; every_ms: a pause after each; fails_every:
                       after how many posts the connection breaks; gone: why it stops;
                       note: a file in which it writes what it does; leaves_with: a file for
                       which it waits before it has left

Run `python -m tests.scripted COMMAND …` for the program with this kind of feed.
"""

import asyncio
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feeds import catalog
from feeds.base import Batch, FeedGone, FeedLost, Manner, Unfilled
from feeds.post import Author, Kind, Post
from feeds.settings import Settings
from feeds.values import Amount, Text

BEGIN = datetime(2026, 5, 12, 7, tzinfo=UTC)


class Options(Settings):
    posts: Amount = 1e6
    every_ms: Amount = 1.0
    fails_every: Amount = 0.0
    note: Text = ""
    gone: Text = ""
    leaves_with: Text = ""


def a_post(name, number):
    """The post of that number; every fifth is a question to the one before it."""
    asks = number % 5 == 0
    return Post(
        id=str(number),
        source=name,
        kind=Kind.REPLY if asks else Kind.ORIGINAL,
        author=Author(f"asker{number}" if asks else f"kok{number % 7}", id=str(number)),
        text=f"@kok is nummer {number} ook parttime te doen?" if asks else f"Vacature kok {number}",
        created_at=BEGIN + timedelta(seconds=number),
        in_reply_to=str(number - 1) if asks else None,
    )


class Counting:
    """Posts 1, 2, 3 …; its position is the number of the last one."""

    def __init__(self, given):
        self.name = given.name
        self.manner = Manner(deadline_seconds=20)
        self._options = given.settings
        self._token = given.token

    @asynccontextmanager
    async def opened(self):
        self._say("opened")
        try:
            yield
        finally:
            self._say("leaving")
            while not self._may_leave():
                await asyncio.sleep(0.01)
            self._say("left")

    async def check(self):
        if self._options.gone:
            raise FeedGone(self._options.gone)
        return ()

    async def stream(self, position):
        number = int(position or 0)
        if self._token:
            self._say("has a token")
        yield Batch()
        while number < self._options.posts:
            number += 1
            yield self._batch(number)
            await asyncio.sleep(self._options.every_ms / 1000)
            if self._options.fails_every and number % self._options.fails_every == 0:
                raise FeedLost("as it was told to")
        await asyncio.Event().wait()

    async def backfill(self, position):
        if position == "none":
            raise Unfilled("never")
        return
        yield

    def remember(self, posts):
        pass

    def notes(self):
        return ()

    def _batch(self, number):
        post = a_post(self.name, number)
        return Batch((post,), str(number), raw=(b'{"number": %d}' % number,))

    def _may_leave(self):
        return not self._options.leaves_with or Path(self._options.leaves_with).exists()

    def _say(self, what):
        if self._options.note:
            with Path(self._options.note).open("a") as file:
                file.write(f"{what}\n")


def sources(given):
    return [Counting(one) for one in given]


if __name__ == "__main__":
    from moderator.cli import main

    catalog.KINDS = {**catalog.KINDS, "scripted": "tests.scripted"}
    catalog.live_feeds.__kwdefaults__["kinds"] = catalog.KINDS
    catalog.settings.__kwdefaults__["kinds"] = catalog.KINDS
    sys.argv[0] = "moderator"
    main()
