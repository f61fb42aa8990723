"""All that can be typed in plain mode; unique beginnings of an order will do."""

from collections.abc import Callable

from moderator.core.facts import ActKind
from moderator.desk.day import Day
from moderator.desk.keys import typed
from moderator.desk.lists.filter import Filter
from moderator.desk.machine.browser import browse
from moderator.desk.news.leaving import before_leaving
from moderator.desk.orders.cases import case_orders
from moderator.desk.orders.exchange import Exchange
from moderator.desk.orders.nudge import nudge_orders
from moderator.desk.orders.order import Order, OrderError, Said
from moderator.desk.orders.posts import post_orders
from moderator.desk.orders.practice import practice_orders
from moderator.desk.orders.replay import replay_orders
from moderator.desk.orders.views import Views
from moderator.desk.sentences import answers, deeds
from moderator.desk.telling.teller import Teller
from moderator.desk.words import phrases, times
from moderator.wishes.wish import Wish
from moderator.words.language import _


class Orders:
    """Carries out what a moderator types, and asks for what is still needed.

    With `has_the_fair` the fair ends for everybody when the moderator quits.
    """

    def __init__(
        self,
        day: Day,
        teller: Teller,
        *,
        browse: Callable[[str], bool] = browse,
        has_the_fair: bool = False,
    ) -> None:
        self.day = day
        self.done = False
        self._has_the_fair = has_the_fair
        self._quits_at = -1
        self._typed = 0
        self._exchange = Exchange(day, teller, browse)
        self._views = Views(self._exchange)
        self._orders = self._table()

    @property
    def asking(self) -> bool:
        """Whether a question waits for its answer."""
        return self._exchange.question is not None

    @property
    def streaming(self) -> Filter | None:
        """Which posts are to be told as they come; None for none."""
        return self._views.streaming

    def _table(self) -> dict[str, Order]:
        return {
            **case_orders(self._exchange),
            **nudge_orders(self._exchange),
            **post_orders(self._exchange),
            "undo": self._undo,
            **self._views.orders(),
            **replay_orders(self.day),
            **practice_orders(self.day),
            **({"anew": self._anew} if self.day.practice else {}),
            "help": self._help,
            "quit": self._quit,
        }

    async def carry_out(self, order: str) -> Said:
        """Give what there is to say after doing what was typed, be it an order or an answer."""
        self._typed += 1
        try:
            name, *rest = order.split() or [""]
            if question := self._exchange.question:
                declines = self._declines(order)
                if not declines and not self._is_order(name.casefold()):
                    return await self._exchange.answer(question, order)
                left = await self._exchange.answer(question, "")
                return left + ([] if declines else await self.carry_out(order))
            return await self._meant(name.casefold(), rest)(rest) if name else []
        except OrderError as why:
            self._exchange.idle = why.did_nothing
            return [str(why)]

    def _is_order(self, name: str) -> bool:
        return any(name in typed.names(order) for order in self._orders)

    @staticmethod
    def _declines(answer: str) -> bool:
        """Whether an answer is none: it begins with a no, or it is a word to get out by."""
        said = answer.casefold().split()
        return said in (["x"], ["stop"]) or said[:1] in (["no"], [_("no")])

    def _meant(self, name: str, rest: list[str]) -> Order:
        spelled = {word: order for order in self._orders for word in typed.names(order)}
        if name not in spelled and self._on_the_bar(name):
            name = self._on_the_bar(name)
        meant = {order for word, order in spelled.items() if word.startswith(name)}
        if name not in spelled and len(meant) != 1:
            raise OrderError(self._why_not(name, meant))
        order = spelled[name] if name in spelled else meant.pop()
        if rest and typed.stands_alone(order):
            raise OrderError(answers.stands_alone(order))
        return self._orders[order]

    def _on_the_bar(self, word: str) -> str:
        """Give the order whose key the desk's bar calls so; nothing where there is none here."""
        order = dict(typed.on_the_bar()).get(word, "")
        return order if order in self._orders else ""

    def _why_not(self, name: str, meant: set[str]) -> str:
        """Give why a word is no order here: it may be several, or one of another kind of day."""
        if meant:
            spelled = (word for order in meant for word in set(typed.names(order)))
            return answers.several_orders(name, filter(lambda word: word.startswith(name), spelled))
        known = [order for order in typed.ORDERS if name in typed.names(order)]
        if not known:
            return answers.not_an_order(name)
        if known[0] in typed.OF_A_REPLAY and self.day.player is None:
            return _("This fair is live: nothing is played.")
        if known[0] in typed.OF_A_REPLAY:
            return _("Not in practice: nobody says beforehand when the next case comes.")
        return _("That is for practice only.")

    async def _undo(self, _rest: list[str]) -> Said:
        """Take the last act back; where the last order did nothing, only once that was said."""
        last = self.day.last_act()
        if last is None:
            raise OrderError(_("There is nothing to undo."))
        what = deeds.taken_back(last, self.day.case(last.target))
        if self._exchange.idle:
            self._exchange.idle = False
            at = times.dated(last.at, self.day.clock, self.day.fair)
            return [answers.nothing_to_take_back(what, at)]
        return await self._exchange.do(Wish(ActKind.UNDO, last.id, what))

    async def _help(self, rest: list[str]) -> Said:
        if not rest:
            return [typed.explained(name) for name in self._orders]
        return [line for word in rest for line in self._explained(word.casefold())]

    def _explained(self, word: str) -> Said:
        """Give how the order of that name is typed, or those that begin so."""
        barred = self._on_the_bar(word)
        named = [name for name in self._orders if word in typed.names(name) or name == barred]
        begun = [
            name
            for name in self._orders
            if any(spelled.startswith(word) for spelled in typed.names(name))
        ]
        if not named and not begun:
            raise OrderError(answers.not_an_order(word))
        order = [phrases.order(self.day.fair)] if "list" in named else []
        return [*(typed.explained(name) for name in named or begun), *order]

    async def _anew(self, _rest: list[str]) -> Said:
        if self.day.practice is not None:
            self.day.practice.again = True
        return await self._quit([])

    async def _quit(self, _rest: list[str]) -> Said:
        """Leave; where something comes of it, once it is typed twice running."""
        warning = before_leaving(self.day, has_the_fair=self._has_the_fair)
        if warning and self._quits_at != self._typed - 1:
            self._quits_at = self._typed
            return [_("{warning}; type quit again to leave.").format(warning=warning)]
        self.done = True
        return []
