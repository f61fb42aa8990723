"""What a live feed takes for its posts: processor, and memory that does not grow with the day.

A platform on loopback, in a process of its own, sends an hour's worth of posts as fast as
they are taken. The floor reads the same frames with `orjson.loads`, in the same run, and
does nothing with them. Memory is told once the feed remembers as many posts as it ever
does, and again at the end; and what has come while nobody took anything.
"""

import asyncio
import gc
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time
from typing import Any, TypeAlias

import orjson

from benchmarks.figure import Figure
from feeds.base import Batch, Wanted
from feeds.catalog import live_feeds
from feeds.post import Post
from feeds.secret import Secret
from feeds.steady.seen import MOST
from tests.feeds.faults import bluesky, mastodon, x

POSTS = 720_000
"""An hour at 200 posts a second."""

FULL = MOST + MOST // 4
"""From here on a feed remembers no more posts than before."""

FREE = {"spend_cap_usd": 1_000_000}
STALL_SECONDS = 5.0
LISTEN_SECONDS = 0.01
FLOOR_FRAMES = 20_000
TEXT = "Is dit ook parttime te doen, nummer {} #fair"

Server = x.XServer | mastodon.MastodonServer | bluesky.BlueskyServer
Told: TypeAlias = "Connection[Any, Any]"


@dataclass(frozen=True, slots=True)
class Course:
    """A platform: how its server is begun, and the table of config.toml for it."""

    name: str
    server: Callable[[], Any]
    table: Callable[[Any], dict[str, object]]
    token: str = ""


COURSES = (
    Course("x", x.XServer, lambda server: {"address": server.address, **FREE}, x.TOKEN),
    Course(
        "mastodon",
        mastodon.MastodonServer,
        lambda server: {"server": server.address},
        mastodon.TOKEN,
    ),
    Course(
        "bluesky",
        bluesky.BlueskyServer,
        lambda server: {"servers": [server.streaming], "view": server.address, "packed": "no"},
    ),
)


def figures(sizes: Sequence[int] = ()) -> Iterator[Figure]:
    """Posts per second of processor time, and memory, of each feed."""
    for size in sizes or [POSTS]:
        for number in range(len(COURSES)):
            yield from _figures(number, size)


def _figures(number: int, size: int) -> Iterator[Figure]:
    ours, theirs = get_context("spawn").Pipe()
    serving = get_context("spawn").Process(target=_serve, args=(theirs, number), daemon=True)
    serving.start()
    table, frame = ours.recv()
    try:
        run = asyncio.run(_take(COURSES[number], table, size))
    finally:
        serving.kill()
        serving.join()
    name, floor = f"feeds, {COURSES[number].name}", _floor(frame)
    pace, grown, stalled = run
    yield Figure(name, pace, "posts/s of processor", "orjson.loads", pace / floor, size)
    note = f"from {min(FULL, size // 2):,} posts on"
    yield Figure(f"{name}, memory grown", grown, "MB", "nothing", 0.0, size, note)
    note = f"taken in by nobody for {STALL_SECONDS:g} s"
    yield Figure(f"{name}, memory while stalled", stalled, "MB", "nothing", 0.0, size, note)


def _floor(frame: bytes) -> float:
    begin = process_time()
    for _ in range(FLOOR_FRAMES):
        orjson.loads(frame)
    return FLOOR_FRAMES / (process_time() - begin)


async def _take(course: Course, table: dict[str, object], size: int) -> tuple[float, float, float]:
    """Follow a feed until it has that many posts; its pace, what it grew, and grew stalled."""
    settings = {course.name: {"enabled": True, "kind": course.name} | table}
    secret = Secret(course.token) if course.token else None
    (feed,) = live_feeds(settings, Wanted(hashtags=("fair",)), lambda *_: secret)
    taking = _Taking(size)
    begin = process_time()
    following = asyncio.create_task(feed.follow("", taking.put))
    done = asyncio.create_task(taking.done.wait())
    await asyncio.wait([done, following], return_when=asyncio.FIRST_COMPLETED)
    if not done.done():
        raise RuntimeError(f"{course.name}: {feed.status.reason}")
    pace = size / (process_time() - begin)
    grown = _mb() - taking.full
    before = _mb()
    taking.holds.clear()
    await asyncio.sleep(STALL_SECONDS)
    stalled = _mb() - before
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
    return pace, grown, stalled


class _Taking:
    """Takes posts, and keeps none."""

    def __init__(self, size: int) -> None:
        self._size, self._count = size, 0
        self.full = 0.0
        self.done, self.holds = asyncio.Event(), asyncio.Event()
        self.holds.set()

    async def put(self, batch: Batch) -> None:
        await self.holds.wait()
        self._count += sum(isinstance(event, Post) for event in batch.events)
        if not self.full and self._count >= min(FULL, self._size // 2):
            self.full = _mb()
        if self._count >= self._size:
            self.done.set()


def _mb() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _serve(told: Told, number: int) -> None:
    logging.getLogger("asyncio").setLevel(logging.ERROR)  # in the end nobody listens
    asyncio.run(_publish(told, COURSES[number]))


async def _publish(told: Told, course: Course) -> None:
    """Publish without end, keeping nothing, to whoever is connected."""
    async with course.server() as server:
        ident = server.post(TEXT.format(0))
        told.send((course.table(server), _kept(server, ident)))
        count = 0
        while True:
            if not server.open_streams:
                await asyncio.sleep(LISTEN_SECONDS)
                continue
            count += 1
            await server.publish(TEXT.format(count))
            if count % 100 == 0:
                _forget(server)
                await asyncio.sleep(0)


def _kept(server: Server, ident: str) -> bytes:
    """A post as the server has it: all but what a platform puts around it."""
    known = getattr(server, "posts", None) or getattr(server, "statuses", None)
    return orjson.dumps(known[ident] if known else server.events[-1])


def _forget(server: Server) -> None:
    for name in ("posts", "statuses", "events", "searchable"):
        getattr(server, name, []).clear()
