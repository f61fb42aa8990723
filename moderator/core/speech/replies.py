"""Which need a post speaks to: who answers whom, and who takes what back."""

from collections.abc import Collection, Iterator
from itertools import chain, islice

from moderator.core.needs.answerers import is_answer
from moderator.core.needs.case_key import CaseKey
from moderator.core.needs.joins import NEAR
from moderator.core.needs.need import Need
from moderator.core.needs.place import Place
from moderator.core.needs.subjects import Subjects
from moderator.core.parties.parties import Parties
from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node, Order
from moderator.core.speech.gathered import Gathered
from moderator.core.speech.meaning import meant_of
from moderator.core.vacancies.vacancies import is_vacancy
from moderator.core.verdicts.askers import Askers
from moderator.core.verdicts.hails import Hails


class Replies:
    """Relates posts to the needs that are known now."""

    def __init__(self, parties: Parties, subjects: Subjects) -> None:
        self._parties = parties
        self._subjects = subjects
        self.needs: dict[Node, Need] = {}
        self._places: dict[Node, Place] = {}
        self.gathered = Gathered(subjects, self.needs)
        self._by_asker: dict[str, list[Entry]] = {}
        self._by_party: dict[str, set[Node]] = {}
        self._askers = Askers(parties)
        self.hails = Hails(parties)

    def put(self, node: Node, need: Need | None) -> set[str]:
        """Keep what a post needs now (None: nothing); gives who begins or ceases to ask."""
        before, moved = self.needs.pop(node, None), set[str]()
        if before is not None:
            asker, entry, _ = place = self._places.pop(node)
            self.gathered.take_out(before, place)
            timeline.leave(self._by_asker, asker, entry)
            self._by_party[before.party].discard(node)
            moved ^= self._askers.note(asker, asks=asker in self._by_asker)
        if node.asks is (need is None):
            node.asks = need is not None
            if node.children:
                node.look_down()
        if need is not None:
            self.needs[node] = need
            self._places[node] = asker, entry, _ = place = Place.of(node)
            self.gathered.put(need, place)
            timeline.enter(self._by_asker, asker, entry)
            self._by_party.setdefault(need.party, set()).add(node)
            moved ^= self._askers.note(asker, asks=asker in self._by_asker)
        return moved

    def call(self, account: str) -> set[Node]:
        """Call an asker by the present names; gives the posts that may mean somebody else now."""
        before = self._askers.names(account)
        self._askers.rename(account, asks=account in self._by_asker)
        names = {*before, *self._askers.names(account)}
        return set().union(*map(self.hails.hailing, names))

    def asked(self, account: str, order: Order) -> Iterator[Node]:
        """What an account asked or reported before that moment, the last first."""
        return timeline.before(self._by_asker.get(account, ()), order)

    def asked_next(self, account: str, order: Order) -> Iterator[Node]:
        """The next few things that an account asked or reported from that moment on."""
        return islice(timeline.between(self._by_asker.get(account, ()), order, None), NEAR + 1)

    def calling(self, need: Node, since: Order) -> set[Node]:
        """The posts since then that mention nobody, and may speak to this need all the same."""
        place = self._places.get(need)
        askers = {need.author, place.asker if place else need.author}
        names = {name for asker in askers for name in self._askers.names(asker)}
        recalling = self.hails.recalling(self.needs[need].party, since)
        return set(recalling).union(*(self.hails.hailing(name, since) for name in names))

    def placed(self, node: Node) -> Place | None:
        """Where a need was put; None where it is none."""
        return self._places.get(node)

    def of_case(self, case: CaseKey) -> list[Node]:
        """The needs of a case, in order."""
        return [node for _, _, node in self.gathered.of_case(case)]

    def asks(self, account: str) -> bool:
        """Whether an account asked or reported anything."""
        return account in self._by_asker

    def of_party(self, party: str) -> Collection[Node]:
        """The needs that a party is to answer."""
        return self._by_party.get(party, ())

    def is_asker(self, account: str, case: CaseKey) -> bool:
        """Whether an account asked anything in a case."""
        own, needs = self._by_asker.get(account, ()), self.gathered.of_case(case)
        if len(own) <= len(needs):
            return any(self.needs[node].case == case for _, _, node in own)
        return any(node.author == account for _, _, node in needs)

    def may_answer(self, key: str, need: Need) -> bool:
        """Whether this account's word is the one that is wanted."""
        if need.to_all:
            return self._parties.side(key).owes_answers
        return self._parties.party(key) == need.party

    def is_referred_to(self, post: Node, need: Need) -> bool:
        """Whether the vacancy names a post's author, or who owes the word handed it over."""
        if self._parties.party(post.author) in need.partners:
            return True
        stem = post.stem
        return stem is not None and post.author in stem.mentions and self._is_owed(stem, need)

    def _is_owed(self, post: Node, need: Need) -> bool:
        """Whether a post is the word that is wanted, for all that its account goes."""
        return post.deleted is None and self.may_answer(post.author, need)

    def answered_by(self, post: Node) -> set[Node]:
        """The needs of others that a post speaks to: above it, quoted, of whom it mentions."""
        found = set[Node]()
        above = post.asked
        for node in (above, self._subjects.quoted(post)):
            if node in self.needs and node.author != post.author:
                found.add(node)
        for asker in self._spoken_to(post):
            found |= self._meant(post, asker)
        if above is None and not post.mentions:
            found |= self._hailed(post) | self._recalled(post)
        return found

    def looks_at(self, post: Node) -> Iterator[Node]:
        """The vacancies above (the first of its copies each), of a post that mentions nobody."""
        if post.stem is None or post.mentions:
            return
        for node in (post, *post.matters_above()):
            if is_vacancy(node):
                yield self._subjects.vacancies.first_copy(node)

    def any_wants(self, case: CaseKey, post: Node) -> bool:
        """Whether anybody who asked in that case before that post wants its author's word."""
        party, side = self._parties.party(post.author), self._parties.side(post.author)
        if not self._by_party.get(party) and not side.owes_answers:
            return False
        before = self.gathered.before(case, post)
        return any(self.may_answer(post.author, self.needs[need]) for need in before)

    def own(self, post: Node) -> Node | None:
        """The need of its own author that a post goes on about."""
        mine = self._by_asker.get(post.author)
        if not mine:
            return None
        for node in post.asked_above():
            if node.author == post.author:
                return node
        root = post.root()
        earlier = timeline.before(mine, post.order)
        near = next((each for each in earlier if each.root() is root), None)
        begun = post.author in self._begun_to(post)
        if near is not None or (post.stem is not None and not begun):
            return near
        speakers = (*post.mentions, root.author) if begun else post.mentions
        addressed = set(map(self._parties.party, speakers))
        earlier = timeline.before(mine, root.order if begun else post.order)
        owed = (each for each in earlier if not addressed or self.needs[each].party in addressed)
        return next(owed, None)

    def _hailed(self, post: Node) -> set[Node]:
        """The last need that this account may answer of the asker whom the post hails.

        Where several have that name, of the one whom the rest of the text fits best.
        """
        askers = self._askers.called(self.hails.names_in(post))
        latest = (self._latest_owed(post, asker) for asker in askers)
        found = {need: 0 for need in latest if need is not None}
        if len(found) < 2:
            return set(found)
        fits = {need: self._fit(post, need) for need in found}
        best = [need for need, fit in fits.items() if fit == max(fits.values())]
        return set(best) if len(best) == 1 else set()

    def _fit(self, post: Node, need: Node) -> tuple[bool, int]:
        """How well a post that hails an asker of that first name fits one of them."""
        named = self._parties.last_name(need.author) in post.text.casefold()
        return named, self._subjects.shared_words(post, need)

    def _latest_owed(self, post: Node, asker: str) -> Node | None:
        """The asker's last need before the post, in its thread, that its author may answer."""
        earlier = timeline.before(self._by_asker[asker], post.order)
        return next((each for each in earlier if self._may_mean(post, each)), None)

    def _may_mean(self, post: Node, need: Node) -> bool:
        """Whether a post that mentions nobody may be its party's word on a need."""
        near = post.stem is None or need.root() is post.root()
        return near and self.may_answer(post.author, self.needs[need])

    def _recalled(self, post: Node) -> set[Node]:
        """The needs of which the post says that they were asked, and has two words or more."""
        if not self.hails.recalls(post):
            return set()
        owed = self._by_party.get(self._parties.party(post.author), ())
        may = (need for need in owed if self._may_mean(post, need))
        return {need for need in may if self._subjects.shared_words(post, need) > 1}

    def _spoken_to(self, post: Node) -> set[str]:
        """The accounts it mentions of its own accord, not because the reply carries them on.

        Where an answer to somebody began the thread, all of it goes on to them.
        """
        begun = self._begun_to(post)
        if not post.mentions:
            return set(begun)
        if post.stem is None or post.stem.post is None:
            return set(post.mentions)
        return set(post.mentions) - ({post.stem.author, *post.stem.mentions} - {*begun})

    def _begun_to(self, post: Node) -> tuple[str, ...]:
        """The accounts that the answer mentions with which the thread above a post began."""
        root = post.root()
        return root.mentions if root is not post and is_answer(root) else ()

    def _meant(self, post: Node, asker: str) -> set[Node]:
        """The asker's needs that a post means: the last before it, in its thread if it is in one.

        Of those that its author may answer, an earlier one where the post tells so.
        """
        mine = timeline.before(self._by_asker.get(asker, ()), post.order)
        if post.stem is not None:
            begun = asker in self._begun_to(post)
            mine = (need for need in mine if _is_near(need, post.root(), begun=begun))
        latest = next(mine, None)
        if latest is None:
            return set()
        owed = (
            each
            for each in chain((latest,), mine)
            if self.may_answer(post.author, self.needs[each])
        )
        return meant_of(self.needs, post, list(islice(owed, NEAR))) or {latest}


def _is_near(need: Node, root: Node, *, begun: bool) -> bool:
    """Whether a need is in that root's thread, or before it, where an answer has `begun` it."""
    return need.root() is root or (begun and need.order < root.order)
