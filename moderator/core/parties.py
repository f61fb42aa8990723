"""Who speaks for whom: the organiser, the roster, and employers learned from their posts."""

from collections.abc import Iterable, Iterator

from moderator.core.accounts import Accounts, local
from moderator.core.facts import Acted
from moderator.core.fair import Fair
from moderator.core.labels import Ground, Label, Side
from moderator.core.node import Node, account
from moderator.core.wants import Wants

_ORG = "Org:"
"""Begins the key of an organisation of the roster; its capital keeps it apart from accounts."""


class Parties:
    """The accounts of a fair, and the party that each belongs to.

    A party is the organiser, an organisation of the roster, or one account with
    those whose profiles say that they speak for it. An account that the roster
    lacks is an employer when its own unthreaded posts offer work, or when it
    speaks for one; not when it presents itself as a job seeker.
    """

    ORGANISER = "organiser:"

    def __init__(self, fair: Fair, accounts: Accounts) -> None:
        self.fair = fair
        self._known = accounts
        self._roster = {
            account(handle): self.organisation(name)
            for name, handles in fair.employers.items()
            for handle in handles
        }
        self._roster |= {account(handle): self.ORGANISER for handle in fair.organiser}
        self._organiser = fair.organiser[0].removeprefix("@") if fair.organiser else fair.name
        self._wants = Wants()
        self._parties: dict[str, str] = {}
        self._sides: dict[str, Side] = {}
        self._corrected: dict[str, Acted] = {}

    @staticmethod
    def organisation(name: str) -> str:
        """The party that the roster has under that name."""
        return f"{_ORG}{name}"

    def correct(self, handle: str, act: Acted | None) -> set[str]:
        """Let a moderator's word on an account's side hold, or (None) no longer hold.

        Gives the accounts whose side or party may change.
        """
        key = account(handle)
        concerned = self._known.namesakes(key) | {key}
        before = self._kin(concerned)
        if act is None:
            self._corrected.pop(key, None)
        else:
            self._corrected[key] = act
        self._parties.clear()
        self._sides.clear()
        return before | self._kin(concerned)

    def _kin(self, keys: set[str]) -> set[str]:
        """These accounts, those of their parties, and those that speak for them."""
        parties = {self.party(key) for key in keys}
        kin = keys.union(*(self._known.speaking_for(key) for key in keys))
        return kin.union(*map(self.accounts, parties))

    def learn(self, node: Node, label: Label | None, confidence: float) -> set[str]:
        """Note what an unthreaded post by itself is; gives the accounts whose side may change."""
        touched = self._wants.learn(node, label, confidence)
        return touched.union(*map(self._known.speaking_for, touched)) if touched else touched

    def renew(self, keys: Iterable[str]) -> list[str]:
        """Find out anew where these accounts belong; gives those that moved.

        Whose side and party nobody asked for did not move for anybody.
        """
        before = {key: (self._parties.pop(key, None), self._sides.pop(key, None)) for key in keys}
        return [key for key, place in before.items() if self._has_moved(key, *place)]

    def _has_moved(self, key: str, party: str | None, side: Side | None) -> bool:
        return party not in (None, self.party(key)) or side not in (None, self.side(key))

    def party(self, key: str) -> str:
        """The party that an account belongs to: itself, where nothing else is known."""
        return self._parties.get(key) or self._keep_party(key)

    def side(self, key: str) -> Side:
        """The side of the fair that an account is on, as far as is known."""
        return self._sides.get(key) or self._keep_side(key)

    def _keep_party(self, key: str) -> str:
        party = self._parties[key] = self._found_party(key)
        return party

    def _keep_side(self, key: str) -> Side:
        side = self._sides[key] = self._found_side(key)
        return side

    def _found_party(self, key: str) -> str:
        listed = self._listed(key)
        if listed or self._is_no_employer(key):
            return listed or key
        head = self._head(key)
        if head is None:
            return key
        mutual = self._listed(head) is None and self._head(head) == key
        return min(key, head) if mutual else self._listed(head) or head

    def _found_side(self, key: str) -> Side:
        party = self.party(key)
        if party == self.ORGANISER:
            return Side.ORGANISER
        said = self._said(key)
        if said is not None and said.side is not None:
            return said.side
        if party.startswith(_ORG):
            return Side.EMPLOYER
        if self._wants.seeks(key):
            return Side.SEEKER
        offers = self._wants.offers(key) or self._wants.offers(party)
        return Side.EMPLOYER if offers else Side.UNKNOWN

    def ground(self, key: str) -> Ground:
        """Why an account is taken for its side: the first that holds, the strongest first."""
        if self._said(key) is not None:
            return Ground.SAID
        if self._roster.get(key) or self._roster.get(local(key)):
            return Ground.LISTED
        if self._wants.seeks(key):
            return Ground.SEEKS
        if self._head(key) is not None and self.side(key).owes_answers:
            return Ground.SPEAKS_FOR
        return Ground.OFFERS if self._wants.offers(key) else Ground.NOTHING

    def accounts(self, party: str) -> set[str]:
        """The keys of a party's accounts, as far as they are known."""
        heads = {key for key, listed in self._roster.items() if listed == party}
        heads |= self._corrected.keys()
        heads |= {each for key in heads for each in self._known.namesakes(key)} | {party}
        said = {each for key in heads for each in self._known.speaking_for(key)}
        for head in heads if party == self.ORGANISER else ():
            for name in self._known.organisations(head):
                said |= self._known.speaking_for_name(name)
        return {key for key in heads | said if self.party(key) == party}

    def has_posted(self, key: str) -> bool:
        """Whether anything by this account was seen."""
        return self._known.is_known(key)

    def handle(self, key: str) -> str:
        """An account as it is shown."""
        return self._known.handle(key)

    def name(self, party: str) -> str:
        """A party's name: the organisation's, else that of its account."""
        if party.startswith(_ORG):
            return party.removeprefix(_ORG)
        if party != self.ORGANISER:
            return self._known.name(party) or self.handle(party)
        listed = sorted(key for key, each in self._roster.items() if each == party)
        names = (self._known.name(each) for key in listed for each in self._shown(key))
        return next(filter(None, names), self._organiser)

    def called(self, key: str) -> tuple[str, ...]:
        """By what names a text may speak of an employer's account: those of its party's head."""
        if self.side(key) is not Side.EMPLOYER:
            return ()
        party = self.party(key)
        if party == key:
            names = (self._known.name(key), local(self._known.handle(key)))
            return tuple(name for name in names if name)
        return (local(key),) if self._listed(key) else ()

    def first_names(self, key: str) -> frozenset[str]:
        """By what an asker is called: the first word of the name, or the handle."""
        names = (self._known.name(key).partition(" ")[0], local(self.handle(key)))
        return frozenset(name.strip(",.!|").casefold() for name in names if len(name) > 2)

    def face(self, party: str) -> str:
        """The account that stands for a party: of an organisation, the first that is listed."""
        listed = (key for key, each in self._roster.items() if each == party)
        return next(listed, party)

    @property
    def listed(self) -> list[str]:
        """The accounts of the roster, and the organiser's."""
        return list(self._roster)

    def _shown(self, key: str) -> list[str]:
        return sorted(self._known.namesakes(key) | {key})

    def named(self, name: str) -> str:
        """The party of that name: of the roster, or of an account; of no name, the organiser."""
        known = self.organisation(name)
        if not name or known in self._roster.values():
            return known if name else self.ORGANISER
        return self.party(account(name))

    def _said(self, key: str) -> Acted | None:
        """What a moderator said of an account."""
        return self._corrected.get(key) or self._corrected.get(local(key))

    def _is_no_employer(self, key: str) -> bool:
        said = self._said(key)
        if said is not None and said.side is not None:
            return not said.side.owes_answers
        return self._wants.seeks(key)

    def _listed(self, key: str) -> str | None:
        """The party that an account belongs to by the moderator's word or the roster."""
        seen = {key}
        while (said := self._said(key)) is not None and said.side is Side.EMPLOYER and said.to:
            if self.organisation(said.to) in self._roster.values():
                return self.organisation(said.to)
            key = account(said.to)
            if key in seen:
                return min(seen)
            seen.add(key)
        if said is not None and said.side is Side.ORGANISER:
            return self.ORGANISER
        no_employer = said is not None and not (said.side and said.side.owes_answers)
        listed = None if no_employer else self._roster.get(key) or self._roster.get(local(key))
        return listed or (key if len(seen) > 1 else None)

    def _head(self, key: str) -> str | None:
        """The account, or the organiser, for whom this one says it speaks."""
        for name in self._known.works_for(key):
            heads = set(self._heads(name)) - {key}
            if len({self._listed(head) or head for head in heads}) == 1:
                return min(heads)
        return None

    def _heads(self, name: str) -> Iterator[str]:
        yield from self._known.named(name)
        for key, listed in self._roster.items():
            if listed == self.ORGANISER:
                for each in self._shown(key):
                    if name in self._known.organisations(each):
                        yield each
