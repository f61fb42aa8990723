"""Which vacancies are copies of one: those of a party with a link or text in common.

That goes on from one to the next: where a vacancy has the link of one and the text of
another, all three are copies. So the keys (links and texts) that some vacancy ties
together make a bundle, and the copies of a vacancy are all that have a key of its bundle.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node
from moderator.core.vacancies.jobs import Stems


@dataclass(frozen=True, slots=True)
class Filed:
    """A vacancy as it was filed, with its party then, and the keys of its links and its text.

    `stems` is empty once it is deleted.
    """

    author: str
    party: str
    keys: tuple[str, ...]
    stems: Stems
    deleted: bool
    entry: Entry


@dataclass(slots=True)
class _Bundle:
    """The keys of a party that its vacancies tie together; the first of these, once looked for."""

    keys: set[str]
    first: Entry | None = None


class Copies:
    """Every vacancy by its keys; `filed` tells how each of them was put in."""

    def __init__(self, filed: Mapping[Node, Filed]) -> None:
        self._filed = filed
        self._having: dict[str, list[Entry]] = {}
        self._apart: dict[str, dict[str, list[Entry]]] = {}
        self._bundles: dict[tuple[str, str], _Bundle] = {}

    def having(self, key: str) -> Sequence[Entry]:
        """The vacancies with that key, whosever they are, in order."""
        return self._having.get(key, ())

    def of_party(self, party: str, key: str) -> Sequence[Entry]:
        """The party's vacancies with that key, in order."""
        entries, apart = self._having.get(key), self._apart.get(key)
        if apart is not None:
            return apart.get(party, ())
        return entries if entries and self._party_of(entries) == party else ()

    def first(self, filed: Filed) -> Entry:
        """The earliest of the copies of a vacancy that is filed so: possibly itself."""
        firsts = (self._first(filed.party, key) for key in filed.keys)
        return min((filed.entry, *filter(None, firsts)))

    def of(self, filed: Filed) -> Iterator[Node]:
        """The copies of a vacancy that is filed so; some possibly twice."""
        return chain.from_iterable(self._copies(filed.party, key) for key in filed.keys)

    def led(self, filed: Filed) -> Iterator[Node]:
        """The vacancies that have another first copy by that one: while it is not put in."""
        first = self.first(filed)
        for key in filed.keys:
            known = self._first(filed.party, key)
            if known is not None and known is not first:
                yield from self._copies(filed.party, key)

    def put(self, filed: Filed) -> None:
        """Put a vacancy in."""
        party, keys, first = filed.party, filed.keys, self.first(filed)
        for key in keys:
            self._put_apart(party, key, filed.entry)
            timeline.enter(self._having, key, filed.entry)
        if len(keys) > 1 or any((party, key) in self._bundles for key in keys):
            self._tie(party, keys).first = first

    def take_out(self, filed: Filed) -> None:
        """Take a vacancy out, as it was put."""
        for key in filed.keys:
            timeline.leave(self._having, key, filed.entry)
            if key in self._apart:
                timeline.leave(self._apart[key], filed.party, filed.entry)
        if any((filed.party, key) in self._bundles for key in filed.keys):
            self._untie(filed)

    def _party_of(self, entries: Sequence[Entry]) -> str:
        return self._filed[entries[0][2]].party

    def _first(self, party: str, key: str) -> Entry | None:
        """The first of the vacancies with that key, and of those tied to them."""
        bundle = self._bundles.get((party, key))
        if bundle is None:
            return next(iter(self.of_party(party, key)), None)
        if bundle.first is None:
            bundle.first = min(self.of_party(party, each)[0] for each in bundle.keys)
        return bundle.first

    def _copies(self, party: str, key: str) -> Iterator[Node]:
        """The vacancies with that key, and those tied to them."""
        bundle = self._bundles.get((party, key))
        for each in bundle.keys if bundle else (key,):
            for _, _, node in self.of_party(party, each):
                yield node

    def _put_apart(self, party: str, key: str, entry: Entry) -> None:
        """File a vacancy under its party as well, where several parties have its key."""
        apart, entries = self._apart.get(key), self._having.get(key)
        if apart is None and entries and (other := self._party_of(entries)) != party:
            apart = self._apart[key] = {other: list(entries)}
        if apart is not None:
            timeline.enter(apart, party, entry)

    def _tie(self, party: str, keys: Collection[str]) -> _Bundle:
        """The bundle of these keys, made of those in which they were."""
        bundles = [self._bundles.get((party, key)) or _Bundle({key}) for key in keys]
        largest = max(bundles, key=lambda bundle: len(bundle.keys))
        for bundle in bundles:
            if bundle is not largest:
                largest.keys |= bundle.keys
                self._bundles |= {(party, key): largest for key in bundle.keys}
        self._bundles |= {(party, key): largest for key in keys}
        return largest

    def _untie(self, filed: Filed) -> None:
        """Have a bundle fall apart, as far as only this vacancy, which is out, tied it together."""
        party, left = filed.party, list[str]()
        for key in filed.keys:
            if self.of_party(party, key):
                left.append(key)
            else:
                self._bundles.pop((party, key)).keys.discard(key)
        for bundle in (self._bundles[party, key] for key in left):
            if bundle.first is filed.entry:
                bundle.first = None
        if len(left) > 1:
            self._bundle_anew(party, left[0])

    def _bundle_anew(self, party: str, key: str) -> None:
        vacancies = set(self._copies(party, key))
        for each in self._bundles[party, key].keys:
            del self._bundles[party, each]
        for keys in (self._filed[vacancy].keys for vacancy in vacancies):
            if len(keys) > 1:
                self._tie(party, keys).first = None
