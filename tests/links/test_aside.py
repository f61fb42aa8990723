"""The checker on a loop of its own: it answers as the same checker here would."""

import asyncio
import threading
from datetime import UTC, datetime
from functools import partial

import pytest

from moderator.links.aside import Aside
from moderator.links.checker import LinkChecker
from moderator.links.door import Rules
from moderator.links.manners import Manners
from tests.links.fakes import FakeResolver, on_loopback
from tests.links.site import running
from tests.links.test_refused import TRUST

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
QUICK = Manners(again_after=0.0, spacing=0.0)


def maker(site):
    rules = Rules(frozenset({site.port}), on_loopback)
    return partial(LinkChecker, QUICK, rules, resolver=FakeResolver(), trust=TRUST)


def threads():
    return [thread.name for thread in threading.enumerate() if thread.name == "check links"]


async def test_checks_are_made_aside_many_at_a_time():
    async with running() as site:
        async with Aside(maker(site)) as checker:
            paths = ("plain", "not_found", "says_gone_nl", "error_500")
            checks = [checker.check(site.url(path), at=NOW) for path in paths]
            found = await asyncio.gather(*checks)
            assert threads() == ["check links"]
    assert [str(each.finding.state) for each in found] == ["alive", "dead", "closed", "unsure"]
    assert threads() == []


async def test_check_that_is_given_up_is_given_up_aside():
    async with running() as site:
        async with Aside(maker(site)) as checker:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await checker.check(site.url("hangs"), at=NOW)
            alive = await checker.check(site.url("plain"), at=NOW)
    assert alive.finding.state == "alive"
    assert threads() == []


async def test_what_hinders_the_checker_is_raised_where_it_is_opened():
    def make():
        raise OSError("no certificates here")

    with pytest.raises(OSError, match="no certificates here"):
        async with Aside(make):
            pass


async def test_error_of_a_check_is_raised_where_it_was_asked_for():
    async with running() as site:
        async with Aside(maker(site)) as checker:
            with pytest.raises(TypeError):
                await checker.check(None, at=NOW)
