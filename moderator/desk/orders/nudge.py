"""The typed nudge: the draft is told, may be typed anew, and is never sent by the program."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk.choices.choice import Choice
from moderator.desk.nudge import platforms
from moderator.desk.nudge.draft import Draft, draft
from moderator.desk.orders.exchange import Exchange
from moderator.desk.orders.order import Order, OrderError, Said
from moderator.desk.orders.question import Question
from moderator.desk.sentences import answers, deeds, hands
from moderator.desk.words import phrases
from moderator.wishes.wish import Wish
from moderator.words.language import _


def nudge_orders(exchange: Exchange) -> dict[str, Order]:
    """Give the order by its name."""
    return {"nudge": _Nudge(exchange).nudge}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is to become of a draft: other words for it, or its going out, on whose page."""

    text: str = ""
    opens: bool = False


class _Nudge:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._day = exchange.day

    async def nudge(self, rest: list[str]) -> Said:
        case = self._exchange.only_case("nudge", rest)
        if not case.lacks_follow_up:
            raise OrderError(answers.reopens_by_word(case))
        fair, clock = self._day.fair, self._day.clock
        drafted = draft(case, self._day.thread(case.id), fair=fair, clock=clock)
        before = [deeds.nudged(nudge, self._day) for nudge in case.nudges]
        soon = [warning] if (warning := deeds.too_soon(case, fair, clock)) else []
        theirs = [f"{others}."] if (others := hands.theirs([case], self._day)) else []
        return [*before, *soon, *theirs, *await self._ask(case, drafted)]

    async def _ask(self, case: Case, drafted: Draft) -> Said:
        ways = [Choice(_Answer(), _("I send it myself; note it as a nudge"))]
        if _page(drafted):
            ways.append(Choice(_Answer(opens=True), _("open it on the platform, and note it")))
        asked = await self._exchange.ask(self._question(case, drafted, ways), ())
        return [*drafted.text.splitlines(), drafted.told_length(), *asked]

    def _question(
        self, case: Case, drafted: Draft, ways: Sequence[Choice[_Answer]]
    ) -> Question[_Answer]:
        return Question(
            _("Nudge {party} with this draft?").format(party=phrases.asked(case)),
            lambda answer: self._go(case, drafted, answer),
            ways,
            hint=_(
                "Type a number, or = and other words for the draft; an empty line changes nothing."
            ),
            understand=_own_words,
        )

    async def _go(self, case: Case, drafted: Draft, answer: _Answer) -> Said:
        case = self._exchange.still_waiting(case)
        if answer.text:
            return await self._ask(case, replace(drafted, text=answer.text))
        about = drafted.quotes or case.id
        wish = Wish(ActKind.NUDGE, about, phrases.case_name(case), text=drafted.text)
        page = _page(drafted) if answer.opens else None
        if page is not None and not self._exchange.browse(page):
            return await self._ask_without_a_browser(case, drafted)
        opened = [_("The platform's page opens with the draft.")] if page is not None else []
        return [*await self._exchange.do(wish), *opened]

    async def _ask_without_a_browser(self, case: Case, drafted: Draft) -> Said:
        ways = [Choice(_Answer(), _("I send it myself; note it as a nudge"))]
        asked = await self._exchange.ask(self._question(case, drafted, ways), ())
        return [_("There is no browser here: nothing was noted."), *asked]


def _own_words(typed: str) -> _Answer | None:
    """Give the words behind the mark; without one a line is no draft: it may be an order."""
    mark, text = typed.strip()[:1], typed.strip()[1:].strip()
    return _Answer(text=text) if mark == "=" and text else None


def _page(drafted: Draft) -> str | None:
    return platforms.compose_page(drafted.text, drafted.above) if drafted.above else None
