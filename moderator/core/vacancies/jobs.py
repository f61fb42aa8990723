"""The jobs that are on offer: which vacancy words fit best, of an account or of all.

Vacancies of one account with the same words are one job here: of those only the
latest before a question can be meant. So a vacancy that comes or goes concerns
no more than the questions up to the next of its like.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from moderator.core.parties.parties import Parties
from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node, Order

Stems = tuple[str, ...]
Window = tuple[str, Order | None, Order | None]
"""A link, account or word, and from when to when posts may mean another vacancy by it.

None sets no limit.
"""


class Jobs:
    """The vacancies that stand, by their account and by the words that tell the job."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._by_account: dict[str, list[Entry]] = {}
        self._told_by: dict[str, dict[Stems, list[Entry]]] = {}
        self._told: dict[Stems, list[Entry]] = {}
        self._with_stem: dict[str, dict[Stems, None]] = {}

    def put(self, account: str, stems: Stems, entry: Entry) -> None:
        """File a vacancy of that account under its words."""
        timeline.enter(self._by_account, account, entry)
        timeline.enter(self._told_by.setdefault(account, {}), stems, entry)
        timeline.enter(self._told, stems, entry)
        for stem in stems:
            self._with_stem.setdefault(stem, {})[stems] = None

    def take_out(self, account: str, stems: Stems, entry: Entry) -> None:
        """Take a vacancy out, as it was put."""
        timeline.remove(self._by_account[account], entry)
        timeline.remove(self._told[stems], entry)
        timeline.leave(self._told_by[account], stems, entry)

    def fitting(self, accounts: Iterable[str], words: frozenset[str], order: Order) -> Node | None:
        """The vacancy of these accounts before that moment that most of the words fit, if any."""
        best, most = None, (0, order)
        for account in accounts:
            for stems, entries in self._told_by.get(account, {}).items():
                overlap = len(words.intersection(stems))
                latest = next(timeline.before(entries, order), None) if overlap else None
                if latest is not None and (best is None or (overlap, latest.order) > most):
                    best, most = latest, (overlap, latest.order)
        return best

    def only(self, accounts: Iterable[str], order: Order) -> Node | None:
        """The one vacancy of these accounts before that; None where there is none, or another."""
        lists = (self._by_account.get(account, ()) for account in accounts)
        earlier = (timeline.before(entries, order) for entries in lists)
        found = list(islice(chain.from_iterable(earlier), 2))
        return found[0] if len(found) == 1 else None

    def called(self, words: frozenset[str], order: Order, *, least: int = 1) -> Node | None:
        """The vacancy before that moment that most of the words fit, the latest of equals.

        None where those of two parties fit as well, or fewer words than that many fit.
        """
        lists = {stems for word in words for stems in self._with_stem.get(word, ())}
        fits = [
            (len(words.intersection(stems)), latest.order, latest, stems)
            for stems in lists
            if (latest := next(timeline.before(self._told[stems], order), None)) is not None
        ]
        most, _, best, _ = max(fits, key=lambda fit: fit[:2], default=(0, None, None, None))
        alike = (self._told[stems] for overlap, _, _, stems in fits if overlap == most)
        earlier = chain.from_iterable(timeline.before(entries, order) for entries in alike)
        parties = (self._parties.party(each.author) for each in earlier)
        party = next(parties, None)
        alone = most >= least and all(other == party for other in parties)
        return best if alone else None

    def alone(self, account: str, order: Order) -> Window:
        """When a vacancy of then is its account's only one, or the one that makes it two."""
        others = self._by_account.get(account, ())
        return (account, order, max(order, others[1][:2]) if len(others) > 1 else None)

    def latest(self, account: str, stems: Stems, order: Order) -> Window:
        """When a vacancy of then is its account's latest with these words."""
        alike = self._told_by.get(account, {}).get(stems, ())
        return (account, order, timeline.following(alike, order))

    def windows(self, account: str, stems: Stems, order: Order) -> Iterator[Window]:
        """When a vacancy of then, with these words, is the latest or the first of its party."""
        entries = self._told.get(stems, ())
        end = timeline.following(entries, order)
        if end is not None and not any(self._of_party(account, timeline.before(entries, order))):
            later = self._of_party(account, timeline.between(entries, order, None))
            end = next((node.order for node in later), None)
        return ((stem, order, end) for stem in stems)

    def _of_party(self, account: str, nodes: Iterable[Node]) -> Iterator[Node]:
        """Those of these vacancies that are of the account's party."""
        party = self._parties.party(account)
        return (node for node in nodes if self._parties.party(node.author) == party)
