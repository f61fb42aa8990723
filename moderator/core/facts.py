"""What goes into the engine (facts), and what comes out of it (changes).

Both are in the past tense, frozen, and know their own time where it matters.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from feeds.post import Post
from moderator.core.case import Case
from moderator.core.labels import Label, Side, Substance, Verdict


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post, or a new version of one, arrived.

    `carried` marks a post that only came along in another's payload: it gives
    context and can be a subject, but is not counted and opens no case.
    """

    post: Post
    carried: bool = False


@dataclass(frozen=True, slots=True)
class PostDeleted:
    """A post was taken down by its author or platform; `at` is None where unknown."""

    id: str
    source: str
    at: datetime | None = None


STOPGAP = -1
"""The rank of a verdict that nobody gave: it stands where a classifier failed, below all others."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A classifier gave a verdict on a reading, which `mark` identifies.

    It holds for as long as the post's reading has that mark. Of two verdicts on
    one mark the one with the higher `rank` holds (a slower, better classifier).
    """

    key: str
    mark: str
    verdict: Verdict
    rank: int = 0


class LinkState(StrEnum):
    """What the link checker found."""

    ALIVE = "alive"
    DEAD = "dead"
    CLOSED = "closed"
    BLOCKED = "blocked"
    UNSURE = "unsure"

    @property
    def is_broken(self) -> bool:
        """Whether nobody can apply through such a link."""
        return self in (LinkState.DEAD, LinkState.CLOSED)


@dataclass(frozen=True, slots=True)
class LinkChecked:
    """A link was looked at; `reason` is in words that a moderator can pass on.

    `target` is set where the link is a short one: the link that it stands for.
    """

    link: str
    state: LinkState
    at: datetime
    reason: str = ""
    target: str = ""


class ActKind(StrEnum):
    """What a moderator can do to a case, a post, an account, or an earlier act."""

    CLAIM = "claim"
    RELEASE = "release"
    HAND_OVER = "hand over"
    NUDGE = "nudge"
    SNOOZE = "snooze"
    NOTE = "note"
    RESOLVE = "resolve"
    DISMISS = "dismiss"
    REOPEN = "reopen"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    RELABEL = "relabel"
    CONFIRM = "confirm"
    SIDE = "side"
    UNDO = "undo"

    @property
    def holds(self) -> bool:
        """Whether it says who has a case: of these the last one counts."""
        return self in (ActKind.CLAIM, ActKind.HAND_OVER, ActKind.RELEASE)

    @property
    def regroups(self) -> bool:
        """Whether it says which needs make one case, or what they are about."""
        return self in (ActKind.MOVE, ActKind.MERGE, ActKind.SPLIT)


@dataclass(frozen=True, slots=True)
class Acted:
    """A moderator acted, at the fair's own time.

    `target` is a post's key: of the post to relabel, confirm or split off, or of
    any post of the case (its id), so that the act finds the case again however
    it is regrouped; its `text` goes when that post is deleted. For `side` it is an
    account's handle, for an undo the id of the act that is taken back. `id` is
    unique over all moderators; `serial` orders one fair's acts.

    What else was said, by kind. Relabel and confirm: `label`, and for a follow-up
    perhaps its `substance`. Claim: `until`, else the fair's lease runs. Hand over:
    `to`, the moderator who has the case then, `until` as for a claim, and perhaps
    `text`, a note along with it. Snooze: `until`, else until the next post. Nudge:
    `text`, the draft; note: `text`. Move: `to`, a vacancy's key, a party's name or an
    account; empty for the fair. Merge: `to`, a post of the case that it joins. Side:
    `side`, and for an employer perhaps `to`, the name or account of the party that
    it belongs to.
    """

    id: str
    kind: ActKind
    target: str
    by: str
    at: datetime
    serial: int
    label: Label | None = None
    substance: Substance | None = None
    until: datetime | None = None
    to: str = ""
    text: str = ""
    side: Side | None = None


def same_moderator(one: str, other: str | None) -> bool:
    """Whether two names are one moderator's, whatever their capitals."""
    return other is not None and one.casefold() == other.casefold()


_OF_DOING: Final = ("id", "by", "at", "serial")
_PARTICULARS: Final = tuple(field.name for field in fields(Acted) if field.name not in _OF_DOING)


def particulars(act: object) -> dict[str, Any]:
    """What an act is, whoever does it and when: of one done, or of what asks for one.

    That has the fields of `Acted` under the same names; AttributeError where one is missing.
    """
    return {name: getattr(act, name) for name in _PARTICULARS}


Fact = PostSeen | PostDeleted | Judged | LinkChecked | Acted


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case is on the board that was not there before."""

    case: Case

    @property
    def id(self) -> str:
        """The case's id."""
        return self.case.id


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A case that was on the board is now otherwise."""

    case: Case

    @property
    def id(self) -> str:
        """The case's id."""
        return self.case.id


@dataclass(frozen=True, slots=True)
class CaseRetracted:
    """What was known as a case is none any more: relabelled, or joined to another."""

    id: str


Change = CaseOpened | CaseMoved | CaseRetracted
