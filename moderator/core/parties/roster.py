"""Whom the fair's set-up and its moderators say that an account belongs to."""

from collections.abc import Collection

from moderator.core.facts import Acted
from moderator.core.fair import Fair
from moderator.core.labels import Side
from moderator.core.parties.accounts import local
from moderator.core.posts.node import account

ORGANISER = "organiser:"
"""The key of the organiser's party."""

_ORG = "Org:"
"""Begins the key of an organisation of the roster; its capital keeps it apart from accounts."""


class Roster:
    """The accounts that are listed, and those of which a moderator said something."""

    def __init__(self, fair: Fair) -> None:
        self._listed = {
            account(handle): organisation(name)
            for name, handles in fair.employers.items()
            for handle in handles
        }
        self._listed |= {account(handle): ORGANISER for handle in fair.organiser}
        self._said: dict[str, Acted] = {}

    @property
    def handles(self) -> list[str]:
        """The accounts that are listed, the organiser's included."""
        return list(self._listed)

    @property
    def corrected(self) -> Collection[str]:
        """The accounts of which a moderator said something."""
        return self._said.keys()

    def correct(self, key: str, act: Acted | None) -> None:
        """Let a moderator's word on an account hold, or (None) no longer hold."""
        if act is None:
            self._said.pop(key, None)
        else:
            self._said[key] = act

    def said(self, key: str) -> Acted | None:
        """What a moderator said of an account."""
        return self._said.get(key) or self._said.get(local(key))

    def side(self, key: str) -> Side | None:
        """The side that a moderator gave an account; None where nobody did."""
        said = self.said(key)
        return said.side if said is not None else None

    def lists(self, key: str) -> str | None:
        """The party under which an account is listed."""
        return self._listed.get(key) or self._listed.get(local(key))

    def has(self, party: str) -> bool:
        """Whether any account is listed for a party."""
        return party in self._listed.values()

    def accounts(self, party: str) -> list[str]:
        """The accounts that are listed for a party, in that order."""
        return [key for key, listed in self._listed.items() if listed == party]

    def party(self, key: str) -> str | None:
        """The party that an account belongs to by a moderator's word, else by the list."""
        seen = {key}
        while (said := self.said(key)) is not None and said.side is Side.EMPLOYER and said.to:
            if self.has(organisation(said.to)):
                return organisation(said.to)
            key = account(said.to)
            if key in seen:
                return min(seen)
            seen.add(key)
        if said is not None and said.side is Side.ORGANISER:
            return ORGANISER
        no_employer = said is not None and not (said.side and said.side.owes_answers)
        listed = None if no_employer else self.lists(key)
        return listed or (key if len(seen) > 1 else None)


def organisation(name: str) -> str:
    """The key of the party that the roster has under that name."""
    return f"{_ORG}{name}"


def organisation_of(party: str) -> str | None:
    """The name under which the roster has a party; None for the organiser and for an account."""
    return party.removeprefix(_ORG) if party.startswith(_ORG) else None
