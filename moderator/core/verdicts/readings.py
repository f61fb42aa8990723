"""How a post is read now: in which context, and by which mark a verdict holds for that."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from moderator.core.context import (
    BARE,
    Context,
    Reading,
    Said,
    context_mark,
    reading_mark,
    said_mark,
    version_of,
)
from moderator.core.labels import Label, Side
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node
from moderator.core.posts.small_sets import joined
from moderator.core.threads.threads import Threads
from moderator.core.verdicts.asked import Asked
from moderator.core.verdicts.askers import Askers
from moderator.core.verdicts.firsts import Firsts
from moderator.core.verdicts.hails import hails_in

_NEEDS = (Label.QUESTION, Label.BROKEN_LINK)
ABOVE = 6
"""How many posts above it belong to a post's context."""


class Readings:
    """Reads posts in their contexts. Marks are made far more often than readings."""

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self._reports = Firsts()
        self._asked = Asked()
        self._askers = Askers(parties)
        self._hailing: dict[str, Collection[Node]] = {}

    def mark(self, node: Node) -> str:
        """The mark of the post's reading, without making the reading."""
        side, quoted = self._parties.side, self._quoted(node)
        context = context_mark(
            side(node.author),
            [self._mark(each, _label(each)) for each in self._above(node)],
            self._mark(quoted, self._label_quoted(node, quoted)) if quoted else "",
            [side(key) for key in node.mentions] if node.mentions else (),
            *self._needs_before(node),
        )
        return reading_mark(node.seen, context, shares_link=self._shares(node))

    def bare_mark(self, node: Node) -> str:
        """The mark of the bare reading."""
        return reading_mark(node.seen, BARE, shares_link=self._shares(node))

    def reading(self, node: Node) -> Reading:
        """The post in its present context."""
        report_above, mentions_asker = self._needs_before(node)
        quoted = self._quoted(node)
        context = Context(
            author=node.author,
            side=self._parties.side(node.author),
            ancestors=tuple(map(self._said, self._above(node))),
            quoted=self._said_quoted(node, quoted) if quoted else None,
            mentions=tuple(map(self._parties.side, node.mentions)),
            report_above=report_above,
            mentions_asker=mentions_asker,
        )
        return Reading(node.key, node.seen, context, shares_link=self._shares(node))

    def bare(self, node: Node) -> Reading:
        """The post alone."""
        return Reading(node.key, node.seen, bare=True, shares_link=self._shares(node))

    def note(self, node: Node) -> list[Node]:
        """Count a post as what it is judged to be now; gives those whose context that may change.

        They look whether a report came before them in the thread, or a need by
        whom they mention.
        """
        label, concerned = _label(node), list[Node]()
        if label not in _NEEDS and node not in self._asked:
            return concerned
        root = node.root() if label is Label.BROKEN_LINK else None
        for top, start, end in self._reports.put(node, root):
            below = (top, *top.descendants())
            concerned += [each for each in below if start < each.since <= end]
        asker = node.author if label in _NEEDS else None
        for account, start, end in self._asked.put(node, asker):
            self._askers.note(account, asks=True)
            concerned += self._threads.voices.between(account, start, end)
            if self._asked.last_before(account, start) is None:
                near = self._threads.voices.to(account)
                concerned += [each for each in near if start < each.since <= end]
            concerned += self._calling(account, start, end)
            self._askers.note(account, asks=self._asked.asks(account))
        return concerned

    def rename(self, account: str) -> list[Node]:
        """Call an asker by the present names; gives the posts that may mean somebody else now."""
        if not self._asked.asks(account):
            return []
        before = self._askers.names(account)
        self._askers.rename(account, asks=True)
        after = self._askers.names(account)
        names = {*before, *after} if before != after else ()
        return [each for name in names for each in self._hailing.get(name, ())]

    def going_on(self, node: Node) -> list[Node]:
        """The posts that may be read as going on about a need: by its asker, or to them."""
        window = self._asked.window(node)
        if window is None:
            return []
        return [*self._threads.voices.between(*window), *self._calling(*window)]

    def _calling(self, account: str, start: datetime, end: datetime) -> Iterator[Node]:
        """The posts of those moments that call an asker by name."""
        for name in self._askers.names(account):
            for each in self._hailing.get(name, ()):
                if start < each.since <= end:
                    yield each

    def _above(self, node: Node) -> Sequence[Node]:
        """The posts above it that arrived, nearest first, as far as they belong to its context.

        Above a post that hangs on nothing and begins with a mention is what that account
        asked last, or else what its author asked of that account last: so people went on
        before there was a button for it. An employer may call the asker by name instead.
        """
        if node.stem is not None:
            return _stems(node)
        if not node.mentions:
            return self._hailed(node)
        if not node.text.lstrip(". ").startswith("@"):
            return ()
        asked = (self._asked.last_before(key, node.since) for key in node.mentions)
        may = [each for each in asked if each is not None and self._may_answer(node, each)]
        own = self._asked.last_before(node.author, node.since)
        if own is not None and not set(own.mentions).isdisjoint(node.mentions):
            may.append(own)
        return may[:1]

    def _hailed(self, node: Node) -> Sequence[Node]:
        """What the one asker asked last whom an employer or the organiser calls by name."""
        if not self._parties.side(node.author).owes_answers:
            return ()
        names = hails_in(node.text)
        for name in names:
            self._hailing[name] = joined(self._hailing.get(name, ()), node)
        asked = (self._asked.last_before(key, node.since) for key in self._askers.called(names))
        found = [each for each in asked if each is not None and each.author != node.author]
        return found if len(found) == 1 and self._may_answer(node, found[0]) else ()

    def _may_answer(self, node: Node, need: Node) -> bool:
        """Whether a post may answer a need: of an employer's, only the organiser's."""
        asker_owes = self._parties.side(need.author).owes_answers
        return not asker_owes or self._parties.side(node.author) is Side.ORGANISER

    def _shares(self, node: Node) -> bool:
        """Whether a post that hangs on nothing has a link that another account gave before."""
        return node.stem is None and bool(node.links) and self._threads.shared.is_of_another(node)

    def _needs_before(self, node: Node) -> tuple[bool, bool]:
        """Whether a report came before it in the thread, and a need by whom it mentions."""
        since, asked = node.since, False
        for key in node.mentions:
            asked = asked or self._asked.last_before(key, since) is not None
        return self._reports.any_before(node.top or node, since), asked

    def _quoted(self, node: Node) -> Node | None:
        quoted = self._threads.quoted(node) if node.seen.quoted else None
        return quoted if quoted is not None and quoted.post is not None else None

    def _label_quoted(self, node: Node, quoted: Node) -> Label | None:
        """The quoted post's label; None where it may in turn depend on this one's."""
        before = quoted is node.stem or quoted.since < node.since
        return _label(quoted) if before else None

    def _said_quoted(self, node: Node, quoted: Node) -> Said:
        return replace(self._said(quoted), label=self._label_quoted(node, quoted))

    def _said(self, node: Node) -> Said:
        side, post = self._parties.side(node.author), node.seen
        return Said(node.key, node.author, side, node.text, _label(node), version_of(post))

    def _mark(self, node: Node, label: Label | None) -> str:
        return said_mark(node.key, version_of(node.seen), label, self._parties.side(node.author))


def _stems(node: Node) -> list[Node]:
    """The posts above it that arrived, nearest first, as far as context reaches."""
    above, each = list[Node](), node.stem
    for _ in range(ABOVE):
        if each is None:
            break
        if each.post is not None:
            above.append(each)
        each = each.stem
    return above


def _label(node: Node) -> Label | None:
    return node.verdict.label if node.verdict else None
