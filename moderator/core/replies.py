"""Which need a post speaks to: who answers whom, and who takes what back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from moderator.core.hails import Hails
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.subjects import CaseKey, Need, Subjects, is_vacancy

Place = tuple[tuple[str, ...], Node | None]
"""Who wrote a post and whom it mentions, and what it hangs on."""


class Replies:
    """Relates posts to the needs that are known now."""

    def __init__(self, parties: Parties, subjects: Subjects) -> None:
        self._parties = parties
        self._subjects = subjects
        self.needs: dict[Node, Need] = {}
        self._askers: dict[Node, str] = {}
        self.by_case: defaultdict[CaseKey, set[Node]] = defaultdict(set)
        self.by_asker: defaultdict[str, set[Node]] = defaultdict(set)
        self.by_party: defaultdict[str, set[Node]] = defaultdict(set)
        self.hails = Hails(parties)
        self._by_name: defaultdict[str, set[Node]] = defaultdict(set)
        self._called: dict[Node, frozenset[str]] = {}

    def put(self, node: Node, need: Need | None) -> set[CaseKey]:
        """Keep what a post needs now (None: nothing); gives the cases that this touches."""
        before = self.needs.pop(node, None)
        if before is not None:
            self.by_case[before.case].discard(node)
            self.by_party[before.party].discard(node)
            self.by_asker[self._askers[node]].discard(node)
        touched = self._call(node, need)
        if before != need:
            touched |= self.touching(node)
        if need is not None:
            self.needs[node] = need
            self.by_case[need.case].add(node)
            self.by_party[need.party].add(node)
            self._askers[node] = node.author
            self.by_asker[node.author].add(node)
        return touched | {each.case for each in (before, need) if each is not None}

    def note(self, post: Node) -> set[CaseKey]:
        """Take in what a post says by itself; gives the cases that this may touch."""
        names, parties = self.hails.note(post)
        needs = {need for name in names for need in self._by_name.get(name, ())}
        needs.update(*(self.by_party.get(party, ()) for party in parties))
        return {self.needs[need].case for need in needs}

    def calling(self, need: Node) -> set[Node]:
        """The posts that mention nobody, and may speak to this need all the same."""
        hailing = (self.hails.hailing(name) for name in self._called.get(need, ()))
        return set(self.hails.recalling(self.needs[need].party)).union(*hailing)

    def _call(self, node: Node, need: Need | None) -> set[CaseKey]:
        """Keep by what names the asker is called; gives the cases of those called alike."""
        before = self._called.pop(node, frozenset())
        names = self._parties.first_names(node.author) if need is not None else frozenset()
        for name in before:
            self._by_name[name].discard(node)
        for name in names:
            self._by_name[name].add(node)
        if names:
            self._called[node] = names
        hailed = [name for name in before | names if self.hails.hailing(name)]
        alike = {need for name in hailed for need in self._by_name[name] if need in self.needs}
        return {self.needs[need].case for need in alike}

    def may_answer(self, key: str, need: Need) -> bool:
        """Whether this account's word is the one that is wanted."""
        if need.to_all:
            return self._parties.side(key).owes_answers
        return self._parties.party(key) == need.party

    def answered_by(self, post: Node) -> set[Node]:
        """The needs that a post by somebody else speaks to."""
        found = {above for above in self._above(post) if above.author != post.author}
        for asker in self._spoken_to(post):
            found |= self._latest(post, asker)
        if not found and post.stem is not None and not post.mentions:
            found |= self._reports_above(post)
        if not found and post.stem is None and not post.mentions:
            found = self._hailed(post) | self._recalled(post)
        return {need for need in found if need.order < post.order}

    def own(self, post: Node) -> set[Node]:
        """The needs of its own author that a post goes on about."""
        above = [node for node in post.ancestors() if node in self.needs]
        for node in above:
            if node.author == post.author:
                return {node}
        root = post.root()
        mine = [need for need in self.by_asker[post.author] if need.order < post.order]
        near = [need for need in mine if need.root() is root]
        if near or post.stem is not None:
            return _last(near)
        addressed = {self._parties.party(key) for key in post.mentions}
        return _last(need for need in mine if not addressed or self.needs[need].party in addressed)

    def touching(self, post: Node, *former: Place) -> set[CaseKey]:
        """The cases that a post may have to do with, here or in a former place.

        Gives a few too many.
        """
        cases = set(self._link_cases(post))
        for accounts, stem in {place_of(post), *former}:
            nodes = {need for key in accounts for need in self.by_asker.get(key, ())}
            if stem is not None:
                nodes.update(node for node in (stem, *stem.ancestors()) if node in self.needs)
                cases.update(self._link_cases(stem))
            cases.update(self.needs[node].case for node in nodes)
        return cases

    def _above(self, post: Node) -> Iterator[Node]:
        nearest = next((node for node in post.ancestors() if node in self.needs), None)
        if nearest is not None:
            yield nearest

    def _spoken_to(self, post: Node) -> set[str]:
        """The accounts it mentions of its own accord, not because the reply carries them on."""
        if post.stem is None or post.stem.post is None:
            return set(post.mentions)
        return set(post.mentions) - {post.stem.author, *post.stem.mentions}

    def _latest(self, post: Node, asker: str) -> set[Node]:
        """The asker's last need before the post, in its thread if it is in one."""
        root = post.root() if post.stem is not None else None
        earlier = [
            need
            for need in self.by_asker.get(asker, ())
            if need.order < post.order and (root is None or need.root() is root)
        ]
        theirs = [need for need in earlier if self.may_answer(post.author, self.needs[need])]
        return _last(theirs or earlier)

    def _hailed(self, post: Node) -> set[Node]:
        """The last need that this account may answer of the asker whom the post hails."""
        names = self.hails.names_in(post)
        earlier = [
            need
            for name in names
            for need in self._by_name.get(name, ())
            if need.order < post.order and self.may_answer(post.author, self.needs[need])
        ]
        return _last(earlier) if len({need.author for need in earlier}) == 1 else set()

    def _recalled(self, post: Node) -> set[Node]:
        """The needs of which the post says that they were asked, and has two words or more."""
        if not self.hails.recalls(post):
            return set()
        owed = self.by_party.get(self._parties.party(post.author), ())
        return {need for need in owed if self._subjects.shared_words(post, need) > 1}

    def _reports_above(self, post: Node) -> set[Node]:
        keys = self._link_cases(post)
        return {need for key in keys for need in self.by_case.get(key, ())}

    def _link_cases(self, post: Node) -> Iterator[CaseKey]:
        for node in (post, *post.ancestors()):
            if is_vacancy(node):
                yield ("link", self._subjects.first_copy(node).key)


def place_of(post: Node) -> Place:
    """Where a post is now."""
    return ((post.author, *post.mentions), post.stem)


def _last(needs: Iterable[Node]) -> set[Node]:
    latest = max(needs, key=lambda need: need.order, default=None)
    return set() if latest is None else {latest}
