"""The link checks beside a fair: real pipeline, real server on loopback, a clock in hand."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeds.base import Feed
from feeds.post import Author, Deleted, Kind, Post
from moderator.config.models import LinksSection
from moderator.core.engine import Engine
from moderator.core.facts import LinkChecked
from moderator.core.fair import Fair
from moderator.core.labels import Label, Verdict
from moderator.links.checker import LinkChecker
from moderator.links.door import Rules
from moderator.links.manners import Manners
from moderator.pipeline import Pipeline
from moderator.store.memory import MemoryJournal
from moderator.watch import LinkWatch, link_plan, watching
from tests.links.fakes import FakeResolver, on_loopback
from tests.links.site import running
from tests.links.test_refused import TRUST

NINE = datetime(2026, 5, 12, 7, tzinfo=UTC)
QUICK = Manners(again_after=0.0, spacing=0.0, keep=-1.0)


class ByFirstWord:
    """A classifier that takes a post's first word for its label."""

    name, rank = "by first word", 0

    async def classify(self, readings):
        return [Verdict(Label(each.post.text.split()[0]), 1.0) for each in readings]


class Told(Feed):
    """A feed that says these things."""

    name = "told"

    def __init__(self, *events):
        self._events = events

    async def __aiter__(self):
        for event in self._events:
            yield event


def a_post(id_, author, text, *links, minute=0, reply_to=None):
    return Post(
        id=id_,
        source="x",
        kind=Kind.REPLY if reply_to else Kind.ORIGINAL,
        author=Author(author),
        text=text,
        created_at=NINE + timedelta(minutes=minute),
        in_reply_to=reply_to,
        links=links,
        lang="nl",
    )


class Bench:
    """A watch whose looks a test triggers one by one, and its fair's clock."""

    def __init__(self, site):
        self.site = site
        self.now = NINE
        self.journal = MemoryJournal()
        self.pipeline = Pipeline(Engine(Fair(language="nl")), ByFirstWord(), self.journal)
        rules = Rules(frozenset({site.port, site.closed_port}), on_loopback)
        self.checker = LinkChecker(QUICK, rules, resolver=FakeResolver(), trust=TRUST)
        self._look = asyncio.Event()
        self.looked = asyncio.Event()
        self.watch = LinkWatch(
            self.pipeline,
            self.checker,
            clock=lambda: self.now,
            every=timedelta(minutes=15),
            pause=self._until_told,
        )

    async def _until_told(self, seconds):
        self.looked.set()
        await self._look.wait()
        self._look.clear()

    async def hear(self, *events):
        await self.pipeline.run(Told(*events))

    async def look(self, *, minute=None):
        """Let the watch look once, and finish what it finds."""
        self.now = self.now if minute is None else NINE + timedelta(minutes=minute)
        self.looked.clear()
        self._look.set()
        await self.looked.wait()
        while self.watch.checks.waiting or self.watch.checks.in_hand:
            await asyncio.sleep(0.001)

    @property
    def told(self):
        checks = [fact for fact in self.journal.facts() if isinstance(fact, LinkChecked)]
        return [(each.link.rpartition("/")[2], str(each.state), each.at) for each in checks]

    @property
    def states(self):
        return {case.id: str(case.state) for case in self.pipeline.engine.cases()}


@pytest.fixture
async def bench():
    async with running() as site:
        made = Bench(site)
        async with made.checker, asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(made.watch.run())
            await made.looked.wait()
            yield made
            watching.cancel()


async def test_link_of_a_new_vacancy_is_checked_and_a_dead_one_opens_a_case(bench):
    await bench.hear(
        a_post("v1", "zorg", "vacancy wijk", bench.site.url("plain")),
        a_post("v2", "zorg", "vacancy nacht", bench.site.url("not_found")),
        a_post("p1", "markt", "promotion van de markt", bench.site.url("gone")),
    )
    await bench.look()
    assert sorted(bench.told) == [("not_found", "dead", NINE), ("plain", "alive", NINE)]
    assert bench.states == {"link:x:v2": "open"}
    line = bench.pipeline.engine.line("x:v2")
    assert (line.link.state, line.link.reason) == ("dead", "the page does not exist (404)")


async def test_link_is_checked_again_while_its_case_waits_until_it_works(bench):
    link = bench.site.url("broken_twice")
    await bench.hear(a_post("v1", "zorg", "vacancy wijk", link))
    await bench.look()
    assert bench.states == {"link:x:v1": "open"}
    await bench.look(minute=10)
    assert len(bench.told) == 1
    await bench.look(minute=16)
    assert bench.states == {"link:x:v1": "answered"}
    await bench.look(minute=40)
    assert len(bench.told) == 2


async def test_reported_link_is_looked_at_and_a_persons_word_stands_beside_it(bench):
    link = bench.site.url("plain")
    await bench.hear(a_post("v1", "zorg", "vacancy wijk", link))
    await bench.look()
    report = a_post("b1", "lotte", "broken_link doet het niet", minute=5, reply_to="v1")
    await bench.hear(report)
    await bench.look(minute=6)
    assert [state for _, state, _ in bench.told] == ["alive", "alive"]
    assert bench.states == {"x:b1": "open"}
    assert bench.pipeline.engine.case("x:b1").link_note == "alive: the page is there"


async def test_link_in_a_report_that_no_vacancy_has_is_checked_too(bench):
    link = bench.site.url("gone")
    await bench.hear(a_post("b1", "lotte", "broken_link deze doet het niet", link))
    await bench.look()
    await bench.look()
    assert bench.told == [("gone", "dead", NINE)]
    assert bench.pipeline.engine.case("x:b1").link_note.startswith("dead: ")


async def test_moderator_has_a_link_checked_at_once(bench):
    await bench.hear(a_post("v1", "zorg", "vacancy wijk", bench.site.url("not_found")))
    await bench.look()
    assert bench.watch.recheck("link:x:v1") == 1
    assert bench.watch.recheck("x:v1") == 1
    assert bench.watch.recheck("nergens") == 0
    await bench.look(minute=1)
    assert len(bench.told) == 2


async def test_link_of_a_post_that_was_deleted_is_neither_visited_nor_told_of(bench):
    await bench.hear(a_post("v1", "zorg", "vacancy wijk", bench.site.url("not_found")))
    await bench.hear(Deleted("v1", "x", NINE))
    await bench.look()
    assert (bench.told, bench.site.asked) == ([], [])
    assert bench.watch.checks.known == 0


async def test_page_that_trips_the_checker_is_counted_and_tried_again(bench, caplog):
    async def stumble(*which, **how):
        raise RuntimeError("stumbled")

    check, bench.checker.check = bench.checker.check, stumble
    await bench.hear(a_post("v1", "zorg", "vacancy wijk", bench.site.url("plain")))
    await bench.look()
    assert (bench.watch.checks.failed, bench.told) == (1, [])
    assert "stumbled" in caplog.text
    bench.checker.check = check
    await bench.look(minute=3)
    assert [state for _, state, _ in bench.told] == ["alive"]


async def test_what_says_nothing_of_the_link_is_no_fact_and_comes_again(bench):
    tired = bench.site.url("too_many_rest", "127.0.0.3")
    await bench.hear(a_post("v1", "zorg", "vacancy wijk", tired))
    await bench.look()
    await bench.hear(a_post("v2", "zorg", "vacancy x", bench.site.url("plain", "127.0.0.3")))
    await bench.look()
    assert [state for _, state, _ in bench.told] == ["blocked"]
    assert bench.watch.checks.known == 2


async def test_without_a_plan_nothing_is_checked():
    pipeline = Pipeline(Engine(Fair()), ByFirstWord(), MemoryJournal())
    async with watching(None, pipeline, lambda: NINE) as watch:
        assert watch is None


async def test_with_a_plan_links_are_checked_for_as_long_as_it_is_open():
    pipeline = Pipeline(Engine(Fair()), ByFirstWord(), MemoryJournal())
    plan = link_plan(LinksSection(contact="hr@fair.example", ports=(8080,)))
    async with watching(plan, pipeline, lambda: NINE) as watch:
        assert watch.checks.known == 0
    assert plan.rules.ports == {80, 443, 8080}
    assert "hr@fair.example" in plan.manners.agent


def test_manners_are_those_of_the_configuration():
    plan = link_plan(LinksSection(spacing="3s", recheck_every="20m"))
    assert (plan.every, plan.manners.spacing) == (timedelta(minutes=20), 3.0)
    assert replace(plan.manners, spacing=1.0) == Manners(spacing=1.0)


def test_no_configuration_has_links_checked_more_often_than_once_a_minute():
    assert link_plan(LinksSection(recheck_every="0s")).every == timedelta(minutes=1)
