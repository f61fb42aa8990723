"""Every way in which a link can behave, on a real server, and what the checker says of it."""

import asyncio
from datetime import UTC, datetime

import pytest

from moderator.core.facts import LinkState
from moderator.links.checked import Checked
from moderator.links.checker import LinkChecker
from moderator.links.door import Rules
from moderator.links.manners import Manners
from moderator.words.language import speaking
from moderator.words.reasons import told
from tests.links.certificates import Authority
from tests.links.fakes import FakeResolver, on_loopback
from tests.links.site import BEHAVIOURS, POST, Site, running

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)
HASTY = Manners(deadline=4.0, again_after=0.0, spacing=0.0, per_host=16, at_once=16)


@pytest.fixture(scope="module")
def visited(tmp_path_factory) -> tuple[Site, dict[str, Checked]]:
    """The site after the checker has been at all of it."""
    return asyncio.run(_visit_all(Authority(tmp_path_factory.mktemp("certificates"))))


async def _visit_all(authority: Authority) -> tuple[Site, dict[str, Checked]]:
    found: dict[str, Checked] = {}
    async with running(authority.contexts()) as site:
        rules = Rules(frozenset({site.port, site.closed_port, *site.tls.values()}), on_loopback)
        resolver = FakeResolver(lost={"stuk.fair"})
        async with (
            LinkChecker(HASTY, rules, resolver=resolver, trust=authority.trusted()) as checker,
            asyncio.TaskGroup() as tasks,
        ):
            for behaviour in BEHAVIOURS:
                tasks.create_task(_visit(checker, behaviour, site, found))
    return site, found


async def _visit(checker, behaviour, site, found) -> None:
    url = behaviour.url(site)
    found[behaviour.path] = await checker.check(url, POST, at=NOW, anew=True)


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda each: each.path or "front")
def test_verdict_and_reason(behaviour, visited):
    finding = visited[1][behaviour.path].finding
    assert (finding.state, finding.why) == (behaviour.state, behaviour.why)


def test_there_are_many_behaviours_each_of_its_own_name():
    assert len({behaviour.path for behaviour in BEHAVIOURS}) == len(BEHAVIOURS) >= 60


def test_every_reason_is_in_words_of_one_line(visited):
    for checked in visited[1].values():
        for language in ("nl", "en"):
            with speaking(language):
                words = told(checked.finding.words())
            assert words == " ".join(words.split())
            assert len(words) < 250


def test_nothing_was_sent_but_what_a_visitor_has_to_send(visited):
    allowed = {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
    assert {name for request in visited[0].asked for name in request.headers} == allowed
    assert {request.method for request in visited[0].asked} == {"HEAD", "GET"}


def test_host_is_the_one_that_the_link_names(visited):
    hosts = {request.headers["host"].partition(":")[0] for request in visited[0].asked}
    assert hosts == {"127.0.0.1", "127.0.0.2", "127.0.0.3"}


def test_dead_links_were_tried_again_and_those_that_work_were_not(visited):
    asked = [request.path for request in visited[0].asked if request.method == "GET"]
    assert asked.count("/gone") == 2
    assert asked.count("/says_gone_nl") == 1
    assert asked.count("/forbidden") == 1


def test_file_is_not_fetched(visited):
    assert [r.method for r in visited[0].asked if r.path == "/pdf"] == ["HEAD"]


def test_redirects_are_told_hop_by_hop(visited):
    site, found = visited
    twice = ("redirect_308_twice", "redirect_301", "plain")
    assert found["redirect_308_twice"].hops == tuple(map(site.url, twice))


def test_only_dead_and_closed_links_are_broken(visited):
    broken = {path for path, checked in visited[1].items() if checked.finding.state.is_broken}
    meant = {each.path for each in BEHAVIOURS if each.state in (LinkState.DEAD, LinkState.CLOSED)}
    assert broken == meant
