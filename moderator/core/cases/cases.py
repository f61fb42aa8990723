"""The cases as they stand: each made anew from what is known, when any of that changes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from moderator.core.case import LINK, Case, CaseKind, State, Subject
from moderator.core.cases.events import Events
from moderator.core.cases.groups import Groups
from moderator.core.cases.handling import handling
from moderator.core.cases.sequel import Sequel, bumps, bystanders, sequel
from moderator.core.cases.snoozed import Snoozed
from moderator.core.facts import Acted, CaseMoved, CaseOpened, CaseRetracted, Change
from moderator.core.needs.case_key import CaseKey
from moderator.core.needs.need import Need
from moderator.core.parties.parties import Parties
from moderator.core.parties.roster import ORGANISER
from moderator.core.policy import Course, Event, Walk
from moderator.core.posts.node import Node
from moderator.core.speech.replies import Replies
from moderator.core.speech.speech import Saying, Speech

_order = attrgetter("order")
_TAKEN_UP = (State.PROMISED, State.ANSWERED)


class _Gathered(NamedTuple):
    """What a case is made of: its needs, the vacancy whose link it is about, what came of them."""

    needs: list[Node]
    vacancy: Node | None
    sayings: list[Saying]
    acts: list[Acted]
    events: list[Event]


class Cases:
    """Every case there is, by its key."""

    def __init__(
        self, parties: Parties, replies: Replies, speech: Speech, events: Events, groups: Groups
    ) -> None:
        self._parties = parties
        self._replies = replies
        self._speech = speech
        self._events = events
        self._groups = groups
        self._snoozed = Snoozed()
        self._cases: dict[CaseKey, Case] = {}
        self._waiting: dict[CaseKey, Case] = {}
        self._sequels: dict[CaseKey, Sequel] = {}
        self._stale: dict[CaseKey, dict[Node, None] | None] = {}

    def __len__(self) -> int:
        """How many cases there are, closed ones included."""
        return len(self._cases)

    def __iter__(self) -> Iterator[Case]:
        """All cases, in no particular order."""
        return iter(self._cases.values())

    @property
    def waiting(self) -> Iterable[Case]:
        """The cases that lack a follow-up, in no particular order."""
        return self._waiting.values()

    def find(self, key: CaseKey) -> Case | None:
        """The case of that key; None where there is none."""
        return self._cases.get(key)

    def disturb(self, post: Node) -> None:
        """Say that a post changed: to those to which it speaks, or that wait for such a post."""
        if spoken := self._speech.cases(post):
            self.spoil(spoken)
        if self._snoozed:
            self.spoil(self._snoozed.woken(post))

    def spoil(self, keys: Iterable[CaseKey]) -> None:
        """Say that something about these cases changed."""
        for key in keys:
            self._stale[key] = None

    def join(self, key: CaseKey, post: Node) -> None:
        """Say that a post came to a case: as a need, or to speak to it."""
        joining = self._stale.setdefault(key, {})
        if joining is not None:
            joining[post] = None

    def hear(self, post: Node) -> None:
        """Let a post say to the cases what it says now."""
        before = self._speech.cases(post)
        for key in self._speech.hear(post):
            if key in before:
                self.spoil((key,))
            else:
                self.join(key, post)

    def settle(self) -> list[Change]:
        """Bring all cases up to date; gives what changed, in a fixed order."""
        if not self._stale:
            return []
        stale, self._stale = sorted(self._stale.items()), {}
        before = {case.id: case for key, _ in stale if (case := self._cases.get(key))}
        renewed = (self._renewed(key, joining) for key, joining in stale)
        after = {case.id: case for case in renewed if case is not None}
        retracted = [CaseRetracted(id_) for id_ in before if id_ not in after]
        return [*retracted, *_changes(before, after)]

    def _renewed(self, key: CaseKey, joining: Collection[Node] | None) -> Case | None:
        self._waiting.pop(key, None)
        before, story = self._cases.pop(key, None), self._sequels.pop(key, None)
        case = None
        if before is not None and story is not None and joining is not None:
            case = self._told_on(key, before, story, sorted(joining, key=_order))
        case = case or self._made(key)
        if case is not None:
            self._cases[key] = case
            if case.lacks_follow_up:
                self._waiting[key] = case
        return case

    def _told_on(
        self, key: CaseKey, case: Case, story: Sequel, joining: Sequence[Node]
    ) -> Case | None:
        """The case with these posts added; None where it has to be made anew."""
        needs = [post for post in joining if post in self._replies.needs]
        sayings = [each for post in joining if (each := self._speech.said(key, post))]
        own = [need for need in map(self._replies.needs.get, needs) if need and not need.joined]
        if len(own) + len(sayings) < len(joining) or not story.follows(joining):
            return None
        if self._events.acts(key, needs):
            return None
        self._sequels[key] = story
        events = self._events.further(needs, sayings)
        return story.told(case, events, needs, sayings, self._parties.handle)

    def _gathered(self, key: CaseKey) -> _Gathered | None:
        """All that a case is made of; None where nobody, and no check, opened it."""
        needs = self._replies.of_case(key)
        if not needs and not self._events.checks:
            return None
        vacancy = self._events.vacancy(key)
        sayings, acts = [*self._speech.to(key)], self._events.acts(key, needs)
        self._snoozed.watch(key, acts, needs)
        events = self._events.of(needs, vacancy, sayings, acts)
        return _Gathered(needs, vacancy, sayings, acts, events) if events else None

    def _made(self, key: CaseKey) -> Case | None:
        gathered = self._gathered(key)
        if gathered is None:
            return None
        needs, vacancy, sayings, acts, events = gathered
        walk = Walk().go(events)
        matter, went = self._matter(key, needs, vacancy), walk.course()
        handled = handling(acts, needs, went.history, self._parties.fair.claim_lease)
        case = Case(
            id=needs[0].key if needs else f"{LINK}{key.about}",
            kind=_kind(key, needs),
            state=went.state,
            opened_by=needs[0].key if needs else key.about,
            opened_at=went.opened_at,
            waiting_since=went.waiting_since,
            posts=tuple([node.key for node in needs]),
            reporters=self._reporters(needs),
            subject=matter.subject,
            responsible=self._parties.name(matter.party),
            confidence=matter.confidence,
            history=went.history,
            bystanders=bystanders(sayings),
            to_all=matter.to_all,
            taken_up_by=self._taker(went, sayings) if matter.to_all else "",
            bumps=bumps(sayings),
            link_note=self._events.link_note(key, vacancy, needs=needs),
            claim=handled.claim,
            snooze=handled.snooze,
            nudges=handled.nudges,
            notes=handled.notes,
            woken=handled.woken,
            regrouped=self._groups.told(key),
        )
        if story := sequel(case, walk, events, needs, sayings):
            self._sequels[key] = story
        return case

    def _taker(self, went: Course, sayings: Iterable[Saying]) -> str:
        """The party that promised or answered last; empty where none did."""
        words = (moved.post for moved in reversed(went.history) if moved.state in _TAKEN_UP)
        last = next(words, None)
        said = (each.author for each in sayings if each.post.key == last)
        return next((self._parties.name(self._parties.party(author)) for author in said), "")

    def _reporters(self, needs: Sequence[Node]) -> tuple[str, ...]:
        """The handles of those who ask still; where all took their posts down, of all."""
        asking = [node for node in needs if not node.deleted] or needs
        return tuple(dict.fromkeys([self._parties.handle(node.author) for node in asking]))

    def _matter(self, key: CaseKey, nodes: Sequence[Node], vacancy: Node | None) -> Need:
        """What a case is about and whose word it wants: as the first of its own needs has it."""
        every = [self._replies.needs[node] for node in nodes]
        own = [need for need in every if not need.joined]
        needs = own if own or vacancy else every
        if not needs:
            party = self._parties.party(vacancy.author) if vacancy else ORGANISER
            return Need(key, Subject(post=key.about), party, 1.0)
        first = needs[0]
        subject = next((need.subject for need in needs if need.subject.post), first.subject)
        return first if subject is first.subject else replace(first, subject=subject)


def _changes(before: dict[str, Case], after: dict[str, Case]) -> Iterator[Change]:
    for case in after.values():
        if case.id not in before:
            yield CaseOpened(case)
        elif case != before[case.id]:
            yield CaseMoved(case)


def _kind(key: CaseKey, needs: Sequence[Node]) -> CaseKind:
    if key.asks:
        return CaseKind.QUESTION
    return CaseKind.BROKEN_LINK if needs else CaseKind.DEAD_LINK
