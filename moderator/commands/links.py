"""`links`: every link of a recording's vacancies checked, as it is today."""

import asyncio
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from moderator.commands.setup import Exit, Overrides, complaints, configured
from moderator.commands.studies import own_up
from moderator.core.board import Line
from moderator.core.engine import Engine
from moderator.core.facts import LinkState
from moderator.core.text.links import link_key
from moderator.links.checked import Checked
from moderator.links.checker import LinkChecker
from moderator.links.judge import Wanted
from moderator.links.reasons import Finding, Why
from moderator.report import links as report
from moderator.report.links import LinkRow
from moderator.study import study
from moderator.watch import LinkPlan, link_plan

AGAIN_AFTER = 5.0
"""Seconds after which what looks dead is visited again; somebody waits for the answer."""

IN_HAND = 64

Vacancies = tuple[Line, ...]


def run(recording: str, overrides: Overrides, *, as_json: bool) -> int:
    """Check the links and print what was found; the exit code."""
    with complaints():
        path, config = configured(recording, overrides)
        studied = asyncio.run(study(path, config.to_fair()))
    code = own_up(studied)
    carried, fair = list(_carried(studied.engine)), config.to_fair()
    at = datetime.now(UTC)
    with report.progress(len(carried), sys.stderr) as advance:
        rows = asyncio.run(_check(carried, link_plan(config.links), at, told=advance))
    if as_json:
        sys.stdout.write(report.as_json(rows, fair, at) + "\n")
    else:
        report.show(rows, fair, sys.stdout)
    return Exit.WRONG_INPUT if report.any_broken(rows) else code


def _carried(engine: Engine) -> Iterator[tuple[str, Vacancies]]:
    """Each link of the vacancies once, with those that carry it, in order of arrival."""
    found: defaultdict[str, list[Line]] = defaultdict(list)
    links: dict[str, str] = {}
    for line in engine.stream(0, engine.stream_length()):
        for link in dict.fromkeys(line.post.links if line.offers_work else ()):
            key = link_key(link)
            links.setdefault(key, link)
            found[key].append(line)
    for key, link in links.items():
        yield link, tuple(found[key])


async def _check(
    carried: Sequence[tuple[str, Vacancies]],
    plan: LinkPlan,
    at: datetime,
    *,
    told: Callable[[], object],
) -> list[LinkRow]:
    """A row for each link, in the same order."""
    manners = replace(plan.manners, again_after=AGAIN_AFTER)
    rows: dict[str, LinkRow] = {}
    turns = asyncio.Semaphore(IN_HAND)

    async def check(link: str, vacancies: Vacancies) -> None:
        async with turns:
            try:
                checked = await checker.check(link, Wanted.by(vacancies), at=at)
            except Exception as error:  # a page that trips the checker must not end the others
                checked = Checked(link, _failed(error), (link,))
        rows[link] = LinkRow(checked, vacancies)
        told()

    async with LinkChecker(manners, plan.rules) as checker, asyncio.TaskGroup() as tasks:
        for number, (link, vacancies) in enumerate(carried):
            tasks.create_task(check(link, vacancies), name=f"check link {number + 1}")
    return [rows[link] for link, _ in carried]


def _failed(error: Exception) -> Finding:
    """What is said of a link whose check broke down."""
    return Finding(LinkState.UNSURE, Why.CHECK_FAILED, f"{type(error).__name__}: {error}")
