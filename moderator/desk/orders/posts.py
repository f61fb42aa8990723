"""The typed orders for posts: what they are, who wrote them, and to which case they belong."""

from moderator.core.board import Line
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.desk.choices import proposals
from moderator.desk.choices.choice import Choice
from moderator.desk.orders.exchange import Exchange
from moderator.desk.orders.order import Order, OrderError, Said
from moderator.desk.orders.question import Question
from moderator.desk.words import phrases, words
from moderator.wishes.wish import Wish
from moderator.words.language import _


def post_orders(exchange: Exchange) -> dict[str, Order]:
    """Give the orders by name."""
    orders = _Posts(exchange)
    return {
        "label": orders.label,
        "confirm": orders.confirm,
        "side": orders.side,
        "split": orders.split,
    }


class _Posts:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._day = exchange.day

    async def label(self, rest: list[str]) -> Said:
        lines, typed = self._exchange.lines(rest)
        question = Question(
            _("What is this post?") if len(lines) == 1 else _("What are these posts?"),
            lambda label: self._exchange.each(lines, lambda line: self._relabel(line, label)),
            [Choice(label, words.label(label), words.meaning(label)) for label in Label],
            understand=_the_label,
        )
        return await self._exchange.ask(question, typed)

    async def _relabel(self, line: Line, label: Label) -> Said:
        what = phrases.post_name(line)
        return await self._exchange.do(Wish(ActKind.RELABEL, line.key, what, label=label))

    async def confirm(self, rest: list[str]) -> Said:
        lines = {line.key: line for line in (self._exchange.line([one]) for one in rest or [""])}
        return await self._exchange.each(lines.values(), self._confirm)

    async def _confirm(self, line: Line) -> Said:
        what = phrases.post_name(line)
        return await self._exchange.do(Wish(ActKind.CONFIRM, line.key, what, label=line.label))

    async def side(self, rest: list[str]) -> Said:
        line = self._exchange.line(rest)
        question = Question(
            _("Whom does {account} speak for?").format(account=phrases.named(line.handle)),
            lambda belongs: self._speaks_for(line, belongs),
            proposals.sides(line, self._day),
        )
        return await self._exchange.ask(question, rest[1:])

    async def _speaks_for(self, line: Line, belongs: proposals.Belongs) -> Said:
        account, what = f"@{line.post.author.handle}", phrases.named(line.handle)
        wish = Wish(ActKind.SIDE, account, what, side=belongs.side, to=belongs.party)
        return await self._exchange.do(wish)

    async def split(self, rest: list[str]) -> Said:
        case = self._exchange.case(rest)
        if len(case.posts) < 2:
            raise OrderError(_("That is all of the case: there is nothing to take out."))
        members = proposals.members(case, self._day)
        what = phrases.case_name(case)
        question = Question(
            _("Which post is a case of its own?"),
            lambda key: self._exchange.sure(
                [case], lambda: self._exchange.do(Wish(ActKind.SPLIT, key, what))
            ),
            members,
            keys=[f"p{self._exchange.teller.post_number(one.gives)}" for one in members],
            known=True,
            hint=_("Type p and the number of a post; an empty line changes nothing."),
        )
        return await self._exchange.ask(question, rest[1:])


def _the_label(typed: str) -> Label | None:
    """The one label that begins so."""
    labels = words.labels_typed(typed)
    return labels.pop() if len(labels) == 1 else None
