"""The typed orders that tell: figures, feeds, employers, the stream, posts in doubt."""

import asyncio
from collections.abc import Callable, Iterator

from moderator.core.board import Line
from moderator.desk.lists import standing
from moderator.desk.lists.doubt import in_doubt
from moderator.desk.lists.employers import Employer, Vacancies, employers
from moderator.desk.lists.filter import Filter
from moderator.desk.orders.exchange import Exchange
from moderator.desk.orders.order import Order, OrderError, Said
from moderator.desk.sentences import answers, intake
from moderator.desk.words import phrases
from moderator.words.language import _

CHUNK = 500
MOST = 20
"""Posts that are told at once, the newest of all that were found."""

EVERYTHING = Filter()


class Views:
    """What is told beside cases; `streaming` is which posts are told as they come, if any."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._day = exchange.day
        self.streaming: Filter | None = None

    def orders(self) -> dict[str, Order]:
        """Give the orders by name."""
        return {
            "unsure": self.unsure,
            "find": self.find,
            "stream": self.stream,
            "employers": self.employers,
            "feeds": self.feeds,
            "figures": self.figures,
        }

    async def figures(self, _rest: list[str]) -> Said:
        """Give the day in numbers."""
        counts = self._day.board().counts
        figures = ", ".join((*phrases.counts(counts), phrases.share(counts)))
        return [figures, phrases.accounting(self._day.accounting())]

    async def feeds(self, _rest: list[str]) -> Said:
        """Give how each feed is, and whether anything is missing."""
        return [line for line in intake.lines(self._day) if line]

    async def stream(self, rest: list[str]) -> Said:
        """Tell every post, those that a filter lets through, or only cases."""
        wanted = " ".join(rest).casefold()
        if not wanted:
            raise OrderError(answers.usage("stream"))
        if wanted in ("off", _("off")):
            self.streaming = None
            return [_("Only cases are told now.")]
        if wanted in ("on", _("on")):
            self.streaming = EVERYTHING
            return [_("Every post is told now.")]
        if (passes := Filter.typed(wanted)).names_no_label:
            raise OrderError(answers.no_match(passes))
        self.streaming = passes
        return [_("Posts that match are told now: {filter}").format(filter=wanted)]

    async def find(self, rest: list[str]) -> Said:
        """Give the newest posts that a filter lets through, in their order."""
        if not rest:
            raise OrderError(answers.usage("find"))
        wanted = Filter.typed(" ".join(rest))
        found = await self._newest(wanted.matches)
        return [self._exchange.teller.post(line) for line in found] or [answers.no_match(wanted)]

    async def unsure(self, _rest: list[str]) -> Said:
        """Give the newest posts whose label is in doubt."""
        found = await self._newest(in_doubt)
        return [self._exchange.teller.post(line) for line in found] or [_("No post is in doubt.")]

    async def _newest(self, wanted: Callable[[Line], bool]) -> list[Line]:
        """Give the newest posts that are wanted; others can work between two chunks."""
        found: list[Line] = []
        stop = self._day.stream_length()
        while stop and len(found) < MOST:
            start = max(stop - CHUNK, 0)
            found += [line for line in reversed(self._day.stream(start, stop)) if wanted(line)]
            stop = start
            await asyncio.sleep(0)
        return found[:MOST][::-1]

    async def employers(self, rest: list[str]) -> Said:
        """Give every employer in a line, or those of a name with their cases."""
        day, vacancies, wanted = self._day, Vacancies(), " ".join(rest).casefold()
        await vacancies.look_through(day)
        listed = employers(day.cases(), vacancies.by_party(), day.fair.employers, day.clock)
        named = [one for one in listed if wanted in one.name.casefold()]
        told = (self._employer(one, whole=bool(wanted)) for one in named)
        return [line for lines in told for line in lines] or [
            _("No employer is called so.") if listed else _("No employer so far.")
        ]

    def _employer(self, one: Employer, *, whole: bool) -> Iterator[str]:
        parts = (standing.title(one), standing.short(one))
        yield ", ".join(parts).replace(" · ", ", ")
        if whole:
            yield from map(self._exchange.teller.standing, one.cases)
