"""The checker in a process of its own: it answers as the same checker here would."""

import asyncio
import multiprocessing
import os
import signal
import sys
from datetime import UTC, datetime
from functools import partial

import pytest

from moderator.links.checker import LinkChecker
from moderator.links.door import Rules
from moderator.links.manners import Manners
from moderator.links.process import CheckerProcess, CheckFailed
from tests.links.fakes import FakeResolver, on_loopback
from tests.links.site import running

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)


def a_checker(port):
    """Give a checker that may visit that port of loopback."""
    manners = Manners(again_after=0.0, spacing=0.0)
    return LinkChecker(manners, Rules(frozenset({port}), on_loopback), resolver=FakeResolver())


def processes():
    return [child for child in multiprocessing.active_children() if child.name == "check links"]


async def test_checks_are_made_aside_many_at_a_time():
    paths = ("plain", "not_found", "says_gone_nl", "error_500")
    async with running() as site:
        async with CheckerProcess(partial(a_checker, site.port)) as checker:
            found = await asyncio.gather(*(checker.check(site.url(path), at=NOW) for path in paths))
            assert len(processes()) == 1
    assert [str(each.finding.state) for each in found] == ["alive", "dead", "closed", "unsure"]
    assert processes() == []


async def test_check_that_is_given_up_and_one_that_fails_leave_the_others_alone():
    async with running() as site:
        async with CheckerProcess(partial(a_checker, site.port)) as checker:
            await checker.check(site.url("plain"), at=NOW)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await checker.check(site.url("hangs"), at=NOW)
            with pytest.raises(CheckFailed, match="TypeError"):
                await checker.check(None, at=NOW)
            alive = await checker.check(site.url("plain"), at=NOW)
    assert alive.finding.state == "alive"
    assert processes() == []


async def test_process_that_is_killed_fails_its_checks_and_the_next_begins_another():
    async with running() as site:
        async with CheckerProcess(partial(a_checker, site.port)) as checker:
            await checker.check(site.url("plain"), at=NOW)
            hanging = asyncio.ensure_future(checker.check(site.url("hangs"), at=NOW))
            await asyncio.sleep(0)
            os.kill(processes()[0].pid, signal.SIGKILL)
            with pytest.raises(CheckFailed, match="ended"):
                await hanging
            alive = await checker.check(site.url("plain"), at=NOW)
    assert alive.finding.state == "alive"


async def test_nothing_is_begun_where_nothing_is_checked():
    async with CheckerProcess(partial(a_checker, 1)):
        assert processes() == []


BEHIND_A_SCREEN = """
import asyncio, sys
from functools import partial
from tests.links.test_process import NOW, CheckerProcess, a_checker, running

class Screen:
    fileno, flush = (lambda self: -1), (lambda self: None)
    write = len

async def check():
    async with running() as site:
        sys.stderr = Screen()
        async with CheckerProcess(partial(a_checker, site.port)) as checker:
            found = await checker.check(site.url("plain"), at=NOW)
        print(found.finding.state)

if __name__ == "__main__":
    asyncio.run(check())
"""


async def test_process_starts_behind_a_screen_too():
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BEHIND_A_SCREEN, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await program.communicate()
    assert said == b"alive\n"


async def test_process_that_cannot_start_fails_the_check_and_is_not_waited_for(monkeypatch):
    def refused(self):
        raise OSError("no more processes")

    monkeypatch.setattr(multiprocessing.context.SpawnProcess, "start", refused)
    async with CheckerProcess(partial(a_checker, 1)) as checker:
        with pytest.raises(CheckFailed, match="no more processes"):
            await checker.check("https://bolt.example/1", at=NOW)
