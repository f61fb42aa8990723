"""The cases as they stand: each made anew from what is known, when any of that changes."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from moderator.core.case import Case, CaseKind, Subject
from moderator.core.dozing import Dozing
from moderator.core.events import Events
from moderator.core.facts import CaseMoved, CaseOpened, CaseRetracted, Change
from moderator.core.handling import handling
from moderator.core.node import Node
from moderator.core.parties import Parties
from moderator.core.policy import course
from moderator.core.replies import Replies
from moderator.core.speech import Role, Saying, Speech
from moderator.core.subjects import CaseKey, Need


class Cases:
    """Every case there is, by its key."""

    def __init__(self, parties: Parties, replies: Replies, speech: Speech, events: Events) -> None:
        self._parties = parties
        self._replies = replies
        self._speech = speech
        self._events = events
        self._dozing = Dozing()
        self._cases: dict[CaseKey, Case] = {}
        self._waiting: dict[CaseKey, Case] = {}

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

    def woken(self, post: Node) -> Iterator[CaseKey]:
        """The cases that a moderator set aside until such a post."""
        return self._dozing.woken(post)

    def renew(self, keys: Collection[CaseKey]) -> list[Change]:
        """Make these cases anew; gives what changed, in a fixed order."""
        if not keys:
            return []
        keys = sorted(keys)
        before = {case.id: case for key in keys if (case := self._cases.pop(key, None))}
        after = {case.id: case for key in keys if (case := self._renewed(key))}
        retracted = [CaseRetracted(id_) for id_ in before if id_ not in after]
        return [*retracted, *_changes(before, after)]

    def _renewed(self, key: CaseKey) -> Case | None:
        self._waiting.pop(key, None)
        case = self._made(key)
        if case is not None:
            self._cases[key] = case
            if case.lacks_follow_up:
                self._waiting[key] = case
        return case

    def _made(self, key: CaseKey) -> Case | None:
        needs = self._replies.of_case(key)
        if not needs and not self._events.checks:
            return None
        vacancy = self._events.vacancy(key)
        sayings, acts = self._speech.to(key), self._events.acts(key, needs)
        self._dozing.watch(key, acts, needs)
        events = self._events.of(needs, vacancy, sayings, acts)
        if not events:
            return None
        went = course(events)
        every = [self._replies.needs[node] for node in needs]
        own = [need for need in every if not need.joined]
        needed = own if own or vacancy else every
        subject = next((need.subject for need in needed if need.subject.post), None)
        first = needed[0] if needed else None
        handled = handling(acts, needs, went.history, self._parties.fair.claim_lease)
        return Case(
            id=needs[0].key if needs else f"link:{key[1]}",
            kind=_kind(key, needs),
            state=went.state,
            opened_by=needs[0].key if needs else key[1],
            opened_at=went.opened_at,
            waiting_since=went.waiting_since,
            posts=tuple([node.key for node in needs]),
            reporters=tuple(dict.fromkeys([self._parties.handle(node.author) for node in needs])),
            subject=subject or (first.subject if first else Subject(post=key[1])),
            responsible=self._parties.name(self._party(first, vacancy)),
            confidence=first.confidence if first else 1.0,
            history=went.history,
            bystanders=_bystanders(sayings),
            to_all=first.to_all if first else False,
            bumps=sum(each.role is Role.REMINDER for each in sayings),
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


def _bystanders(sayings: Iterable[Saying]) -> tuple[str, ...]:
    """The keys of others' answers: shown with the case, but not the word that is wanted."""
    aside = sorted(each.post.order for each in sayings if each.role is Role.ASIDE)
    return tuple(key for _, key in aside)


def _kind(key: CaseKey, needs: Sequence[Node]) -> CaseKind:
    if key[0] == "question":
        return CaseKind.QUESTION
    return CaseKind.BROKEN_LINK if needs else CaseKind.DEAD_LINK
