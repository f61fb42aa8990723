"""How the checker goes about it: turns, second visits, answers kept, an outage recognised."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from moderator.core.facts import LinkChecked, LinkState
from moderator.links import hosts
from moderator.links.checker import LinkChecker
from moderator.links.door import Rules
from moderator.links.hosts import Hosts, Resting
from moderator.links.manners import Manners
from moderator.links.outage import Outage
from moderator.links.reasons import Why
from moderator.links.resolver import NoSuchName, SystemResolver
from tests.links.fakes import FakeResolver, RecordingConnector, on_loopback
from tests.links.site import running
from tests.links.test_refused import TRUST

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
QUICK = Manners(again_after=0.0, spacing=0.0)


def a_checker(site, *, manners=QUICK, **names):
    """Give a checker that may visit that site, under these names as well."""
    resolver = FakeResolver({name.replace("_", "."): [["127.0.0.1"]] for name in names})
    rules = Rules(frozenset({site.port, site.closed_port}), on_loopback)
    return LinkChecker(manners, rules, resolver=resolver, trust=TRUST)


# Second visits


async def test_link_that_looks_dead_is_left_alone_before_it_is_visited_again():
    pauses = []

    async def pause(seconds):
        pauses.append(seconds)

    async with running() as site:
        rules = Rules(frozenset({site.port}), on_loopback)
        checker = LinkChecker(Manners(spacing=0.0), rules, trust=TRUST, pause=pause)
        async with checker:
            dead = await checker.check(site.url("not_found"), at=NOW)
            once = await checker.check(site.url("broken_once"), at=NOW)
            await checker.check(site.url("says_gone_nl"), at=NOW)
    assert (dead.finding.state, once.finding.state) == ("dead", "alive")
    assert pauses == [30.0, 30.0]


# Answers kept


async def test_answer_is_kept_for_a_while_and_tells_its_age():
    async with running() as site, a_checker(site) as checker:
        first = await checker.check(site.url("plain"), at=NOW)
        again = await checker.check(site.url("plain"), at=NOW)
        by_redirect = await checker.check(site.url("redirect_301"), at=NOW)
        asked = [request.path for request in site.asked if request.method == "GET"]
        assert asked == ["/plain"]
        assert first.finding == again.finding == by_redirect.finding
        assert first.age == timedelta() < again.age <= by_redirect.age
        await checker.check(site.url("plain"), at=NOW, anew=True)
        assert len([r for r in site.asked if r.method == "GET"]) == 2


async def test_failure_is_not_kept():
    async with running() as site, a_checker(site) as checker:
        for _ in range(2):
            await checker.check(site.url("error_500"), at=NOW)
        assert len([r for r in site.asked if r.method == "GET"]) == 4


async def test_answer_that_is_too_old_is_asked_for_again():
    manners = Manners(again_after=0.0, spacing=0.0, keep=-1.0)
    async with running() as site, a_checker(site, manners=manners) as checker:
        for _ in range(2):
            await checker.check(site.url("plain"), at=NOW)
        assert len([r for r in site.asked if r.method == "GET"]) == 2


# Short links


async def test_short_link_tells_what_it_stands_for():
    async with running() as site, a_checker(site, bit_ly=1) as checker:
        checked = await checker.check(f"http://bit.ly:{site.port}/redirect_301", at=NOW)
        assert checked.target == ""
        checked = await checker.check(f"http://bit.ly:{site.port}/redirect_to_other_host", at=NOW)
        assert checked.target == site.url("plain", "127.0.0.2")
        fact = checked.fact(NOW)
    assert fact == LinkChecked(
        checked.link, LinkState.ALIVE, NOW - checked.age, "the page is there", checked.target
    )


async def test_short_link_to_a_dead_page_tells_its_target_as_well():
    async with running() as site, a_checker(site, t_co=1) as checker:
        checked = await checker.check(f"http://t.co:{site.port}/redirect_to_other_host", at=NOW)
    assert checked.target.endswith("/plain")


# What the site sees


async def test_checker_says_who_it_is_and_whom_to_write_to():
    manners = Manners(contact="fair@banenmarkt.example", again_after=0.0, spacing=0.0)
    async with running() as site, a_checker(site, manners=manners) as checker:
        await checker.check(site.url("plain"), at=NOW)
        agent = site.asked[0].headers["user-agent"]
    assert agent.startswith("moderator/")
    assert "fair@banenmarkt.example" in agent


async def test_environment_sets_no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with running() as site, a_checker(site) as checker:
        assert (await checker.check(site.url("plain"), at=NOW)).finding.state == "alive"


async def test_host_that_asks_for_rest_gets_it():
    async with running() as site, a_checker(site) as checker:
        tired = await checker.check(site.url("too_many_rest"), at=NOW)
        later = await checker.check(site.url("plain"), at=NOW)
    assert tired.finding.why is Why.TOO_OFTEN
    assert later.finding.why is Why.RESTING
    assert later.tells_nothing
    assert [request.path for request in site.asked] == ["/too_many_rest"]


# Turns


class Clock:
    """Time that goes by only when somebody pauses."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    async def pause(self, seconds):
        self.now += seconds


async def test_turns_at_one_host_are_some_time_apart():
    clock = Clock()
    turns = Hosts(spacing=0.5, now=clock, pause=clock.pause)
    begun = []
    for host in ("a", "a", "b", "a"):
        async with turns.turn(host):
            begun.append(clock.now)
    assert begun == [0.0, 0.5, 0.5, 1.0]


async def test_no_more_than_two_at_a_time_are_at_one_host():
    turns, most, here = Hosts(spacing=0.0), 0, 0
    leave = asyncio.Event()

    async def stay():
        nonlocal most, here
        async with turns.turn("a"):
            here += 1
            most = max(most, here)
            await leave.wait()
            here -= 1

    async with asyncio.TaskGroup() as tasks:
        for _ in range(6):
            tasks.create_task(stay())
        for _ in range(20):
            await asyncio.sleep(0)
        async with turns.turn("b"):
            leave.set()
    assert most == 2


async def test_host_rests_as_long_as_it_asks_within_reason():
    clock = Clock()
    turns = Hosts(spacing=0.0, now=clock, pause=clock.pause)
    turns.rest("a", 3.0)
    async with turns.turn("a"):
        assert clock.now == 3.0
    turns.rest("a", 10**9)
    with pytest.raises(Resting):
        async with turns.turn("a"):
            pass
    clock.now += hosts.LONGEST_REST
    async with turns.turn("a"):
        pass


async def test_idle_hosts_are_forgotten_when_there_are_many(monkeypatch):
    monkeypatch.setattr(hosts, "_MANY", 3)
    clock = Clock()
    turns = Hosts(spacing=0.0, now=clock, pause=clock.pause)
    turns.rest("tired", 60.0)
    for host in "abcdef":
        async with turns.turn(host):
            pass
    assert set(turns._hosts) <= {"tired", "d", "e", "f"}
    assert "tired" in turns._hosts


# Our own network


def test_many_hosts_that_fail_at_once_are_an_outage_of_our_own():
    outage = Outage()
    for number, host in enumerate("abc"):
        outage.failed(host, number)
    assert not outage.suspected(3.0)
    outage.failed("c", 3.0)
    assert not outage.suspected(3.0)
    outage.failed("d", 4.0)
    assert outage.suspected(4.0)
    assert not outage.suspected(63.0)


def test_one_host_that_answers_ends_the_suspicion():
    outage = Outage()
    for number, host in enumerate("abcd"):
        outage.failed(host, number)
    outage.answered(5.0)
    assert not outage.suspected(6.0)


async def test_nothing_is_called_dead_while_our_own_network_fails():
    connector = RecordingConnector()
    resolver = FakeResolver()
    async with (
        LinkChecker(QUICK, resolver=resolver, connector=connector, trust=TRUST) as checker,
        asyncio.TaskGroup() as tasks,
    ):
        links = [f"http://{host}.nl/" for host in ("zorg", "bakker", "techniek", "vervoer", "hout")]
        checks = [tasks.create_task(checker.check(link, at=NOW)) for link in links]
    found = [check.result() for check in checks]
    assert {check.finding.why for check in found} == {Why.OWN_NETWORK}
    assert all(check.tells_nothing for check in found)


# Names


async def test_system_looks_names_up():
    assert set(await SystemResolver().resolve("127.0.0.1", 80)) == {"127.0.0.1"}


async def test_name_that_no_system_can_know_does_not_exist():
    with pytest.raises(NoSuchName):
        await SystemResolver().resolve("", 80)


async def test_look_up_that_is_given_up_is_left_behind():
    looking = asyncio.ensure_future(SystemResolver().resolve("127.0.0.1", 80))
    await asyncio.sleep(0)
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking


def test_fact_has_the_age_of_the_answer():
    from moderator.links.checked import Checked
    from moderator.links.reasons import Finding

    checked = Checked(
        "l", Finding(LinkState.DEAD, Why.NO_PAGE, "404"), ("l",), age=timedelta(minutes=2)
    )
    fact = checked.fact(NOW)
    assert (fact.at, fact.reason) == (NOW - timedelta(minutes=2), "the page does not exist (404)")
