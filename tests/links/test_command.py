"""`moderator links`: what is printed, and the exit code."""

import asyncio
import json
import threading
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from moderator.cli import app
from moderator.commands import links as command
from moderator.links.checker import LinkChecker
from moderator.links.door import Rules
from tests.links.fakes import FakeResolver, on_loopback
from tests.links.site import running
from tests.links.test_refused import TRUST

LONG = "Vacature: verpleegkundige wijkzorg, 24 uur in Assen, reageer via"


@contextmanager
def served():
    """Give the site, at work on a loop of its own."""
    ready, ended, found = threading.Event(), threading.Event(), []

    async def serve():
        async with running() as site:
            found.append(site)
            ready.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait()
    try:
        yield found[0]
    finally:
        ended.set()
        thread.join()


@pytest.fixture
def site():
    with served() as site:
        yield site


@pytest.fixture
def run(site, tmp_path, monkeypatch):
    """Run the command on vacancies with these links, at a site on loopback."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "AGAIN_AFTER", 0.0)
    monkeypatch.setattr(command, "LinkChecker", checker_of(site))

    def invoke(*links, options=()):
        posts = [
            {
                "v": 1,
                "id": str(number),
                "source": "x",
                "kind": "original",
                "author": f"zorg{number}",
                "text": f"{LONG} {link}",
                "links": [link],
                "created_at": f"2026-11-19T09:{number:02}:00Z",
            }
            for number, link in enumerate(links, 1)
        ]
        path = tmp_path / "day.jsonl"
        path.write_text("".join(json.dumps(post) + "\n" for post in posts))
        return CliRunner().invoke(app, ["links", str(path), *options])

    return invoke


def checker_of(site):
    """Give the checker as the command makes it, but with loopback for its internet."""

    def made(manners, rules):
        rules = Rules(frozenset({site.port, site.closed_port}), on_loopback)
        return LinkChecker(manners, rules, resolver=FakeResolver(), trust=TRUST)

    return made


def test_table_tells_state_reason_redirects_and_vacancies_the_worst_first(run, site):
    done = run(site.url("redirect_301"), site.url("not_found"), site.url("not_found"))
    lines = done.output.splitlines()
    assert lines[0].split() == ["state", "link", "reason", "vacancies"]
    assert lines[1].startswith("dead")
    assert lines[-1] == "2 links: 1 dead, 1 works"
    assert "→" in done.output
    assert "zorg2 10:02" in done.output
    assert "zorg3 10:03" in done.output
    assert done.exit_code == 1


def test_json_tells_the_same(run, site):
    done = run(site.url("redirect_301"), site.url("says_gone_nl"), options=["--json"])
    told = json.loads(done.output)
    assert told["counts"] == {"alive": 1, "dead": 0, "closed": 1, "blocked": 0, "unsure": 0}
    first, second = told["links"]
    assert first["redirects"] == [site.url("plain")]
    assert first["vacancies"] == [{"id": "1", "source": "x", "author": "zorg1"}]
    assert (second["state"], second["why"]) == ("closed", "says_gone")
    assert second["reason"].startswith("de pagina zegt zelf")
    assert done.exit_code == 1


def test_nothing_dead_is_exit_code_0(run, site):
    done = run(site.url("plain"), site.url("forbidden"), site.url("error_500"))
    assert done.output.splitlines()[-1] == "3 links: 1 not sure, 1 could not be looked at, 1 works"
    assert done.exit_code == 0


def test_a_recording_without_posts_is_said_to_have_none_beside_its_links(run):
    done = run()
    assert done.stdout == "No vacancy has a link.\n\n0 links\n"
    assert done.stderr == "moderator: there are no posts in it\n"
    assert done.exit_code == 1


def test_many_vacancies_with_one_link_are_counted(run, site):
    done = run(*[site.url("plain")] * 5)
    assert "and 2 more" in done.output


def test_link_that_would_steer_a_terminal_is_text(run, site):
    done = run(site.url("plain") + "?\x1b]0;x\x07[bold]")
    assert "\x1b" not in done.output
    assert "\x07" not in done.output


def test_page_that_trips_the_checker_is_unsure_and_ends_no_other_check(run, site, monkeypatch):
    whole = LinkChecker.check

    async def stumble(self, link, *which, **how):
        if link == site.url("gone"):
            raise RuntimeError("stumbled")
        return await whole(self, link, *which, **how)

    monkeypatch.setattr(LinkChecker, "check", stumble)
    done = run(site.url("gone"), site.url("plain"), options=["--json"])
    first, second = json.loads(done.output)["links"]
    assert (first["state"], first["why"]) == ("unsure", "check_failed")
    assert first["reason"] == "de controle zelf ging mis: RuntimeError: stumbled"
    assert second["state"] == "alive"
    assert done.exit_code == 0


def test_bundled_fair_leads_to_example_addresses_and_asks_no_network():
    done = CliRunner().invoke(app, ["links", "demo", "--json"])
    told = json.loads(done.output)
    assert {link["why"] for link in told["links"]} == {"reserved_name"}
    assert done.exit_code == 1
