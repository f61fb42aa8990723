"""A visit to a link: by HEAD, by GET where that tells too little, over redirects by hand.

Every hop goes through the same door (`door.py`), and waits for its turn at its
host. Pages that were there are kept for a while; failures never are.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass, replace

import httpcore

from moderator.core.text.hosts import SHORTENERS
from moderator.links.door import Admitted, Rules, admit, led_to
from moderator.links.fetch import Answer, Troubled, fetch
from moderator.links.hosts import Hosts, Resting
from moderator.links.manners import Manners
from moderator.links.names import Refused
from moderator.links.outage import Outage
from moderator.links.page import Page, read_page
from moderator.links.places import host_of
from moderator.links.visit import Trouble, Visit

MOST_HOPS = 10
HEAD_SHARE = 1 / 3
"""The part of a visit's time that HEAD may take; some servers never answer it."""

_KEPT, _LARGE = 256, 20_000
"""How many pages are kept, and how many characters the largest of them may have."""

_LITTLE = 300
"""Characters of a page that says no more than that it moves on."""


@dataclass(slots=True)
class _Way:
    """A visit under way: where it came along, and how much of its time is left."""

    seconds: float
    hops: list[str]
    fresh: bool = False
    method: str = "HEAD"
    kept_since: float | None = None


class Visitor:
    """Visits links, and remembers what it learned of their hosts."""

    def __init__(self, manners: Manners, rules: Rules) -> None:
        self.outage = Outage()
        self._manners = manners
        self._rules = rules
        self._hosts = Hosts(
            at_once=manners.at_once, per_host=manners.per_host, spacing=manners.spacing
        )
        self._kept: OrderedDict[str, tuple[float, Answer, Page]] = OrderedDict()

    async def visit(
        self, link: str, pool: httpcore.AsyncConnectionPool, *, fresh: bool
    ) -> tuple[Visit, float]:
        """One visit to a link, and how old its answer is."""
        way = _Way(self._manners.deadline, [], fresh)
        try:
            answer, page = await self._followed(link, pool, way)
        except Troubled as troubled:
            told = Visit(status=None, trouble=troubled.trouble, about=troubled.about, hops=())
        else:
            told = Visit(
                (), status=answer.status, media=answer.media, page=page, walled=answer.walled
            )
        hops = tuple(way.hops) or (link,)
        start = next(
            (at for at, hop in enumerate(hops) if host_of(hop) not in SHORTENERS), len(hops)
        )
        age = 0.0 if way.kept_since is None else time.monotonic() - way.kept_since
        return replace(told, hops=hops, start=start), age

    async def _followed(
        self, link: str, pool: httpcore.AsyncConnectionPool, way: _Way
    ) -> tuple[Answer, Page]:
        """The answer at the end of all redirects; raises Troubled."""
        url = link
        while True:
            address = self._admitted(url)
            if address.url in way.hops or len(way.hops) >= MOST_HOPS:
                if way.method == "GET":
                    raise Troubled(Trouble.REDIRECT_LOOP)
                way.method, way.hops, url = "GET", [], link
                continue
            way.hops.append(address.url)
            answer, page = await self._answer(address, pool, way)
            onward = answer.location if answer.is_redirect else _moves_on(page)
            if not onward:
                return answer, page
            url = led_to(address.url, onward)
            if not url:
                raise Troubled(Trouble.REDIRECT_NOWHERE)

    def _admitted(self, url: str) -> Admitted:
        try:
            return admit(url, self._rules)
        except Refused as refused:
            raise Troubled(Trouble.NOT_VISITED, refused.refusal) from refused

    async def _answer(
        self, address: Admitted, pool: httpcore.AsyncConnectionPool, way: _Way
    ) -> tuple[Answer, Page]:
        """What is answered at an address, kept or asked for: by HEAD where that is enough."""
        kept = self._kept.get(address.url)
        now = time.monotonic()
        if kept and not way.fresh and now - kept[0] <= self._manners.keep:
            way.kept_since = kept[0]
            return kept[1:]
        if way.method == "HEAD":
            answer = await self._by_head(address, pool, way)
            if answer is not None:
                return answer, Page()
            way.method = "GET"
        answer = await self._ask(address, pool, way)
        page = read_page(answer.body)
        self._keep(address, answer, page)
        return replace(answer, body=""), page

    async def _by_head(
        self, address: Admitted, pool: httpcore.AsyncConnectionPool, way: _Way
    ) -> Answer | None:
        """What HEAD tells, where that is all there is to know; None where GET has to be asked."""
        try:
            answer = await self._ask(address, pool, way)
        except Troubled as troubled:
            if troubled.trouble in (Trouble.TOO_SLOW, Trouble.CUT_OFF, Trouble.NO_HTTP):
                return None
            raise
        is_file = 200 <= answer.status < 300 and not answer.is_page
        return answer if is_file or answer.is_redirect or answer.asks_for_rest else None

    async def _ask(
        self, address: Admitted, pool: httpcore.AsyncConnectionPool, way: _Way
    ) -> Answer:
        """One request in its turn; raises Troubled."""
        share = HEAD_SHARE if way.method == "HEAD" else 1.0
        try:
            async with self._hosts.turn(address.host):
                begun = time.monotonic()
                try:
                    answer = await fetch(
                        pool,
                        address,
                        method=way.method,
                        agent=self._manners.agent,
                        seconds=max(way.seconds * share, 0.0),
                    )
                finally:
                    way.seconds -= time.monotonic() - begun
        except Resting as resting:
            raise Troubled(Trouble.RESTING, address.host) from resting
        except Troubled as troubled:
            if troubled.trouble.is_of_network:
                self.outage.failed(address.host, time.monotonic())
            raise
        self.outage.answered(time.monotonic())
        if answer.asks_for_rest:
            self._hosts.rest(address.host, answer.retry_after or 0.0)
        return answer

    def _keep(self, address: Admitted, answer: Answer, page: Page) -> None:
        """Keep a page that was there, for others that lead to it; failures are never kept."""
        if not 200 <= answer.status < 300 or len(page.text) > _LARGE:
            return
        self._kept[address.url] = (time.monotonic(), replace(answer, body=""), page)
        self._kept.move_to_end(address.url)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def _moves_on(page: Page) -> str:
    """Where a page leads that is there for nothing else; else empty."""
    return page.refresh if len(page.text) <= _LITTLE else ""
