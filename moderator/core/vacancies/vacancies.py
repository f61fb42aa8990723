"""The vacancies of a fair: by link with their copies, and by their jobs.

A party that offers the same link again, or says the same again, repeats itself: its
vacancies with one link are copies of one, and so are those with one text, where no
link of their own tells them apart (`core/vacancies/copies.py`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter

from moderator.core.labels import Label
from moderator.core.parties.parties import Parties
from moderator.core.posts import timeline
from moderator.core.posts.node import Node, Order
from moderator.core.text.hosts import is_short_link
from moderator.core.text.repeats import gist
from moderator.core.text.stems import stems_in
from moderator.core.vacancies.copies import Copies, Filed
from moderator.core.vacancies.jobs import Jobs, Stems, Window

_TELLING = 20
"""How many letters a text has to have for its repetition to be no accident."""

_order, _at, _key = attrgetter("order"), attrgetter("at"), attrgetter("key")


@dataclass(frozen=True, slots=True)
class Shift:
    """What may be otherwise because a vacancy came, changed or went.

    The `firsts` have a copy more or less, or another one. Vacancies that it `led` may be
    copies of another one now. Within these windows posts may mean another vacancy: those with
    these `links`, those that name a job with these `words`, those that `ask` an
    account what it offers, and of them, within the windows of `fits`, those with
    any of these words.
    """

    firsts: tuple[Node, ...]
    led: tuple[Node, ...] = ()
    links: tuple[Window, ...] = ()
    words: tuple[Window, ...] = ()
    ask: tuple[Window, ...] = ()
    fits: tuple[tuple[Window, Stems], ...] = ()


class Vacancies:
    """Every post that offers work, as it is judged now."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._filed: dict[Node, Filed] = {}
        self._copies = Copies(self._filed)
        self.jobs = Jobs(parties)
        self._by_author: dict[str, dict[Node, None]] = {}

    def note(self, node: Node) -> Shift | None:
        """Take a post's verdict in; gives what that may concern, None where nothing."""
        before = self._filed.get(node)
        after = self._as_filed(node) if is_vacancy(node) else None
        if before is None and after is None:
            return None
        if before is not None:
            self._take_out(node, before)
        shift = self._shift(before, after)
        if after is not None:
            self._put_in(node, after)
        return shift

    def _shift(self, before: Filed | None, after: Filed | None) -> Shift:
        """What is otherwise where a vacancy is filed so that was filed so; now it is out."""
        filed = [each for each in (before, after) if each is not None]
        firsts = tuple([self._copies.first(each)[2] for each in filed])
        if before == after:
            return Shift(firsts)
        led = chain.from_iterable(map(self._copies.led, filed))
        jobs = [(each.author, each.stems, each.entry[:2]) for each in filed if not each.deleted]
        return Shift(
            firsts=firsts,
            led=tuple(dict.fromkeys(led)),
            links=tuple([window for each in filed for window in self._windows(each)]),
            words=tuple([window for job in jobs for window in self.jobs.windows(*job)]),
            ask=tuple([self.jobs.alone(account, order) for account, _, order in jobs]),
            fits=tuple([(self.jobs.latest(*job), job[1]) for job in jobs]),
        )

    def offering(self, link: str) -> Iterator[Node]:
        """The vacancies with that link (as given by `links_of`), in order."""
        return timeline.between(self._copies.having(link), None, None)

    def first_copy(self, vacancy: Node) -> Node:
        """The earliest of a vacancy's copies: possibly itself."""
        return self._copies.first(self._known(vacancy))[2]

    def by(self, account: str) -> list[Node]:
        """The vacancies of an account, deleted ones included."""
        return list(self._by_author.get(account, ()))

    def copies(self, vacancy: Node) -> set[Node]:
        """The vacancies that are one with this one, itself included."""
        return {vacancy, *self._copies.of(self._known(vacancy))}

    def keys(self, vacancy: Node) -> tuple[str, ...]:
        """What makes another vacancy a copy of this one: its links, and its text."""
        return self._filed[vacancy].keys if vacancy in self._filed else links_of(vacancy)

    def words(self, vacancy: Node) -> Stems:
        """The words of a vacancy that say something about the job; none once it is deleted."""
        return self._filed[vacancy].stems if vacancy in self._filed else ()

    def nearest(self, links: Iterable[str], order: Order) -> Iterator[Node]:
        """The vacancies with such a link: the latest before that moment first, then those after."""
        lists = [self._copies.having(link) for link in links]
        earlier = merge(
            *(timeline.before(entries, order) for entries in lists), key=_order, reverse=True
        )
        for _, alike in groupby(earlier, key=_at):
            yield from sorted(set(alike), key=_key)
        later = (timeline.between(entries, order, None) for entries in lists)
        yield from dict.fromkeys(merge(*later, key=_order))

    def _known(self, vacancy: Node) -> Filed:
        return self._filed.get(vacancy) or self._as_filed(vacancy)

    def _as_filed(self, node: Node) -> Filed:
        deleted = node.deleted is not None
        return Filed(
            node.author,
            self._parties.party(node.author),
            (*links_of(node), *_said_key(node)),
            tuple(sorted(stems_in(node.text))),
            deleted,
            timeline.entry(node),
        )

    def _windows(self, filed: Filed) -> Iterator[Window]:
        """Who may mean another vacancy by its links: from its party's one before to the next."""
        at, key, _ = filed.entry
        for link in filed.keys:
            if len(self._copies.having(link)) <= 1:
                yield (link, None, None)
                continue
            entries = self._copies.of_party(filed.party, link)
            earlier = timeline.before(entries, (at, key))
            later = timeline.between(entries, (at, key), None)
            start = next((node.order for node in earlier if node.at < at), None)
            end = next((node.order for node in later if node.at > at), None)
            yield (link, start, end)

    def _take_out(self, node: Node, filed: Filed) -> None:
        del self._filed[node]
        del self._by_author[filed.author][node]
        self._copies.take_out(filed)
        if not filed.deleted:
            self.jobs.take_out(filed.author, filed.stems, filed.entry)

    def _put_in(self, node: Node, filed: Filed) -> None:
        self._copies.put(filed)
        self._filed[node] = filed
        self._by_author.setdefault(filed.author, {})[node] = None
        if not filed.deleted:
            self.jobs.put(filed.author, filed.stems, filed.entry)


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
