"""The typed orders for cases: to hear them, to close them, and to hold them."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk.choices import proposals
from moderator.desk.choices.proposals import Heir
from moderator.desk.lists import lanes
from moderator.desk.orders.exchange import Exchange
from moderator.desk.orders.order import Order, OrderError, Said
from moderator.desk.orders.question import Question
from moderator.desk.sentences import answers, hands, intake, steps
from moderator.desk.sentences.story import story
from moderator.desk.words import phrases, times, words
from moderator.wishes.wish import Wish
from moderator.words.language import _
from moderator.words.safe import LONGEST


def case_orders(exchange: Exchange) -> dict[str, Order]:
    """Give the orders by name."""
    orders = _Cases(exchange)
    return {
        "list": orders.listed,
        "show": orders.show,
        "claim": orders.claim,
        "release": orders.release,
        "hand": orders.hand_over,
        "resolve": orders.resolve,
        "dismiss": orders.dismiss,
        "reopen": orders.reopen,
        "snooze": orders.snooze,
        "note": orders.note,
        "move": orders.move,
        "merge": orders.merge,
        "link": orders.link,
    }


class _Cases:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._day = exchange.day
        self._teller = exchange.teller

    async def listed(self, rest: list[str]) -> Said:
        board, wanted = self._day.board(), " ".join(rest).casefold()
        if intake.unknown(self._day, board):
            return [lanes.unknown()]
        waiting = [self._teller.waiting(one) for one in board.waiting]
        aside = [self._teller.waiting(one) for one in board.snoozed]
        closed = [case for case in self._day.cases() if not case.lacks_follow_up]
        told = [self._teller.closed(case) for case in closed]
        if wanted in ("all", _("all")):
            return [*waiting, *aside, *told] or [_("No case so far.")]
        if wanted in ("snoozed", _("snoozed")):
            return aside or [_("No case is set aside.")]
        if wanted in ("closed", _("closed")):
            return told or [_("No case is closed.")]
        if wanted:
            raise OrderError(answers.usage("list"))
        return waiting or [_("Nobody is waiting.")]

    async def show(self, rest: list[str]) -> Said:
        if len(rest) == 1 and rest[0].casefold().startswith("p"):
            return self._whole(self._exchange.line(rest))
        case, day = self._exchange.only_case("show", rest), self._day
        fair, clock = day.fair, day.clock
        title = phrases.case_title(case, case.urgency(clock, fair), case.waited(clock))
        when = partial(times.dated, clock=clock, fair=fair)
        owed = phrases.no_word(case, when(case.waiting_since))
        posts = [told for line in day.thread(case.id) for told in self._whole(line, case)]
        went = [f"{when(one.at)} {steps.in_words(one, day)}" for one in story(case, fair, clock)]
        told = [*([owed] if case.lacks_follow_up else []), *hands.in_full(case, day)]
        return [title, *told, *posts, *filter(None, [words.link_note(case.link_note)]), *went]

    def _whole(self, line: Line, case: Case | None = None) -> Said:
        """Give a post; where it is longer than a line may be, that its end is left out."""
        told = self._teller.post(line, case, whole=True)
        return [told, phrases.end_left_out(line)] if len(told) > LONGEST else [told]

    async def claim(self, rest: list[str]) -> Said:
        return await self._each(ActKind.CLAIM, rest, self._open)

    async def release(self, rest: list[str]) -> Said:
        return await self._each(ActKind.RELEASE, rest, self._claimed)

    def _claimed(self, case: Case) -> None:
        if case.claimed_by(self._day.clock) is None:
            raise OrderError(answers.unclaimed(case))

    async def hand_over(self, rest: list[str]) -> Said:
        cases, typed = self._some_open(rest)
        one, more = _("Who is to have this case?"), _("Who is to have these cases?")
        question = self._heirs(cases, one if len(cases) == 1 else more)
        return await self._exchange.ask(question, typed)

    def _heirs(self, cases: list[Case], asked: str, before: Heir | None = None) -> Question[Heir]:
        offered = proposals.colleagues(cases[0], self._day)

        async def give(heir: Heir) -> Said:
            if proposals.is_self(heir, self._day):
                raise OrderError(answers.yourself(heir.name))
            if proposals.is_stranger(heir, offered, before):
                again = self._heirs(cases, answers.nobody_called(heir.name), heir)
                return await self._exchange.ask(again, ())
            note = heir.note or (before.note if before else "")
            hand_over = partial(self._hand_over, name=heir.name, note=note)
            return await self._exchange.each(cases, hand_over)

        known = _("Type a number, or a name and a note; an empty line changes nothing.")
        nobody = _("Type a name and a note; an empty line changes nothing.")
        return Question(
            asked,
            give,
            offered,
            hint=known if offered else nobody,
            understand=partial(proposals.heir, offered=offered),
        )

    async def _hand_over(self, case: Case, name: str, note: str) -> Said:
        self._exchange.still_waiting(case)
        return await self._do(ActKind.HAND_OVER, case, to=name, text=note)

    async def resolve(self, rest: list[str]) -> Said:
        return await self._each(ActKind.RESOLVE, rest, self._open)

    async def dismiss(self, rest: list[str]) -> Said:
        return await self._each(ActKind.DISMISS, rest, self._open)

    async def reopen(self, rest: list[str]) -> Said:
        return await self._each(ActKind.REOPEN, rest, self._closed)

    def _closed(self, case: Case) -> None:
        if case.lacks_follow_up:
            raise OrderError(answers.waits_by_word(case, self._day.clock))

    async def _each(self, kind: ActKind, rest: list[str], fits: Callable[[Case], None]) -> Said:
        """Do something to every case whose number was typed; to none, where one has no case."""
        cases = self._exchange.none_but_cases(rest)

        async def act(case: Case) -> Said:
            fits(case)
            return await self._do(kind, case)

        each = partial(self._exchange.each, cases, act)
        return await (each() if kind.holds else self._exchange.sure(cases, each))

    async def _sure(
        self, cases: list[Case], act: Callable[[Case], Awaitable[Said]], *others: Case
    ) -> Said:
        """Do something to each; where another moderator has one of all these, once it was asked."""
        each = partial(self._exchange.each, cases, act)
        return await self._exchange.sure([*cases, *others], each)

    def _open(self, case: Case) -> None:
        if not case.lacks_follow_up:
            raise OrderError(answers.reopens_by_word(case))

    def _some_open(self, rest: list[str]) -> tuple[list[Case], Sequence[str]]:
        """Give the cases that are meant, of which one at least waits, and the words behind them."""
        cases, typed = self._exchange.cases(rest)
        if not any(case.lacks_follow_up for case in cases):
            self._open(cases[0])
        return cases, typed

    async def _do(self, kind: ActKind, case: Case, *, to: str = "", text: str = "") -> Said:
        wish = Wish(kind, case.id, phrases.case_name(case), to=to, text=text)
        return await self._exchange.do(wish)

    async def snooze(self, rest: list[str]) -> Said:
        cases, typed = self._some_open(rest)
        if not typed and all(case.is_snoozed(self._day.clock) for case in cases):
            return await self._exchange.each(cases, self._take_up)
        question = Question(
            _("Set aside until when?"),
            lambda until: self._sure(cases, lambda case: self._set_aside(case, until.at)),
            proposals.rests(self._day),
            hint=_("Type a number, or a time as 11:42 or +15; an empty line changes nothing."),
            understand=partial(proposals.until, day=self._day),
            why_not=partial(proposals.no_until, day=self._day),
        )
        return await self._exchange.ask(question, typed)

    async def _take_up(self, case: Case) -> Said:
        assert case.snooze  # noqa: S101 - it is set aside
        what = _("set aside, {case}").format(case=phrases.case_name(case))
        return await self._exchange.do(Wish(ActKind.UNDO, case.snooze.act, what))

    async def _set_aside(self, case: Case, until: datetime | None) -> Said:
        what = phrases.case_name(self._exchange.still_waiting(case))
        return await self._exchange.do(Wish(ActKind.SNOOZE, case.id, what, until=until))

    async def note(self, rest: list[str]) -> Said:
        case = self._exchange.case(rest)
        question: Question[str] = Question(
            _("What is to be noted?"),
            lambda text: self._do(ActKind.NOTE, case, text=text),
            hint=_("Type the note; an empty line changes nothing."),
            understand=lambda typed: typed.strip().removeprefix("=").strip() or None,
        )
        return await self._exchange.ask(question, rest[1:])

    async def move(self, rest: list[str]) -> Said:
        cases, typed = self._exchange.cases(rest)
        question = Question(
            _("What is this case about?") if len(cases) == 1 else _("What are these cases about?"),
            lambda to: self._sure(cases, partial(self._move, to=to)),
            proposals.subjects(cases[0], self._day),
        )
        return await self._exchange.ask(question, typed)

    async def _move(self, case: Case, to: str) -> Said:
        if not proposals.moves(case, to, self._day):
            return [_("Nothing was changed.")]
        return await self._do(ActKind.MOVE, case, to=to)

    async def merge(self, rest: list[str]) -> Said:
        (case, *with_them), typed = self._exchange.cases(rest)
        if with_them and not typed:
            return await self._merge([case, *with_them[1:]], with_them[0])
        others = proposals.others(case, self._day)
        question = Question(
            _("One case with which?"),
            lambda to: self._merge([case], self._day.case(to) or case),
            others,
            keys=[str(self._teller.number(other.gives)) for other in others],
            known=True,
            hint=_("Type the number of a case; an empty line changes nothing."),
        )
        return await self._exchange.ask(question, rest[1:])

    async def _merge(self, cases: list[Case], into: Case) -> Said:
        return await self._sure(cases, partial(self._do, ActKind.MERGE, to=into.id), into)

    async def link(self, rest: list[str]) -> Said:
        case = self._exchange.only_case("link", rest)
        thread = self._day.thread(case.id)
        link = next((link for line in thread for link in line.post.links), None)
        if link is None:
            raise OrderError(_("There is no link in this conversation."))
        opened = self._exchange.browse(link)
        return [answers.opening(link) if opened else answers.not_opened(link)]
