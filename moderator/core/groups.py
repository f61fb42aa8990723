"""Which case each need belongs to, once the moderators moved, merged and split cases.

By itself a need belongs to the case that its words and place give it. Moves,
merges and splits hold in the order in which they were done: each takes the case
that its target is in by then, and makes of it another. So they are written as
steps from one case's key to the next, and a need follows them to the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from moderator.core.case import Subject
from moderator.core.facts import Acted, ActKind
from moderator.core.need import CaseKey, Need, is_link
from moderator.core.node import Node, account
from moderator.core.parties import Parties
from moderator.core.subjects import Subjects
from moderator.core.threads import Threads
from moderator.core.vacancies import is_vacancy


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a moved case is about, whose word it wants, or counts, too, and what that names."""

    subject: Subject
    party: str
    partners: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """Into which case a need goes; what it is about by then, unless that is as it was."""

    key: CaseKey
    matter: _Matter | None = None
    joined: bool = False


class Groups:
    """The steps that the moderators' acts make, and where they lead."""

    def __init__(self, threads: Threads, parties: Parties, subjects: Subjects) -> None:
        self._threads = threads
        self._parties = parties
        self._subjects = subjects
        self._acts: Sequence[Acted] = ()
        self._steps: dict[CaseKey, _Step] = {}
        self._apart: dict[Node, tuple[CaseKey, _Step]] = {}
        self._posts: set[str] = set()
        self._accounts: set[str] = set()
        self.stale = False

    def act(self, acts: Sequence[Acted]) -> None:
        """Let these moves, merges and splits hold, in this order, and no others."""
        self.stale |= list(acts) != list(self._acts)
        self._acts = acts

    def disturb(self, node: Node) -> None:
        """Say that a post may mean something else, or be about something else."""
        if self._posts:
            self.stale |= not self._posts.isdisjoint(self._threads.names(node))

    def disturb_account(self, key: str) -> None:
        """Say that an account may belong to another party, or the party have another name."""
        if self._accounts:
            self.stale |= not self._accounts.isdisjoint((key, self._parties.party(key)))

    def need(self, node: Node) -> Need | None:
        """What a post needs, in the case that it belongs to; None where it needs nothing."""
        need = self._subjects.need(node)
        if need is None or not (self._steps or self._apart):
            return need
        end = self._end(self._beginning(node, need))
        need = replace(need, case=end.key, joined=end.joined)
        if end.matter is None:
            return need
        return replace(
            need,
            subject=end.matter.subject,
            party=end.matter.party,
            partners=end.matter.partners,
            links=end.matter.links,
            words=end.matter.words,
            confidence=1.0,
            to_all=False,
        )

    def renew(self) -> tuple[set[CaseKey], set[Node]]:
        """Work the steps out anew; gives the cases, and the posts, that may step elsewhere now."""
        steps, apart = self._steps, self._apart
        ends = {key: self._end(_Step(key)).key for key in steps}
        self._steps, self._apart, self._posts, self._accounts = {}, {}, set(), set()
        self.stale = False
        for act in self._acts:
            self._take(act)
        keys = {key for key in steps | self._steps if steps.get(key) != self._steps.get(key)}
        nodes = {node for node in apart | self._apart if apart.get(node) != self._apart.get(node)}
        return {ends.get(key, key) for key in keys}, nodes

    def parts(self, key: CaseKey) -> list[CaseKey]:
        """The cases that moderators made of parts of a case, as far as they made any."""
        steps = (*self._steps.values(), *(step for _case, step in self._apart.values()))
        return [step.key for step in steps if step.key[: len(key)] == key]

    def _take(self, act: Acted) -> None:
        here = self._where(act.target)
        match act.kind:
            case ActKind.SPLIT:
                self._split(act, here)
            case ActKind.MERGE:
                self._merge(here, self._where(act.to))
            case _:
                self._move(act, here)

    def _split(self, act: Acted, here: _Step | None) -> None:
        node = self._known(act.target)
        need = self._subjects.need(node) if node and not _is_link_id(act.target) else None
        if here is not None and node is not None and need is not None:
            step = _Step((*here.key, "apart", node.key), here.matter)
            self._apart[node] = (need.case, step)

    def _merge(self, here: _Step | None, into: _Step | None) -> None:
        if here is None or into is None or here.key == into.key:
            return
        if self._has_link(here.key) and not self._has_link(into.key):
            here, into = into, here
        self._steps[here.key] = _Step(into.key, joined=True)

    def _move(self, act: Acted, here: _Step | None) -> None:
        node, to = self._known(act.target), self._known(act.to)
        if here is None or node is None or _is_link_id(act.target):
            return
        apart: CaseKey = (*here.key, "moved", act.id)
        end = apart
        if to is not None and is_vacancy(to):
            end = self._end(_Step(self._key(here.key, node.author, to))).key
        matter = self._matter(act.to, to if to is not None and to.post is not None else None)
        self._steps[here.key] = _Step(apart if end == here.key else end, matter)

    def _key(self, key: CaseKey, author: str, vacancy: Node) -> CaseKey:
        """The key of the case that such a need would make, were it about this vacancy."""
        if key[0] == "link":
            return ("link", self._subjects.vacancies.first_copy(vacancy).key)
        return ("question", author, vacancy.root().key)

    def _matter(self, to: str, post: Node | None) -> _Matter:
        party = self._parties.party(post.author) if post else self._parties.named(to)
        self._accounts |= {party, post.author} if post else {party, account(to)}
        if post is not None:
            partners, vacancies = self._subjects.partners.of(post), self._subjects.vacancies
            links, words = vacancies.keys(post), vacancies.words(post)
            return _Matter(Subject(post.key), party, partners, links, words)
        if party == Parties.ORGANISER:
            return _Matter(Subject(), party)
        return _Matter(Subject(party=self._parties.name(party)), party)

    def _where(self, key: str) -> _Step | None:
        """The case that a post, or a dead link, is in after the steps so far."""
        node = self._known(key)
        if _is_link_id(key):
            return self._end(_Step(self._subjects.link_case(key)))
        need = self._subjects.need(node) if node is not None else None
        return self._end(self._beginning(node, need)) if node and need else None

    def _known(self, key: str) -> Node | None:
        key = key.removeprefix("link:")
        self._posts.add(key)
        return self._threads.find(key)

    def _beginning(self, node: Node, need: Need) -> _Step:
        """Where a need starts from: with the nearest post above that its asker has split off."""
        for each in (node, *node.ancestors()) if self._apart else ():
            case, step = self._apart.get(each, (None, None))
            if step is not None and case == need.case and each.author == node.author:
                return step
        return _Step(need.case)

    def _end(self, step: _Step) -> _Step:
        """Where a need ends that starts so."""
        while (after := self._steps.get(step.key)) is not None:
            step = _Step(after.key, after.matter or step.matter, after.joined)
        return step

    def _has_link(self, key: CaseKey) -> bool:
        """Whether a case is about a vacancy's link, which the checker may find dead."""
        node = self._known(key[1]) if is_link(key) else None
        return node is not None and is_vacancy(node)


def _is_link_id(key: str) -> bool:
    """Whether a case's id is that of a dead link."""
    return key.startswith("link:")
