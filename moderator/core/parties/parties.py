"""Who speaks for whom: the organiser, the roster, and employers learned from their posts."""

from collections.abc import Iterable, Iterator

from moderator.core.facts import Acted
from moderator.core.fair import Fair
from moderator.core.labels import Ground, Label, Side
from moderator.core.parties.accounts import HELPING, Accounts, local
from moderator.core.parties.profiles import CARRIED, WITHIN, first_and_rest
from moderator.core.parties.roster import ORGANISER, Roster, organisation, organisation_of
from moderator.core.parties.sites import Owners, Sites
from moderator.core.parties.wants import Wants
from moderator.core.posts.node import Node, account
from moderator.core.text.hosts import is_broker, is_named_after


class Parties:
    """The accounts of a fair, and the party that each belongs to.

    A party is the organiser, an organisation of the roster, or one account with
    those whose profiles say that they speak for it, or who offer work on its site.
    An account that the roster lacks is an employer when its own unthreaded posts
    offer work, or when it speaks for one; not when it presents itself as a job seeker.
    """

    ORGANISER = ORGANISER

    def __init__(self, fair: Fair, accounts: Accounts) -> None:
        self.fair = fair
        self._known = accounts
        self._roster = Roster(fair)
        self._organiser = fair.organiser[0].removeprefix("@") if fair.organiser else fair.name
        self._wants = Wants()
        self._sites = Sites()
        self._parties: dict[str, str] = {}
        self._sides: dict[str, Side] = {}
        self._owners = Owners(self._sites, owns=self._owns, party=self._roster.party)

    def correct(self, handle: str, act: Acted | None) -> set[str]:
        """Let a moderator's word on an account's side hold, or (None) no longer hold.

        Gives the accounts whose side or party may change.
        """
        key = account(handle)
        concerned = self._known.namesakes(key) | {key}
        before = self._kin(concerned)
        self._roster.correct(key, act)
        parties, sides = self._parties, self._sides
        self._parties, self._sides = {}, {}
        self._owners.clear()
        moved = {each for each, party in parties.items() if self.party(each) != party}
        moved |= {each for each, side in sides.items() if self.side(each) is not side}
        return before | self._kin(concerned) | moved

    def _kin(self, keys: set[str]) -> set[str]:
        """These accounts, those of their parties, and those that speak for them."""
        parties = {self.party(key) for key in keys}
        return self._following(keys).union(*map(self.accounts, parties))

    def learn(self, node: Node, label: Label | None, confidence: float) -> set[str]:
        """Note what an unthreaded post by itself is; gives the accounts whose side may change."""
        touched = self._wants.learn(node, label, confidence)
        touched |= self._sites.note(node, offers=self._wants.is_offer(node))
        if not touched:
            return touched
        return touched.union(*map(self.accounts, touched))

    def has_learned(self, node: Node) -> bool:
        """Whether a post by itself taught anything."""
        return self._wants.has_learned(node)

    def renew(self, keys: Iterable[str]) -> list[str]:
        """Find out anew where these accounts belong; gives those that moved.

        Whose side and party nobody asked for did not move for anybody.
        """
        keys = set(keys)
        keys = self._following(keys | self._owners.renew(keys))
        before = {key: (self._parties.pop(key, None), self._sides.pop(key, None)) for key in keys}
        return [key for key, place in before.items() if self._has_moved(key, *place)]

    def _has_moved(self, key: str, party: str | None, side: Side | None) -> bool:
        return party not in (None, self.party(key)) or side not in (None, self.side(key))

    def party(self, key: str) -> str:
        """The party that an account belongs to: itself, where nothing else is known."""
        return self._parties.get(key) or self._parties.setdefault(key, self._found_party(key))

    def side(self, key: str) -> Side:
        """The side of the fair that an account is on, as far as is known."""
        return self._sides.get(key) or self._sides.setdefault(key, self._found_side(key))

    def _found_party(self, key: str) -> str:
        path = [key]
        while not (listed := self._roster.party(path[-1])):
            head = None if self._is_no_employer(path[-1]) else self._head(path[-1])
            if head is None:
                return path[-1]
            if head in path:
                return min(path[path.index(head) :])
            path.append(head)
        return listed

    def _found_side(self, key: str) -> Side:
        party = self.party(key)
        if party == ORGANISER:
            return Side.ORGANISER
        if (said := self._roster.side(key)) is not None:
            return said
        if organisation_of(party) is not None:
            return Side.EMPLOYER
        if self._is_no_employer(key):
            return Side.SEEKER
        offers = self._wants.offers(key) or self._wants.offers(party)
        return Side.EMPLOYER if offers else Side.UNKNOWN

    def ground(self, key: str) -> Ground:
        """Why an account is taken for its side: the first that holds, the strongest first."""
        if self._roster.said(key) is not None:
            return Ground.SAID
        if self._roster.lists(key):
            return Ground.LISTED
        if self._is_no_employer(key):
            return Ground.SEEKS
        if self._head(key) is not None and self.side(key).owes_answers:
            return Ground.SPEAKS_FOR
        return Ground.OFFERS if self._wants.offers(key) else Ground.NOTHING

    def accounts(self, party: str) -> set[str]:
        """The keys of a party's accounts, as far as they are known."""
        heads = {*self._roster.accounts(party), *self._roster.corrected}
        heads |= {each for key in heads for each in self._known.namesakes(key)} | {party}
        if party == ORGANISER:
            names = {HELPING}.union(*map(self._known.organisations, heads))
            heads = heads.union(*map(self._known.speaking_for_name, names))
        return {key for key in self._following(heads) if self.party(key) == party}

    def has_posted(self, key: str) -> bool:
        """Whether anything by this account was seen."""
        return self._known.is_known(key)

    def handle(self, key: str) -> str:
        """An account as it is shown."""
        return self._known.handle(key)

    def name(self, party: str) -> str:
        """A party's name: the organisation's, else that of its account."""
        if (listed := organisation_of(party)) is not None:
            return listed
        if party != ORGANISER:
            return self._known.name(party) or self.handle(party)
        shown = (each for key in self._roster.accounts(party) for each in self._shown(key))
        names = (self._known.name(each) for each in shown if self.party(each) == party)
        return next(filter(None, names), self._organiser)

    def called(self, key: str) -> tuple[str, ...]:
        """By what names a text may speak of an employer's account: those of its party's head."""
        if self.side(key) is not Side.EMPLOYER:
            return ()
        party = self.party(key)
        if party == key:
            return tuple(filter(None, (self._known.name(key), local(self._known.handle(key)))))
        return (local(key),) if self._roster.party(key) else ()

    def first_names(self, key: str) -> tuple[str, ...]:
        """By what an asker is called: the first name, or the handle."""
        names = (first_and_rest(self._known.name(key))[0], local(self.handle(key)).casefold())
        return tuple(dict.fromkeys(name for name in names if len(name) > 2))

    def last_name(self, key: str) -> str:
        """The rest of an asker's name, else the handle: what tells two of one first name apart."""
        return first_and_rest(self._known.name(key))[1] or local(self.handle(key)).casefold()

    def face(self, party: str) -> str:
        """The account that stands for a party: of an organisation, the first that is listed."""
        return next(iter(self._roster.accounts(party)), party)

    @property
    def listed(self) -> list[str]:
        """The accounts of the roster, and the organiser's."""
        return self._roster.handles

    def _shown(self, key: str) -> list[str]:
        return sorted(self._known.namesakes(key) | {key})

    def named(self, name: str) -> str:
        """The party of that name: of the roster, or of an account; of no name, the organiser."""
        if not name or self._roster.has(organisation(name)):
            return organisation(name) if name else ORGANISER
        return self.party(account(name))

    def _is_no_employer(self, key: str) -> bool:
        if (said := self._roster.side(key)) is not None:
            return not said.owes_answers
        return self._wants.seeks(key) and not self._is_named_after_its_head(key)

    def _is_named_after_its_head(self, key: str) -> bool:
        names = self._known.works_for(key)
        return any(name[0] == CARRIED and set(self._heads(name)) - {key} for name in names)

    def _following(self, keys: Iterable[str]) -> set[str]:
        """These accounts, and those that may belong to the parties of them, step by step."""
        found, heap = set(keys), [*keys]
        while heap:
            more = self._led_by(heap.pop()) - found
            found |= more
            heap += more
        return found

    def _led_by(self, key: str) -> set[str]:
        """The accounts that may belong to the party of this one."""
        site = self._sites.of(key)
        sharing = self._sites.accounts(site) if self._owners.of(site) else ()
        return self._known.speaking_for(key).union(sharing)

    def _head(self, key: str) -> str | None:
        """The account for whom this one says it speaks, or on whose site it offers work."""
        return self._spoken_for(key) or self._site_owner(key)

    def _site_owner(self, key: str) -> str | None:
        """The account whose name the site has on which this one, and few others, offer work."""
        owners = self._owners.of(self._sites.of(key))
        if not owners or key == owners[0]:
            return None
        stranger = key not in owners and is_broker(self._known.name(key))
        return None if stranger else owners[0]

    def _owns(self, key: str, site: str) -> bool:
        """Whether a site is named after an account that speaks for nobody else."""
        free = not self._is_no_employer(key) and self._spoken_for(key) is None
        return free and is_named_after(site, (self._known.name(key), local(key)))

    def _spoken_for(self, key: str) -> str | None:
        """The account, or the organiser, for whom this one says it speaks."""
        for name in self._known.works_for(key):
            if name[0] in (HELPING, WITHIN) and self._wants.offers(key):
                continue
            heads = set(self._heads(name)) - {key}
            if len({self._roster.party(head) or head for head in heads}) == 1:
                return min(heads)
        return None

    def _heads(self, name: str) -> Iterator[str]:
        yield from self._known.named(name)
        for key in self._roster.accounts(ORGANISER):
            for each in self._shown(key):
                if name == HELPING or name in self._known.organisations(each):
                    yield each
