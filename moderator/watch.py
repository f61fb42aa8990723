"""Has the links of a fair checked while it goes on, beside the posts and never before them.

    engine ──offers, waiting cases──▶ plan ──queue──▶ workers ──LinkChecked──▶ pipeline

The queue is bounded, and so are the links in hand. A link whose posts are gone is
neither visited nor told of.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from moderator.config.models import LinksSection
from moderator.core.board import Line
from moderator.core.case import Case, CaseKind
from moderator.core.text.links import link_key
from moderator.intake.tally import Checks
from moderator.links.checked import Checker
from moderator.links.door import Rules
from moderator.links.judge import Wanted
from moderator.links.manners import Manners
from moderator.links.process import CheckerProcess, checker
from moderator.links.schedule import AT_LEAST, Errand, Schedule
from moderator.pipeline import Pipeline

LOOK_SECONDS = 1.0
"""How often one looks for links that are due."""

QUEUE = 64
IN_HAND = 64
"""Links that are being checked at a time; one that looks dead is in hand while it waits."""

_AT_ONCE = 16
"""Posts, and cases, that are gone over before the fair's loop has its turn again."""

_PUT_OFF = timedelta(minutes=2)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """How a fair's links are to be checked: how often, with which manners, by which rules."""

    every: timedelta
    manners: Manners = field(default_factory=Manners)
    rules: Rules = field(default_factory=Rules)


def link_plan(config: LinksSection) -> LinkPlan:
    """How links are to be checked by that configuration."""
    manners = Manners(contact=config.contact, spacing=config.spacing.total_seconds())
    rules = Rules()
    rules = replace(rules, ports=rules.ports | set(config.ports))
    return LinkPlan(max(config.recheck_every, AT_LEAST), manners, rules)


class LinkWatch:
    """The link checks of one fair, whose own time `clock` gives; see `watching`."""

    def __init__(
        self,
        pipeline: Pipeline,
        checker: Checker,
        *,
        clock: Callable[[], datetime],
        every: timedelta,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pipeline = pipeline
        self._engine = pipeline.engine
        self._checker = checker
        self._clock = clock
        self._schedule = Schedule(every)
        self._pause = pause
        self._queue: asyncio.Queue[Errand] = asyncio.Queue(QUEUE)
        self._in_hand = self._failed = 0

    @property
    def checks(self) -> Checks:
        """How the link checks stand now."""
        return Checks(
            known=len(self._schedule),
            waiting=self._queue.qsize(),
            in_hand=self._in_hand,
            failed=self._failed,
            dropped=self._schedule.dropped,
        )

    async def run(self) -> None:
        """Check links as they come, and again when they are due; never returns."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._plan(), name="plan link checks")
            for number in range(IN_HAND):
                tasks.create_task(self._work(), name=f"check links {number + 1}")

    def recheck(self, key: str) -> int:
        """Have the links of a case, or of a post, checked at once; gives how many there are."""
        case, line = self._engine.case(key), self._engine.line(key)
        lines = [*(self._lines(case) if case else ()), *([line] if line else [])]
        self._offer(lines)
        links = dict.fromkeys(link for line in lines for link in _links(line))
        return sum(map(self._schedule.hurry, links))

    async def _plan(self) -> None:
        while True:
            while lines := self._engine.offers(_AT_ONCE):
                self._offer(lines)
                await asyncio.sleep(0)
            pressing = await self._pressing()
            for errand in self._schedule.take(self._clock(), pressing, QUEUE):
                await self._queue.put(errand)
            await self._pause(LOOK_SECONDS)

    async def _pressing(self) -> dict[str, datetime]:
        """The links that waiting cases are about, with the time of the last report."""
        found: dict[str, datetime] = {}
        for number, waiting in enumerate(self._engine.board(self._clock()).waiting):
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
            if waiting.case.kind is CaseKind.QUESTION:
                continue
            lines = list(self._lines(waiting.case))
            self._offer(lines)
            reports = (line.post.at for line in lines if line.key in waiting.case.posts)
            at = max(reports, default=waiting.case.opened_at)
            for link in chain.from_iterable(map(_links, lines)):
                key = link_key(link)
                found[key] = max(at, found.get(key, at))
        return found

    def _lines(self, case: Case) -> Iterator[Line]:
        """The vacancy that a case is about, and the posts that asked or reported."""
        keys = ([case.subject.post] if case.subject.post else []) + list(case.posts)
        opened = [case.opened_by] if case.kind is CaseKind.DEAD_LINK else []
        for key in dict.fromkeys((*opened, *keys)):
            if line := self._engine.line(key):
                yield line

    def _offer(self, lines: Iterable[Line]) -> None:
        for line in lines:
            for link in _links(line):
                last = line.link.at if line.link and line.link.link == link else None
                self._schedule.offer(link, line.key, last)

    async def _work(self) -> None:
        while True:
            errand = await self._queue.get()
            self._in_hand += 1
            try:
                await self._check(errand)
            finally:
                self._in_hand -= 1

    async def _check(self, errand: Errand) -> None:
        wanted = self._wanted(errand)
        if wanted is None:
            return
        try:
            checked = await self._checker.check(
                errand.link, wanted, at=self._clock(), anew=errand.anew
            )
        except Exception:  # a page that trips the checker must not end the day
            _log.exception("a link check failed")
            self._failed += 1
            self._schedule.failed(errand, self._clock())
            return
        now = self._clock()
        if checked.tells_nothing:
            self._schedule.done(errand, None, retry_at=now + _PUT_OFF)
        elif self._wanted(errand) is not None:
            self._schedule.done(errand, now, retry_at=None)
            self._pipeline.record([checked.fact(now)])

    def _wanted(self, errand: Errand) -> Wanted | None:
        """What the posts say that carry a link; None, and it is forgotten, where none does now."""
        lines = {key: self._engine.line(key) for key in errand.posts}
        carrying = {
            key: line for key, line in lines.items() if line and errand.link in _links(line)
        }
        self._schedule.forget(errand, lines.keys() - carrying.keys())
        return Wanted.by(carrying.values()) if carrying else None


def _links(line: Line) -> tuple[str, ...]:
    """The links that a post still carries."""
    return () if line.deleted else line.post.links


@asynccontextmanager
async def watching(
    plan: LinkPlan | None, pipeline: Pipeline, clock: Callable[[], datetime]
) -> AsyncIterator[LinkWatch | None]:
    """A fair's link checks, which go on for as long as this is open; None without a plan."""
    if plan is None:
        yield None
        return
    make = partial(checker, plan.manners, plan.rules)
    async with CheckerProcess(make) as aside, asyncio.TaskGroup() as tasks:
        watch = LinkWatch(pipeline, aside, clock=clock, every=plan.every)
        checking = tasks.create_task(watch.run(), name="check links")
        try:
            yield watch
        finally:
            checking.cancel()
