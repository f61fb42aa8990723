"""What checking links costs, and whether a post ever waits for it.

The site stands in a process of its own, on loopback. `links` and `links_cpu` are held
against bare GETs of the same pages with httpcore, in the same run; `links_beside`
against the same posts without any link check.
"""

import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection

import httpcore

from benchmarks.figure import Figure
from feeds.base import Feed
from feeds.post import Author, Event, Kind, Post
from moderator.classify.learned import LearnedClassifier
from moderator.core.board import FeedGap
from moderator.core.engine import Engine
from moderator.core.facts import Change, Fact, PostSeen
from moderator.core.fair import Fair
from moderator.links.checker import LinkChecker
from moderator.links.door import Rules
from moderator.links.manners import Manners
from moderator.links.process import CheckerProcess
from moderator.pipeline import Pipeline
from moderator.store.journal import Cursor
from moderator.store.memory import MemoryJournal
from moderator.watch import LinkWatch
from tests.links.fakes import FakeResolver, on_loopback
from tests.links.site import running

NOTES = {
    "links": "200 healthy links of 40 hosts: HEAD, GET, page read and judged; no spacing",
    "links_cpu": "the checker's own processor time for each of them",
    "links_beside": "the longest that one of 200 posts, one every 100 ms, waited to be taken in,"
    " while 1,000 links are checked that hang, drip, never end, are not there, or are",
}
HEALTHY, HOSTS, LINKS, POSTS, EVERY = 200, 40, 1_000, 200, 0.1
NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
ROUNDS = 3


def figures(only: str = "") -> Iterator[Figure]:
    """The figures, or the one of that name."""
    with _site() as port:
        if only in ("", "links", "links_cpu"):
            yield from (each for each in _healthy(port) if only in ("", each.name))
        if only in ("", "links_beside"):
            yield asyncio.run(_beside(port))


def _healthy(port: int) -> Iterator[Figure]:
    links = [_link(port, number % HOSTS, "plain", number) for number in range(HEALTHY)]
    rounds = [asyncio.run(_checked(port, links)) for _ in range(ROUNDS)]
    floors = [asyncio.run(_fetched(port, links)) for _ in range(ROUNDS)]
    (wall, cpu), (bare_wall, bare_cpu) = min(rounds), min(floors)
    rate, bare = HEALTHY / wall, HEALTHY / bare_wall
    against = f"bare httpcore, one GET each, {bare:,.0f} links/s"
    yield Figure("links", rate, "links/s", against, rate / bare, HEALTHY, NOTES["links"])
    each, floor = 1e3 * cpu / HEALTHY, 1e3 * bare_cpu / HEALTHY
    against = f"bare httpcore, one GET each, {floor:.2f} ms"
    yield Figure("links_cpu", each, "ms", against, each / floor, HEALTHY, NOTES["links_cpu"])


def _link(port: int, host: int, path: str, number: int) -> str:
    return f"http://h{host}.fair:{port}/{path}?id={number}"


def _checker(port: int, manners: Manners) -> LinkChecker:
    hosts = {f"h{number}.fair": [["127.0.0.1"]] for number in range(LINKS)}
    rules = Rules(frozenset({port}), on_loopback)
    return LinkChecker(manners, rules, resolver=FakeResolver(hosts))


async def _checked(port: int, links: list[str]) -> tuple[float, float]:
    """The seconds, and those of the processor, that checking these links takes."""
    async with _checker(port, Manners(spacing=0.0)) as checker:
        begun, cpu = time.perf_counter(), time.process_time()
        async with asyncio.TaskGroup() as tasks:
            checks = [tasks.create_task(checker.check(link, at=NOW)) for link in links]
        took = time.perf_counter() - begun, time.process_time() - cpu
    if any(check.result().finding.state != "alive" for check in checks):
        raise RuntimeError("a healthy link was not found alive")
    return took


async def _fetched(port: int, links: list[str]) -> tuple[float, float]:
    """The same for fetching the pages and doing nothing with them."""
    async with httpcore.AsyncConnectionPool(max_connections=32) as pool:
        begun, cpu = time.perf_counter(), time.process_time()
        async with asyncio.TaskGroup() as tasks:
            for link in links:
                path = link.split("/", 3)[3]
                tasks.create_task(pool.request("GET", f"http://127.0.0.1:{port}/{path}"))
        return time.perf_counter() - begun, time.process_time() - cpu


class _Delays(MemoryJournal):
    """A journal that notes how long each post was under way."""

    def __init__(self) -> None:
        super().__init__()
        self.born: dict[str, float] = {}
        self.seconds: list[float] = []

    def append(
        self,
        facts: Iterable[Fact],
        changes: Iterable[Change] = (),
        *,
        cursors: Iterable[Cursor] = (),
        tally: Mapping[str, int] | None = None,
        gaps: Iterable[FeedGap] = (),
        remember: Mapping[str, str] | None = None,
    ) -> None:
        facts, now = list(facts), time.perf_counter()
        posts = (fact.post for fact in facts if isinstance(fact, PostSeen))
        self.seconds += (now - self.born[post.id] for post in posts)
        super().append(facts, changes, cursors=cursors, tally=tally, gaps=gaps, remember=remember)


class _Steady(Feed):
    """A feed that has a vacancy every so often, and notes when each was due."""

    name = "steady"

    def __init__(self, posts: Iterable[Post], delays: _Delays, every: float = EVERY) -> None:
        self._posts = posts
        self._delays = delays
        self._every = every

    async def __aiter__(self) -> AsyncIterator[Event]:
        begun = time.perf_counter()
        for number, post in enumerate(self._posts):
            due = begun + number * self._every
            await asyncio.sleep(max(due - time.perf_counter(), 0.0))
            self._delays.born[post.id] = max(due, begun)
            yield post


def _vacancies(numbers: range, port: int = 0) -> Iterator[Post]:
    """Vacancies, with a link each where there is a port."""
    for number in numbers:
        path = ("hangs", "drips", "plain", "endless", "not_found")[number % 5]
        yield Post(
            id=str(number),
            source="x",
            kind=Kind.ORIGINAL,
            author=Author(f"zorg{number}"),
            text=f"Vacature {number}: verpleegkundige wijkzorg, 24 uur in Assen, solliciteer nu",
            created_at=NOW + timedelta(seconds=number),
            links=(_link(port, number, path, number),) if port else (),
        )


async def _beside(port: int) -> Figure:
    alone = await _longest(port, watched=False)
    beside = await _longest(port, watched=True)
    against = f"the same posts without link checks, {alone:.1f} ms"
    note = NOTES["links_beside"]
    return Figure("links_beside", beside, "ms", against, beside / alone, POSTS, note)


async def _longest(port: int, *, watched: bool) -> float:
    """The longest that a post was under way, in milliseconds."""
    journal, fair = _Delays(), Fair(language="nl")
    pipeline = Pipeline(Engine(fair), LearnedClassifier(fair), journal)
    await pipeline.run(_Steady(_vacancies(range(LINKS), port), journal, every=0.0))
    journal.seconds.clear()
    posts = _vacancies(range(LINKS, LINKS + POSTS))
    manners = Manners(deadline=5.0, again_after=1.0)
    async with CheckerProcess(partial(_checker, port, manners)) as checker:
        watch = LinkWatch(pipeline, checker, clock=lambda: NOW, every=timedelta(minutes=15))
        async with asyncio.TaskGroup() as tasks:
            checking = tasks.create_task(watch.run()) if watched else None
            await pipeline.run(_Steady(posts, journal))
            if checking:
                checking.cancel()
    return 1e3 * max(journal.seconds)


@contextmanager
def _site() -> Iterator[int]:
    """The port of a site in a process of its own."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("done")
        process.join()


def _serve(pipe: Connection) -> None:
    async def serve() -> None:
        async with running() as site:
            pipe.send(site.port)
            await asyncio.to_thread(pipe.recv)

    asyncio.run(serve())
