"""What can be typed in plain mode, and what it gives: lines to say."""

from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk import answers, deeds, phrases, times, typed, words
from moderator.desk.day import Day
from moderator.desk.order import Order, OrderError, Said
from moderator.desk.replay_orders import replay_orders
from moderator.desk.story import story
from moderator.desk.telling import Teller
from moderator.desk.wish import Wish
from moderator.language import _


class Orders:
    """Carries out what a moderator types; unique beginnings of a command will do."""

    def __init__(self, day: Day, teller: Teller) -> None:
        self.day = day
        self.teller = teller
        self.streaming = False
        self.done = False
        self._orders = self._table()

    def _table(self) -> dict[str, Order]:
        return {
            "list": self._list,
            "show": self._show,
            "resolve": self._resolve,
            "dismiss": self._dismiss,
            "reopen": self._reopen,
            "label": self._label,
            "undo": self._undo,
            "figures": self._figures,
            "stream": self._stream,
            **replay_orders(self.day),
            "help": self._help,
            "quit": self._quit,
        }

    async def carry_out(self, order: str) -> Said:
        """Give what there is to say after doing what was typed."""
        name, *rest = order.casefold().split() or [""]
        if not name:
            return []
        try:
            return await self._meant(name)(rest)
        except OrderError as why:
            return [str(why)]

    def _meant(self, name: str) -> Order:
        spelled = {word: order for order in self._orders for word in typed.names(order)}
        meant = {order for word, order in spelled.items() if word.startswith(name)}
        if name not in spelled and len(meant) != 1:
            raise OrderError(answers.not_an_order(name))
        return self._orders[spelled[name] if name in spelled else meant.pop()]

    async def _list(self, rest: list[str]) -> Said:
        board = self.day.board()
        lines = [self.teller.waiting(one) for one in board.waiting]
        if rest in (["all"], [_("all")]):
            closed = [case for case in self.day.cases() if not case.lacks_follow_up]
            return [*lines, *(self.teller.closed(case) for case in closed)] or [
                _("No case so far.")
            ]
        return lines or [_("Nobody is waiting.")]

    async def _show(self, rest: list[str]) -> Said:
        case = self._case(rest)
        fair, clock = self.day.fair, self.day.clock
        title = phrases.case_title(case, case.urgency(clock, fair), case.waited(clock))
        posts = [self.teller.post(line) for line in self.day.thread(case.id)]
        steps = [
            f"{times.hm(one.at, fair)} {deeds.step(one, fair)}" for one in story(case, fair, clock)
        ]
        note = [case.link_note] if case.link_note else []
        return [title, *posts, *note, *steps]

    def _case(self, rest: list[str]) -> Case:
        """Give the case of which the number was typed first."""
        number = int(rest[0]) if rest and rest[0].isdecimal() and len(rest[0]) < 9 else 0
        case = self.teller.numbered(number)
        if case is None:
            raise OrderError(_("Say the number of a case, as in show 3; list tells the numbers."))
        return case

    async def _resolve(self, rest: list[str]) -> Said:
        return await self._close(ActKind.RESOLVE, self._case(rest))

    async def _dismiss(self, rest: list[str]) -> Said:
        return await self._close(ActKind.DISMISS, self._case(rest))

    async def _reopen(self, rest: list[str]) -> Said:
        return await self._close(ActKind.REOPEN, self._case(rest))

    async def _close(self, kind: ActKind, case: Case) -> Said:
        if case.lacks_follow_up == (kind is ActKind.REOPEN):
            raise OrderError(answers.already(case))
        return await self._do(Wish(kind, case.id, phrases.case_name(case)))

    async def _do(self, wish: Wish) -> Said:
        try:
            await self.day.act(wish.kind, wish.target, label=wish.label)
        except ValueError as why:
            raise OrderError(deeds.refused(why)) from why
        return [deeds.did(wish, self.day.fair) + deeds.by_word(wish.kind)]

    async def _label(self, rest: list[str]) -> Said:
        case = self._case(rest)
        labels = words.labels_typed(" ".join(rest[1:]))
        if len(labels) != 1:
            raise OrderError(answers.which_label())
        what = phrases.case_name(case)
        return await self._do(Wish(ActKind.RELABEL, case.opened_by, what, label=labels.pop()))

    async def _undo(self, _rest: list[str]) -> Said:
        last = self.day.last_act()
        if last is None:
            raise OrderError(_("There is nothing to undo."))
        what = deeds.taken_back(last, self.day.case(last.target))
        return await self._do(Wish(ActKind.UNDO, last.id, what))

    async def _figures(self, _rest: list[str]) -> Said:
        counts = self.day.board().counts
        figures = ", ".join((*phrases.counts(counts), phrases.share(counts)))
        return [figures, phrases.accounting(self.day.accounting())]

    async def _stream(self, rest: list[str]) -> Said:
        on, off = ["on"], ["off"]
        if rest not in (on, off, [_("on")], [_("off")]):
            raise OrderError(answers.usage("stream"))
        self.streaming = rest in (on, [_("on")])
        return [_("Every post is told now.") if self.streaming else _("Only cases are told now.")]

    async def _help(self, _rest: list[str]) -> Said:
        return [typed.explained(name) for name in self._orders]

    async def _quit(self, _rest: list[str]) -> Said:
        self.done = True
        return []
