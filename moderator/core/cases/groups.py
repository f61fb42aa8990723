"""Which case each need belongs to, once the moderators moved, merged and split cases.

By itself a need belongs to the case that its words and place give it. Moves,
merges and splits hold in the order in which they were done: each takes the case
that its target is in by then, and makes of it another. So they are written as
steps from one case's key to the next, and a need follows them to the end.
"""

from collections.abc import Sequence
from dataclasses import replace

from moderator.core.case import LINK, Regrouped, Regrouping, Subject
from moderator.core.cases.steps import Matter, Step, Steps
from moderator.core.facts import Acted, ActKind
from moderator.core.needs.case_key import CaseKey, asked, broken
from moderator.core.needs.joins import Joins
from moderator.core.needs.need import Need
from moderator.core.needs.subjects import Subjects
from moderator.core.parties.parties import Parties
from moderator.core.posts.node import Node, account
from moderator.core.threads.threads import Threads
from moderator.core.vacancies.vacancies import is_vacancy

_About = tuple[str | None, str]


class Groups:
    """The steps that the moderators' acts make, and where they lead."""

    def __init__(
        self, threads: Threads, parties: Parties, subjects: Subjects, joins: Joins
    ) -> None:
        self._threads = threads
        self._parties = parties
        self._subjects = subjects
        self._joins = joins
        self._by_itself: dict[Node, Need] = {}
        self._acts: Sequence[Acted] = ()
        self._steps = Steps()
        self._hosts: dict[CaseKey, _About] = {}
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

    def by_itself(self, node: Node) -> Need | None:
        """What a post needs but for the acts, where that is otherwise; else None."""
        return self._by_itself.get(node)

    def need(self, node: Node) -> Need | None:
        """What a post needs, in the case that it belongs to; None where it needs nothing."""
        by_itself = self._joins.need(node)
        need = self._regrouped_need(node, by_itself) if by_itself and self._steps else by_itself
        if by_itself is None or by_itself == need:
            self._by_itself.pop(node, None)
        else:
            self._by_itself[node] = by_itself
        return need

    def _regrouped_need(self, node: Node, need: Need) -> Need:
        end = self._steps.end(self._steps.beginning(node, need, self._joins.reports(node)))
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

    def told(self, key: CaseKey) -> tuple[Regrouped, ...]:
        """What was done to a case, and to those that went into it, in order; most often nothing."""
        return self._steps.told.get(key, ())

    def renew(self) -> tuple[set[CaseKey], set[Node]]:
        """Work the steps out anew; gives the cases, and the posts, that may step elsewhere now."""
        before, self._steps, self._hosts = self._steps, Steps(), {}
        self._posts, self._accounts = set(), set()
        self.stale = False
        for act in self._acts:
            self._take(act)
        self._steps.close()
        return self._steps.since(before)

    def parts(self, key: CaseKey) -> list[CaseKey]:
        """The cases that moderators made of parts of a case, as far as they made any."""
        return [step.key for step in self._steps.all() if step.key.is_part_of(key)]

    def _take(self, act: Acted) -> None:
        here = self._where(act.target)
        match act.kind:
            case ActKind.SPLIT:
                self._split(act, here)
            case ActKind.MERGE:
                self._merge(act, here, self._where(act.to))
            case _:
                self._move(act, here)

    def _split(self, act: Acted, here: Step | None) -> None:
        node = self._known(act.target)
        need = self._joins.need(node) if node and not _is_link_id(act.target) else None
        if here is not None and node is not None and need is not None:
            step = Step(here.key.set_apart(act.id), here.matter)
            self._steps.apart[node] = (need.case, step)
            _vacancy, party = self._about(here, act.target)
            done = self._regrouped(act, node.key, party=party)
            self._steps.tell(here.key, done)
            self._steps.tell(step.key, done)

    def _merge(self, act: Acted, here: Step | None, into: Step | None) -> None:
        if here is None or into is None or here.key == into.key:
            return
        post, other = act.target, act.to
        if self._has_link(here.key) and not self._has_link(into.key):
            here, into, post, other = into, here, other, post
        self._hosts[into.key] = self._about(into, other)
        self._steps.by_case[here.key] = Step(into.key, joined=True)
        self._steps.tell(into.key, self._regrouped(act, _post(post), into=_post(other)))

    def _move(self, act: Acted, here: Step | None) -> None:
        node, to = self._known(act.target), self._known(act.to)
        if here is None or node is None or _is_link_id(act.target):
            return
        vacancy, party = self._about(here, act.target)
        apart = here.key.set_apart(act.id)
        end = apart
        if to is not None and is_vacancy(to):
            end = self._steps.end(Step(self._key(here.key, node.author, to))).key
        matter = self._matter(act.to, to if to is not None and to.post is not None else None)
        step = self._steps.by_case[here.key] = Step(apart if end == here.key else end, matter)
        self._steps.tell(step.key, self._regrouped(act, vacancy, party=party))

    def _key(self, key: CaseKey, author: str, vacancy: Node) -> CaseKey:
        """The key of the case that such a need would make, were it about this vacancy."""
        if key.asks:
            return asked(author, vacancy.root())
        return broken(self._subjects.vacancies.first_copy(vacancy).key)

    def _matter(self, to: str, post: Node | None) -> Matter:
        party = self._parties.party(post.author) if post else self._parties.named(to)
        self._accounts |= {party, post.author} if post else {party, account(to)}
        if post is not None:
            partners, vacancies = self._subjects.partners.of(post), self._subjects.vacancies
            links, words = vacancies.keys(post), vacancies.words(post)
            return Matter(Subject(post.key), party, partners, links, words)
        if party == Parties.ORGANISER:
            return Matter(Subject(), party)
        return Matter(Subject(party=self._parties.name(party)), party)

    def _about(self, step: Step, key: str) -> _About:
        """The vacancy that a case is about, and whose word it wants; it has this post, or link."""
        if step.joined:
            return self._hosts[step.key]
        if step.matter is not None:
            return step.matter.subject.post, step.matter.party
        node = self._known(key)
        need = self._joins.need(node) if node and not _is_link_id(key) else None
        if need is not None:
            return need.subject.post, need.party
        return _post(key), self._parties.party(node.author) if node else Parties.ORGANISER

    def _regrouped(
        self, act: Acted, post: str | None, *, into: str = "", party: str = ""
    ) -> Regrouped:
        """What an act did, for the history; a party by its name, which may change."""
        self._accounts |= {party} if party else set()
        name = self._parties.name(party) if party else ""
        how = Regrouping(act.kind.value)
        return Regrouped(act.at, act.by, how, act.id, post, into, name)

    def _where(self, key: str) -> Step | None:
        """The case that a post, or a dead link, is in after the steps so far."""
        node = self._known(key)
        if _is_link_id(key):
            return self._steps.end(Step(self._subjects.link_case(key)))
        need = self._joins.need(node) if node is not None else None
        return (
            self._steps.end(self._steps.beginning(node, need, self._joins.reports(node)))
            if node and need
            else None
        )

    def _known(self, key: str) -> Node | None:
        key = _post(key)
        self._posts.add(key)
        return self._threads.find(key)

    def _has_link(self, key: CaseKey) -> bool:
        """Whether a case is about a vacancy's link, which the checker may find dead."""
        node = self._known(key.about) if key.is_of_link else None
        return node is not None and is_vacancy(node)


def _post(key: str) -> str:
    """The post that a case is named by: of a dead link its vacancy."""
    return key.removeprefix(LINK)


def _is_link_id(key: str) -> bool:
    """Whether a case's id is that of a dead link."""
    return key.startswith(LINK)
