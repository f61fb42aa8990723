"""A case: one need that still wants, or wanted, an employer's word."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from moderator.core.fair import Fair

LINK = "link:"
"""What stands before a vacancy's key in the id of the case of its dead link."""


EVERYBODY = "everybody"
"""The party of a question to everybody, while nobody has taken it up."""


class CaseKind(StrEnum):
    """What the need is: an answer, or a link that works."""

    QUESTION = "question"
    BROKEN_LINK = "broken_link"
    DEAD_LINK = "dead_link"


class State(StrEnum):
    """How far a case is."""

    OPEN = "open"
    PROMISED = "promised"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"

    @property
    def lacks_follow_up(self) -> bool:
        """Whether an employer still owes a word."""
        return self in (State.OPEN, State.PROMISED)


_WORDS = (State.PROMISED, State.ANSWERED)


class Urgency(StrEnum):
    """How badly a case that lacks a follow-up needs the moderator; ascending."""

    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"

    @property
    def rank(self) -> int:
        """0 for waiting, 1 for due, 2 for overdue."""
        return _RANKS[self]


_RANKS = {urgency: rank for rank, urgency in enumerate(Urgency)}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a case is about: a vacancy post, else a party, else the fair (both None)."""

    post: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """One step of a case: into which state, when, by whose post or act.

    `at` is None where a deletion's time is not known. `post` is a post's key,
    `act` the id of a moderator's act; one of them, or neither for a link check.
    """

    at: datetime | None
    state: State
    by: str
    post: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A moderator has a case, until a lease runs out; `act` is the act's id.

    `by` took it on, or was given it by `giver`.
    """

    at: datetime
    by: str
    until: datetime
    act: str
    giver: str = ""


@dataclass(frozen=True, slots=True)
class Snooze:
    """A moderator set a case aside: until a moment, or (None) until the next post in its thread.

    `over` is when it ended, where it did: by its time or by a `post` (its key), or because
    the case moved or was set aside anew. It is None, too, where a deletion's time is not known.
    """

    at: datetime
    by: str
    until: datetime | None
    act: str
    over: datetime | None = None
    post: str | None = None


class Regrouping(StrEnum):
    """How a moderator said which posts make a case, or what it is about."""

    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A moderator moved a case, made one of two, or split a post off; `act` is the act's id.

    Of a move `post` is the vacancy that the case was about before, if any. Of a merge it is
    one of the case that went into the one with the post `into`. Of a split it is the post
    that was taken out. `party` is whose word the case wanted before a move or split.
    """

    at: datetime
    by: str
    how: Regrouping
    act: str
    post: str | None
    into: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a moderator wrote: a note on a case, or the draft with which an employer was nudged."""

    at: datetime
    by: str
    text: str
    act: str


@dataclass(frozen=True, slots=True)
class Case:
    """One need, from its first post to its last word.

    `id` is the key of the post that opened it (for a dead link, `link:` and the
    vacancy's key). `posts` are the keys of the asker's side, in order;
    `reporters` the handles of who asks still (or did, where nobody does);
    `bystanders` the keys of others' answers. `waiting_since` is when the clock that
    now runs started. `to_all` marks a question to everybody, which any employer may
    answer, and `taken_up_by` is the party that did last, or promised to. `bumps` counts bare
    reminders. `confidence` (0 to 1) says how sure the tie to the subject is.
    `claim` and `snooze` are the last that hold, whether or not their time has run
    out: `claimed_by` and `is_snoozed` tell. `woken` are the snoozes that hold no more.
    These, `nudges`, `notes` and `regrouped` are in order.
    """

    id: str
    kind: CaseKind
    state: State
    opened_by: str
    opened_at: datetime
    waiting_since: datetime
    posts: tuple[str, ...]
    reporters: tuple[str, ...]
    subject: Subject
    responsible: str
    confidence: float
    history: tuple[Moved, ...]
    bystanders: tuple[str, ...] = ()
    to_all: bool = False
    taken_up_by: str = ""
    bumps: int = 0
    link_note: str = ""
    claim: Claim | None = None
    snooze: Snooze | None = None
    nudges: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    woken: tuple[Snooze, ...] = ()
    regrouped: tuple[Regrouped, ...] = ()

    @property
    def lacks_follow_up(self) -> bool:
        """Whether an employer still owes a word."""
        return self.state.lacks_follow_up

    @property
    def party(self) -> str:
        """Whose word is, or was, awaited: that of who took it up, of everybody, or of one party."""
        return self.taken_up_by or (EVERYBODY if self.to_all else self.responsible)

    @property
    def waits_for_anybody(self) -> bool:
        """Whether any employer may answer, and none took it up yet."""
        return self.to_all and not self.taken_up_by

    @property
    def asks(self) -> str:
        """The post that it waits for an answer to: of a case that opened again, that one."""
        opened = [moved.post for moved in self.history if moved.state is State.OPEN and moved.post]
        return opened[-1] if opened else self.opened_by

    @property
    def first_word(self) -> timedelta | None:
        """How long it took until the first post that promised or answered.

        None where there was none, and for a false alarm.
        """
        if self.state is State.DISMISSED:
            return None
        said = (moved.at for moved in self.history if moved.post and moved.state in _WORDS)
        first = min((at for at in said if at is not None), default=None)
        return None if first is None else max(first - self.opened_at, timedelta())

    def waited(self, clock: datetime) -> timedelta:
        """How long the clock has run, never below zero."""
        return max(clock - self.waiting_since, timedelta())

    def claimed_by(self, clock: datetime) -> str | None:
        """Who has the case at that moment; None where nobody has, or the lease has run out."""
        return self.claim.by if self.claim and clock < self.claim.until else None

    def is_snoozed(self, clock: datetime) -> bool:
        """Whether the case is set aside at that moment."""
        until = self.snooze.until if self.snooze else clock
        return until is None or clock < until

    def urgency(self, clock: datetime, fair: Fair) -> Urgency | None:
        """How urgent it is at that moment; None when no follow-up is lacking."""
        if not self.lacks_follow_up:
            return None
        waited = self.waited(clock)
        if waited >= fair.overdue_after:
            return Urgency.OVERDUE
        return Urgency.DUE if waited >= fair.warn_after else Urgency.WAITING
