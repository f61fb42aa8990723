"""Who else may speak for a vacancy: the other parties that it names itself.

An agency names the client for whom it recruits, an employer the agency through
which to apply. Whoever of them answers the asker, the asker is answered.
"""

from moderator.core.parties.names import Names
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node
from moderator.core.vacancies.vacancies import is_vacancy


class Partners:
    """The parties that each vacancy mentions or names beside its own."""

    def __init__(self, parties: Parties, names: Names) -> None:
        self._parties = parties
        self._names = names
        self._partners: dict[Node, tuple[str, ...]] = {}

    def of(self, vacancy: Node) -> tuple[str, ...]:
        """The parties whose word on this vacancy counts, too."""
        return self._partners.get(vacancy, ())

    def note(self, node: Node) -> None:
        """Take a post in as it is now: whom it names, where it is a vacancy."""
        named = self._named_by(node) if is_vacancy(node) and node.deleted is None else set()
        if named:
            self._partners[node] = tuple(sorted(named))
        else:
            self._partners.pop(node, None)

    def _named_by(self, vacancy: Node) -> set[str]:
        named = {*vacancy.mentions, *self._names.named_in(vacancy)}
        return set(map(self._parties.party, named)) - {
            self._parties.party(vacancy.author),
            Parties.ORGANISER,
        }
