"""The vacancies of a fair: by link with their copies, by account, and by their words.

A party that offers the same link again, or says the same again, repeats itself: its
vacancies with one link are copies of one, and so are those with one text, where no
link of their own tells them apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from heapq import merge
from itertools import chain, groupby, islice
from operator import attrgetter

from moderator.core import timeline
from moderator.core.hosts import is_short_link
from moderator.core.labels import Label
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.repeats import gist
from moderator.core.stems import stems_in
from moderator.core.timeline import Entry, Order

Stems = tuple[str, ...]
Window = tuple[str, Order | None, Order | None]
"""A link, and from when to when posts may mean another vacancy by it; None sets no limit."""

_TELLING = 20
"""How many letters a text has to have for its repetition to be no accident."""

_order, _at, _key = attrgetter("order"), attrgetter("at"), attrgetter("key")


@dataclass(frozen=True, slots=True)
class Shift:
    """What may be otherwise because a vacancy came, changed or went.

    Vacancies that it led may be copies of another one now; the `firsts` have a copy
    more or less. Since that moment, posts that speak to these `accounts`, or use
    these `stems`, may mean another vacancy.
    """

    since: Order
    led: tuple[Node, ...]
    firsts: tuple[Node, ...]
    windows: tuple[Window, ...]
    accounts: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Filed:
    """A vacancy as it was filed, with the keys of its links and its text.

    `stems` is empty once it is deleted.
    """

    author: str
    links: tuple[str, ...]
    stems: Stems
    deleted: bool
    entry: Entry


class Vacancies:
    """Every post that offers work, as it is judged now."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._filed: dict[Node, _Filed] = {}
        self._by_link: dict[str, list[Entry]] = {}
        self._by_account: dict[str, dict[Stems, list[Entry]]] = {}
        self._by_stems: dict[Stems, list[Entry]] = {}
        self._with_stem: dict[str, dict[Stems, None]] = {}

    def note(self, node: Node) -> Shift | None:
        """Take a post's verdict in; gives what that may concern, None where nothing."""
        before = self._filed.pop(node, None)
        after = _filed(node) if is_vacancy(node) else None
        if before is None and after is None:
            return None
        filed = [each for each in (before, after) if each is not None]
        firsts = [first for each in filed for first in self._firsts(each.author, each.links)]
        if before is not None:
            self._take_out(before)
        windows = [window for each in filed for window in self._windows(each)]
        led = [] if before == after else [copy for each in filed for copy in self._led(each)]
        if after is not None:
            self._put_in(node, after)
        return Shift(
            since=min(each.entry[:2] for each in filed),
            led=tuple(dict.fromkeys(led)),
            firsts=tuple(dict.fromkeys(firsts)),
            windows=tuple(windows),
            accounts=frozenset(each.author for each in filed),
            stems=frozenset(chain.from_iterable(each.stems for each in filed)),
        )

    def offering(self, link: str) -> Iterator[Node]:
        """The vacancies with that link (as given by `links_of`), in order."""
        return timeline.between(self._by_link.get(link, ()), None, None)

    def by(self, account: str) -> list[Node]:
        """The vacancies of an account that stand."""
        lists = self._by_account.get(account, {}).values()
        return [node for entries in lists for _, _, node in entries]

    def first_copy(self, vacancy: Node) -> Node:
        """The earliest vacancy with the same link or text by the same party: possibly itself."""
        firsts = self._firsts(vacancy.author, self.keys(vacancy))
        return min((vacancy, *firsts), key=_order)

    def copies(self, vacancy: Node) -> set[Node]:
        """The vacancies with the same link or text by the same party, itself included."""
        party = self._parties.party(vacancy.author)
        found = chain.from_iterable(map(self.offering, self.keys(vacancy)))
        return {vacancy, *self._of_party(party, found)}

    def keys(self, vacancy: Node) -> tuple[str, ...]:
        """What makes another vacancy a copy of this one: its links, and its text."""
        return self._filed[vacancy].links if vacancy in self._filed else links_of(vacancy)

    def words(self, vacancy: Node) -> Stems:
        """The words of a vacancy that say something about the job; none once it is deleted."""
        return self._filed[vacancy].stems if vacancy in self._filed else ()

    def nearest(self, links: Iterable[str], order: Order) -> Iterator[Node]:
        """The vacancies with such a link: the latest before that moment first, then those after."""
        lists = [self._by_link.get(link, ()) for link in links]
        earlier = merge(
            *(timeline.before(entries, order) for entries in lists), key=_order, reverse=True
        )
        for _, alike in groupby(earlier, key=_at):
            yield from sorted(set(alike), key=_key)
        later = (timeline.between(entries, order, None) for entries in lists)
        yield from dict.fromkeys(merge(*later, key=_order))

    def fitting(self, accounts: Iterable[str], words: frozenset[str], order: Order) -> Node | None:
        """The vacancy of these accounts before that moment that most of the words fit, if any."""
        best, most = None, (0, order)
        for stems, entries in self._lists(accounts):
            overlap = len(words.intersection(stems))
            latest = next(timeline.before(entries, order), None) if overlap else None
            if latest is not None and (best is None or (overlap, latest.order) > most):
                best, most = latest, (overlap, latest.order)
        return best

    def only(self, accounts: Iterable[str], order: Order) -> Node | None:
        """The one vacancy of these accounts before that; None where there is none, or another."""
        earlier = (timeline.before(entries, order) for _, entries in self._lists(accounts))
        found = list(islice(chain.from_iterable(earlier), 2))
        return found[0] if len(found) == 1 else None

    def called(self, words: frozenset[str], order: Order) -> Node | None:
        """The vacancy before that moment that most of the words fit, the latest of equals.

        None where those of two parties fit as well.
        """
        lists = {stems for word in words for stems in self._with_stem.get(word, ())}
        fits = [
            (len(words.intersection(stems)), latest.order, latest, stems)
            for stems in lists
            if (latest := next(timeline.before(self._by_stems[stems], order), None)) is not None
        ]
        most, _, best, _ = max(fits, key=lambda fit: fit[:2], default=(0, None, None, None))
        alike = (self._by_stems[stems] for overlap, _, _, stems in fits if overlap == most)
        earlier = chain.from_iterable(timeline.before(entries, order) for entries in alike)
        parties = (self._parties.party(each.author) for each in earlier)
        party = next(parties, None)
        return best if all(other == party for other in parties) else None

    def _firsts(self, author: str, keys: Iterable[str]) -> Iterator[Node]:
        """The party's earliest vacancy with each of these links or texts."""
        party = self._parties.party(author)
        firsts = (next(self._of_party(party, self.offering(key)), None) for key in keys)
        return (first for first in firsts if first is not None)

    def _lists(self, accounts: Iterable[str]) -> Iterator[tuple[Stems, list[Entry]]]:
        for account in accounts:
            yield from self._by_account.get(account, {}).items()

    def _of_party(self, party: str, nodes: Iterable[Node]) -> Iterator[Node]:
        return (node for node in nodes if self._parties.party(node.author) == party)

    def _windows(self, filed: _Filed) -> Iterator[Window]:
        """Who may mean another vacancy by its links: from its party's one before to the next."""
        party, (at, key, _) = self._parties.party(filed.author), filed.entry
        for link in filed.links:
            entries = self._by_link.get(link, ())
            if len(entries) <= 1:
                yield (link, None, None)
                continue
            earlier = self._of_party(party, timeline.before(entries, (at, key)))
            later = self._of_party(party, timeline.between(entries, (at, key), None))
            start = next((node.order for node in earlier if node.at < at), None)
            end = next((node.order for node in later if node.at > at), None)
            yield (link, start, end)

    def _led(self, filed: _Filed) -> Iterator[Node]:
        """The vacancies of which it is the first copy."""
        party = self._parties.party(filed.author)
        for link in filed.links:
            first = next(self._of_party(party, self.offering(link)), None)
            if first is not None and first.order > filed.entry[:2]:
                yield from self._of_party(party, self.offering(link))

    def _take_out(self, filed: _Filed) -> None:
        for link in filed.links:
            timeline.remove(self._by_link[link], filed.entry)
        if filed.deleted:
            return
        timeline.remove(self._by_account[filed.author][filed.stems], filed.entry)
        timeline.remove(self._by_stems[filed.stems], filed.entry)

    def _put_in(self, node: Node, filed: _Filed) -> None:
        self._filed[node] = filed
        for link in filed.links:
            timeline.insert(self._by_link.setdefault(link, []), filed.entry)
        if filed.deleted:
            return
        lists = self._by_account.setdefault(filed.author, {})
        timeline.insert(lists.setdefault(filed.stems, []), filed.entry)
        timeline.insert(self._by_stems.setdefault(filed.stems, []), filed.entry)
        for stem in filed.stems:
            self._with_stem.setdefault(stem, {})[filed.stems] = None


def _filed(node: Node) -> _Filed:
    deleted = node.deleted is not None
    stems = tuple(sorted(stems_in(node.text)))
    keys = (*links_of(node), *_said_key(node))
    return _Filed(node.author, keys, stems, deleted, timeline.entry(node))


def _said_key(node: Node) -> tuple[str, ...]:
    """A key that is equal for equal texts; none for one that is too short, or whose links tell."""
    words = gist(node.text)
    if len(words) < _TELLING or not all(map(is_short_link, node.seen.links)):
        return ()
    return ("text:" + blake2b(words.encode("utf-8", "replace"), digest_size=12).hexdigest(),)


def is_vacancy(node: Node) -> bool:
    """Whether a post offers work, as it is judged now."""
    return node.verdict is not None and node.verdict.label is Label.VACANCY


def links_of(node: Node) -> tuple[str, ...]:
    """What a post's links lead to, in a form that is equal for equal targets."""
    return tuple(dict.fromkeys(node.links + node.leads)) if node.leads else node.links
