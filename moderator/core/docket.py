"""The cases: which there are, and how each one stands.

A case is made anew from what is known whenever something that it depends on
changes, so that it never remembers in which order that became known. What to
make anew is kept small: the needs and cases that a changed post touches.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice

from moderator.core.case import Case, CaseKind, Subject
from moderator.core.events import Events
from moderator.core.facts import (
    Acted,
    CaseMoved,
    CaseOpened,
    CaseRetracted,
    Change,
    LinkChecked,
)
from moderator.core.groups import Groups
from moderator.core.handling import handling
from moderator.core.leads import Leads
from moderator.core.links import link_key
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.policy import course
from moderator.core.replies import Place, Replies, place_of
from moderator.core.subjects import CaseKey, Need, Subjects, is_vacancy, links_of
from moderator.core.threads import Threads

_FIRST = (datetime.min.replace(tzinfo=UTC), "")


class Docket:
    """Every case there is, kept up to date with the posts, link checks and acts."""

    def __init__(self, threads: Threads, parties: Parties) -> None:
        self._threads = threads
        self._parties = parties
        self._subjects = Subjects(threads, parties)
        self._groups = Groups(threads, parties, self._subjects)
        self._replies = Replies(parties, self._subjects)
        self._events = Events(threads, parties, self._subjects, self._replies)
        self._leads = Leads()
        self._offers: dict[Node, None] = {}
        self._asking: defaultdict[str, set[Node]] = defaultdict(set)
        self._loose: dict[Node, None] = {}
        self._stale: dict[CaseKey, None] = {}
        self._offered: dict[str, tuple[datetime, str]] = {}
        self._places: dict[Node, Place] = {}
        self._cases: dict[CaseKey, Case] = {}
        self._waiting: dict[CaseKey, Case] = {}

    @property
    def waiting(self) -> Iterable[Case]:
        """The cases that lack a follow-up, in no particular order."""
        return self._waiting.values()

    @property
    def count(self) -> int:
        """How many cases there are, closed ones included."""
        return len(self._cases)

    def cases(self) -> list[Case]:
        """All cases, by the time at which they were opened."""
        return sorted(self._cases.values(), key=lambda case: (case.opened_at, case.id))

    def case(self, key: str) -> Case | None:
        """The case with that id, or that a post of that key belongs to."""
        keys = self.keys_of(key)
        return next((self._cases[each] for each in keys if each in self._cases), None)

    def checked(self, node: Node) -> LinkChecked | None:
        """The last check of a post's link: of several links, of the one that is worst off."""
        return self._events.checks.worst(links_of(node))

    def offers(self, most: int) -> list[Node]:
        """Up to that many vacancies with a link that are new or changed; each is given out once."""
        taken = list(islice(self._offers, most))
        for node in taken:
            del self._offers[node]
        return taken

    def keys_of(self, key: str) -> list[CaseKey]:
        """The keys of the case that an id, or the key of a post, stands for."""
        if key.startswith("link:"):
            return [self._subjects.link_case(key)]
        node = self._threads.find(key)
        need = self._replies.needs.get(node) if node else None
        return [need.case] if need else []

    def disturb(self, node: Node) -> None:
        """Say that a post's words, place or verdict changed."""
        self._touch(node)
        self._groups.disturb(node)
        self._loosen_below(node)
        self._leads.note(node)
        shift = self._subjects.note(node)
        if is_vacancy(node) and links_of(node):
            self._offers[node] = None
        self._loosen(chain(shift.pointing, *(self._asking[link] for link in shift.links)))
        for vacancy in shift.vacancies:
            self._spoil([("link", vacancy.key)])
            self._groups.disturb(vacancy)
            self._loosen_below(vacancy)
            self._loosen(chain(*(self._asking[link] for link in links_of(vacancy))))
        for author in shift.authors:
            self._offered[author] = min(self._offered.get(author, node.order), node.order)
        if shift.vacancies:
            self._spoil(need.case for need in self._needs_below(node))

    def disturb_account(self, key: str) -> None:
        """Say that an account's side, or the name it is shown by, changed."""
        self._groups.disturb_account(key)
        self._loosen(self._subjects.names.renew(key))
        self._loosen_askers(key)
        nodes = self._replies.by_party.get(self._parties.party(key), ())
        self._spoil(self._replies.needs[node].case for node in nodes)
        for node in self._threads.voices.by(key):
            self._loosen_below(node)
            self._touch(node)
            for link in links_of(node):
                self._loosen(self._asking[link])
                for copy in self._subjects.offering(link):
                    self._spoil([("link", copy.key)])
                    self._groups.disturb(copy)

    def check(self, fact: LinkChecked) -> None:
        """Take in what the link checker found."""
        key = link_key(fact.link)
        self._events.checks.take(key, fact)
        for node in self._leads.learn(key, link_key(fact.target)) if fact.target else ():
            self.disturb(node)
        self._spoil([("link", key)])
        for vacancy in self._subjects.offering(key):
            self._spoil([("link", self._subjects.first_copy(vacancy).key)])

    def act(self, target: str, acts: Sequence[Acted]) -> None:
        """Let these acts, and no others, hold for a target (a post's key or a case's id)."""
        self._events.act(target, acts)
        self._spoil(self.keys_of(target))

    def regroup(self, acts: Sequence[Acted]) -> None:
        """Let these moves, merges and splits, and no others, say what makes one case."""
        self._groups.act(acts)

    def settle(self) -> list[Change]:
        """Bring all cases up to date; gives what changed, in a fixed order."""
        offered, self._offered = self._offered, {}
        for author, order in offered.items():
            self._loosen_askers(author, since=order)
        self._retie()
        while self._groups.stale:
            self._loosen_regrouped(*self._groups.renew())
            self._retie()
        stale, self._stale = sorted(self._stale), {}
        before = {case.id: case for key in stale if (case := self._cases.pop(key, None))}
        after = {case.id: case for key in stale if (case := self._renewed(key))}
        retracted = [CaseRetracted(id_) for id_ in before if id_ not in after]
        return [*retracted, *_changes(before, after)]

    def _touch(self, node: Node) -> None:
        """Spoil the cases that a post has to do with where it is, and where it was."""
        here = place_of(node)
        self._spoil(self._replies.touching(node, self._places.get(node, here)))
        self._spoil(self._replies.note(node))
        self._places[node] = here

    def _spoil(self, keys: Iterable[CaseKey]) -> None:
        self._stale |= dict.fromkeys(keys)

    def _loosen(self, nodes: Iterable[Node]) -> None:
        self._loose |= dict.fromkeys(
            node
            for node in nodes
            if node in self._replies.needs or (node.verdict and node.verdict.label.is_need)
        )

    def _loosen_below(self, node: Node) -> None:
        """A post, and whatever replies to it or quotes it, may now be about something else."""
        for each in (node, *self._threads.referring(node)):
            self._loosen(chain((each,), each.descendants()))

    def _loosen_askers(self, key: str, *, since: tuple[datetime, str] = _FIRST) -> None:
        """Whoever speaks to this account's party since then may now speak of something else."""
        for each in {key, *self._parties.accounts(self._parties.party(key))}:
            for node in {*self._threads.voices.to(each), *self._threads.voices.by(each)}:
                near = chain((node,), node.descendants())
                self._loosen(each for each in near if each.order >= since)

    def _needs_below(self, node: Node) -> Iterator[Need]:
        for each in node.descendants():
            if each in self._replies.needs:
                yield self._replies.needs[each]

    def _retie(self) -> None:
        while self._loose:
            node, _ = self._loose.popitem()
            self._tie(node)

    def _tie(self, node: Node) -> None:
        for link in links_of(node):
            self._asking[link].add(node)
        self._groups.disturb(node)
        self._spoil(self._replies.put(node, self._groups.need(node)))

    def _loosen_regrouped(self, keys: Iterable[CaseKey], apart: Iterable[Node]) -> None:
        """Whatever is in these cases, or below these posts, may now be in others."""
        self._loosen(chain(*(self._replies.by_case.get(key, ()) for key in keys)))
        self._loosen(below for node in apart for below in (node, *node.descendants()))

    def _renewed(self, key: CaseKey) -> Case | None:
        self._waiting.pop(key, None)
        case = self._made(key)
        if case is not None:
            self._cases[key] = case
            if case.lacks_follow_up:
                self._waiting[key] = case
        return case

    def _made(self, key: CaseKey) -> Case | None:
        needs = sorted(self._replies.by_case.get(key, ()), key=lambda node: node.order)
        events = self._events.of(key, needs)
        if not events:
            return None
        went = course(events)
        vacancy = self._events.vacancy(key)
        every = [self._replies.needs[node] for node in needs]
        own = [need for need in every if not need.joined]
        needed = own if own or vacancy else every
        subject = next((need.subject for need in needed if need.subject.post), None)
        first = needed[0] if needed else None
        handled = handling(
            self._events.acts(key, needs), needs, went.history, self._parties.fair.claim_lease
        )
        return Case(
            id=needs[0].key if needs else f"link:{key[1]}",
            kind=_kind(key, needs),
            state=went.state,
            opened_by=needs[0].key if needs else key[1],
            opened_at=went.opened_at,
            waiting_since=went.waiting_since,
            posts=tuple(node.key for node in needs),
            reporters=tuple(dict.fromkeys(self._parties.handle(node.author) for node in needs)),
            subject=subject or (first.subject if first else Subject(post=key[1])),
            responsible=self._parties.name(self._party(first, vacancy)),
            confidence=first.confidence if first else 1.0,
            history=went.history,
            bystanders=tuple(node.key for node in self._events.bystanders(needs)),
            to_all=first.to_all if first else False,
            bumps=self._events.bumps(needs),
            link_note=self._events.link_note(key, vacancy),
            claim=handled.claim,
            snooze=handled.snooze,
            nudges=handled.nudges,
            notes=handled.notes,
        )

    def _party(self, need: Need | None, vacancy: Node | None) -> str:
        if need is not None:
            return need.party
        return self._parties.party(vacancy.author) if vacancy else Parties.ORGANISER


def _changes(before: dict[str, Case], after: dict[str, Case]) -> Iterator[Change]:
    for case in after.values():
        if case.id not in before:
            yield CaseOpened(case)
        elif case != before[case.id]:
            yield CaseMoved(case)


def _kind(key: CaseKey, needs: Sequence[Node]) -> CaseKind:
    if key[0] == "question":
        return CaseKind.QUESTION
    return CaseKind.BROKEN_LINK if needs else CaseKind.DEAD_LINK
