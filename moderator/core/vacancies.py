"""The vacancies of a fair: by link with their copies, and by their jobs.

A party that offers the same link again, or says the same again, repeats itself: its
vacancies with one link are copies of one, and so are those with one text, where no
link of their own tells them apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter

from moderator.core import timeline
from moderator.core.hosts import is_short_link
from moderator.core.jobs import Jobs, Stems, Window
from moderator.core.labels import Label
from moderator.core.node import Entry, Node, Order
from moderator.core.parties import Parties
from moderator.core.repeats import gist
from moderator.core.stems import stems_in

_TELLING = 20
"""How many letters a text has to have for its repetition to be no accident."""

_order, _at, _key = attrgetter("order"), attrgetter("at"), attrgetter("key")


@dataclass(frozen=True, slots=True)
class Shift:
    """What may be otherwise because a vacancy came, changed or went.

    Vacancies that it led may be copies of another one now; the `firsts` have a copy
    more or less. Within these windows posts may mean another vacancy: those with
    these `links`, those that name a job with these `words`, those that `ask` an
    account what it offers, and of them, within the windows of `fits`, those with
    any of these words.
    """

    led: tuple[Node, ...]
    firsts: tuple[Node, ...]
    links: tuple[Window, ...]
    words: tuple[Window, ...]
    ask: tuple[Window, ...]
    fits: tuple[tuple[Window, Stems], ...]


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
        self._apart: dict[str, dict[str, list[Entry]]] = {}
        self.jobs = Jobs(parties)
        self._by_author: dict[str, dict[Node, None]] = {}

    def note(self, node: Node) -> Shift | None:
        """Take a post's verdict in; gives what that may concern, None where nothing."""
        before = self._filed.pop(node, None)
        if before is not None:
            self._by_author[before.author].pop(node)
        after = _filed(node) if is_vacancy(node) else None
        if before is None and after is None:
            return None
        filed = [each for each in (before, after) if each is not None]
        firsts = [first for each in filed for first in self._firsts(each.author, each.links)]
        if before is not None:
            self._take_out(before)
        led = [] if before == after else [copy for each in filed for copy in self._led(each)]
        shift = self._shift(filed, dict.fromkeys(led), dict.fromkeys(firsts))
        if after is not None:
            self._put_in(node, after)
        return shift

    def _shift(self, filed: Sequence[_Filed], led: Iterable[Node], firsts: Iterable[Node]) -> Shift:
        """What is otherwise while a vacancy is filed so, which it is not now."""
        jobs = [(each.author, each.stems, each.entry[:2]) for each in filed if not each.deleted]
        return Shift(
            led=tuple(led),
            firsts=tuple(firsts),
            links=tuple([window for each in filed for window in self._windows(each)]),
            words=tuple([window for job in jobs for window in self.jobs.windows(*job)]),
            ask=tuple([self.jobs.alone(account, order) for account, _, order in jobs]),
            fits=tuple([(self.jobs.latest(*job), job[1]) for job in jobs]),
        )

    def offering(self, link: str) -> Iterator[Node]:
        """The vacancies with that link (as given by `links_of`), in order."""
        return timeline.between(self._by_link.get(link, ()), None, None)

    def first_copy(self, vacancy: Node) -> Node:
        """The earliest vacancy with the same link or text by the same party: possibly itself."""
        firsts = self._firsts(vacancy.author, self.keys(vacancy))
        return min((vacancy, *firsts), key=_order)

    def firsts(self, vacancy: Node) -> list[Node]:
        """The vacancies that it may be a copy of, by any of its links; itself among them."""
        return [vacancy, *self._firsts(vacancy.author, self.keys(vacancy))]

    def by(self, account: str) -> list[Node]:
        """The vacancies of an account, deleted ones included."""
        return list(self._by_author.get(account, ()))

    def copies(self, vacancy: Node) -> set[Node]:
        """The vacancies with the same link or text by the same party, itself included."""
        party = self._parties.party(vacancy.author)
        theirs = (self._theirs(party, key) for key in self.keys(vacancy))
        return {vacancy, *(node for _, _, node in chain.from_iterable(theirs))}

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

    def _firsts(self, author: str, keys: Iterable[str]) -> Iterator[Node]:
        """The party's earliest vacancy with each of these links or texts."""
        party = self._parties.party(author)
        theirs = (self._theirs(party, key) for key in keys)
        return (entries[0][2] for entries in theirs if entries)

    def _theirs(self, party: str, key: str) -> Sequence[Entry]:
        """The party's vacancies with that link or text, in order."""
        entries, apart = self._by_link.get(key, ()), self._apart.get(key)
        if apart is None:
            mine = entries and self._parties.party(entries[0][2].author) == party
            return entries if mine else ()
        lists = [apart[each] for each in self._parties.accounts(party) if each in apart]
        return lists[0] if len(lists) == 1 else list(merge(*lists))

    def _windows(self, filed: _Filed) -> Iterator[Window]:
        """Who may mean another vacancy by its links: from its party's one before to the next."""
        party, (at, key, _) = self._parties.party(filed.author), filed.entry
        for link in filed.links:
            if len(self._by_link.get(link, ())) <= 1:
                yield (link, None, None)
                continue
            entries = self._theirs(party, link)
            earlier = timeline.before(entries, (at, key))
            later = timeline.between(entries, (at, key), None)
            start = next((node.order for node in earlier if node.at < at), None)
            end = next((node.order for node in later if node.at > at), None)
            yield (link, start, end)

    def _led(self, filed: _Filed) -> Iterator[Node]:
        """The vacancies of which it is the first copy."""
        party = self._parties.party(filed.author)
        for link in filed.links:
            entries = self._theirs(party, link)
            if entries and entries[0][:2] > filed.entry[:2]:
                yield from (node for _, _, node in entries)

    def _take_out(self, filed: _Filed) -> None:
        for link in filed.links:
            timeline.remove(self._by_link[link], filed.entry)
            if link in self._apart:
                timeline.remove(self._apart[link][filed.author], filed.entry)
        if not filed.deleted:
            self.jobs.take_out(filed.author, filed.stems, filed.entry)

    def _put_in(self, node: Node, filed: _Filed) -> None:
        self._filed[node] = filed
        self._by_author.setdefault(filed.author, {})[node] = None
        for link in filed.links:
            self._put_apart(link, self._by_link.get(link, ()), filed)
            timeline.enter(self._by_link, link, filed.entry)
        if not filed.deleted:
            self.jobs.put(filed.author, filed.stems, filed.entry)

    def _put_apart(self, link: str, entries: Sequence[Entry], filed: _Filed) -> None:
        """File a vacancy under its account as well, where several accounts have its link."""
        apart = self._apart.get(link)
        if apart is None and entries:
            other = self._filed[entries[0][2]].author
            if other != filed.author:
                apart = self._apart[link] = {other: list(entries)}
        if apart is not None:
            timeline.enter(apart, filed.author, filed.entry)


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
    """Whether a post offers work, as it is judged now; to repeat an offer bare is none."""
    label = node.verdict.label if node.verdict is not None else None
    return label is Label.VACANCY and not node.is_repeat


def links_of(node: Node) -> tuple[str, ...]:
    """What a post's links lead to, in a form that is equal for equal targets."""
    return tuple(dict.fromkeys(node.links + node.leads)) if node.leads else node.links
