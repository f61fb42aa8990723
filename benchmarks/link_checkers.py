"""What link checkers that users would pick say to the pages of the tests' site.

    python -m benchmarks.link_checkers --linkinator PATH --linkchecker PATH

Prints a table in Markdown: a row for each way to behave, with what Moderator is to
say of it (`tests/links/test_site.py` holds it to that), and what the others say. They
are no part of this project; install them where you like. What needs TLS or a name is
left out, since neither can be told whom to trust or where a name leads, and so is what
would lead them off loopback: neither refuses that.
"""

import argparse
import asyncio
import csv
import json
from collections.abc import Sequence

from tests.links.site import Behaviour, Site, harmless, running

TIMEOUT_SECONDS = 5


async def main(linkinator: str, linkchecker: str) -> None:
    """Print the table."""
    shown = harmless()
    async with running() as site:
        by_linkinator = await _linkinator(linkinator, site)
    async with running() as site:
        by_linkchecker = await _linkchecker(linkchecker, site)
    print("| the page | Moderator | linkinator | LinkChecker |\n|---|---|---|---|")
    for behaviour in shown:
        others = (
            found.get(behaviour.path, "not checked") for found in (by_linkinator, by_linkchecker)
        )
        print(f"| {_name(behaviour)} | {behaviour.state} | {' | '.join(others)} |")
    for name, found in (("linkinator", by_linkinator), ("LinkChecker", by_linkchecker)):
        print(f"\n{name}: {_sum(shown, found)}")


async def _linkinator(path: str, site: Site) -> dict[str, str]:
    timeout = str(1000 * TIMEOUT_SECONDS)
    output = await _run(path, site.url("all"), "--format", "json", "--timeout", timeout)
    found = json.loads(output[output.index("{") :])
    return _by_path(
        site, [(each["url"], f"{each['state']} {each['status']}") for each in found["links"]]
    )


async def _linkchecker(path: str, site: Site) -> dict[str, str]:
    options = ("--recursion-level=1", "--check-extern", "--no-robots", "--verbose", "--output=csv")
    timeout = f"--timeout={TIMEOUT_SECONDS}"
    output = await _run(path, *options, "--no-status", timeout, site.url("all"))
    lines = [line for line in output.splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter=";")
    return _by_path(
        site,
        [
            (row["urlname"], f"{'OK' if row['valid'] == 'True' else 'BROKEN'} {row['result'][:40]}")
            for row in rows
        ],
    )


async def _run(*command: str) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    output, _ = await process.communicate()
    return output.decode(errors="replace")


def _by_path(site: Site, said: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What was said, by the path of the behaviour."""
    urls = {behaviour.url(site): behaviour.path for behaviour in harmless()}
    return {urls[url]: words.replace("|", "/") for url, words in said if url in urls}


def _name(behaviour: Behaviour) -> str:
    return behaviour.path.partition("?")[0].replace("_", " ") or "front page"


def _sum(shown: Sequence[Behaviour], found: dict[str, str]) -> str:
    """How many of the broken links it finds, and how many others it calls broken."""
    broken = [each.path for each in shown if each.state in ("dead", "closed")]
    working = [each.path for each in shown if each.state in ("alive", "blocked")]
    called = {path for path, words in found.items() if words.startswith("BROKEN")}
    return (
        f"calls {len(called.intersection(broken))} of {len(broken)} dead or closed links broken,"
        f" and {len(called.intersection(working))} of {len(working)} that work or let nobody in"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--linkinator", required=True)
    parser.add_argument("--linkchecker", required=True)
    asyncio.run(main(**vars(parser.parse_args())))
