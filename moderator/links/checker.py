"""The link checker: visits a link, politely and safely, and says what it found.

    async with LinkChecker(Manners(contact="hr@fair.example")) as checker:
        checked = await checker.check(link, Wanted(text, "nl"), at=now)

A link is asked for with HEAD, and with GET where that tells too little. Redirects
are followed by hand, every hop through the same door (`door.py`). What looks dead
is visited again later, from a fresh connection, before it is said.
"""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import httpcore

from moderator.core.facts import LinkState
from moderator.links.checked import Checked
from moderator.links.door import Rules
from moderator.links.judge import Wanted, confirmed, judge
from moderator.links.manners import Manners
from moderator.links.network import GuardedNetwork
from moderator.links.reasons import Finding, Why
from moderator.links.resolver import Resolver, SystemResolver
from moderator.links.visit import Visit
from moderator.links.visitor import Visitor


class LinkChecker:
    """Checks links, many at a time; open it with `async with`."""

    def __init__(
        self,
        manners: Manners,
        rules: Rules | None = None,
        *,
        resolver: Resolver | None = None,
        connector: httpcore.AsyncNetworkBackend | None = None,
        trust: ssl.SSLContext | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._manners = manners
        self._rules = rules or Rules()
        self._resolver = resolver
        self._connector = connector or httpcore.AnyIOBackend()
        self._trust = trust
        self._pause = pause
        self._visitor = Visitor(manners, self._rules)

    async def __aenter__(self) -> Self:
        resolver = self._resolver or SystemResolver()
        self._network = GuardedNetwork(self._rules, resolver, self._connector)
        self._trust = self._trust or await asyncio.to_thread(httpcore.default_ssl_context)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is left open: every visit has connections of its own."""

    async def check(
        self, link: str, wanted: Wanted | None = None, *, at: datetime, anew: bool = False
    ) -> Checked:
        """What is found of a link; `anew` takes no answer that was kept.

        It takes as long as two visits and the time between where the link looks dead.
        """
        wanted = wanted or Wanted()
        visit, age = await self._visit(link, fresh=anew)
        finding = self._judged(visit, wanted, at)
        if finding.state in (LinkState.DEAD, LinkState.UNSURE) and _may_change(finding):
            await self._pause(self._manners.again_after)
            visit, age = await self._visit(link, fresh=True)
            finding = confirmed(finding, self._judged(visit, wanted, at))
        target = visit.asked if 0 < visit.start < len(visit.hops) else ""
        return Checked(link, finding, visit.hops, target, timedelta(seconds=age))

    async def _visit(self, link: str, *, fresh: bool) -> tuple[Visit, float]:
        """One visit, on connections of its own, and how old its answer is."""
        async with httpcore.AsyncConnectionPool(
            ssl_context=self._trust, max_connections=2, network_backend=self._network
        ) as pool:
            return await self._visitor.visit(link, pool, fresh=fresh)

    def _judged(self, visit: Visit, wanted: Wanted, at: datetime) -> Finding:
        now = time.monotonic()
        if visit.trouble and visit.trouble.is_of_network and self._visitor.outage.suspected(now):
            return Finding(LinkState.UNSURE, Why.OWN_NETWORK)
        return judge(visit, wanted, at)


def _may_change(finding: Finding) -> bool:
    """Whether a second visit could find something else."""
    return finding.why not in (Why.RESERVED_NAME, Why.NOT_VISITED, Why.RESTING)
