"""What a screen shows at one moment: immutable, and made of values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from feeds.post import Gap, Post
from moderator.core.case import Case, Urgency
from moderator.core.facts import LinkChecked
from moderator.core.labels import Ground, Label, Side, Verdict, interactions


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that lacks a follow-up, with its urgency at the board's clock."""

    case: Case
    urgency: Urgency
    waited: timedelta


@dataclass(frozen=True, slots=True)
class Counts:
    """How many distinct posts there are, of which kind.

    `posts` counts reposts too, and `sources` the same by platform; `labels` only posts with
    words of their own.
    """

    posts: int
    reposts: int
    deleted: int
    labels: Mapping[Label, int]
    sources: Mapping[str, int] = field(default_factory=dict)

    @property
    def interactions(self) -> int:
        """Questions, reports and reactions: what employers are to follow up."""
        return interactions(self.labels)


@dataclass(frozen=True, slots=True)
class Board:
    """All cases that lack a follow-up, most urgent first, and the fair's counts.

    `snoozed` are those that a moderator has set aside: they wait all the same.
    `version` grows with every change, so that a screen knows when to redraw.
    """

    version: int
    clock: datetime
    waiting: tuple[Waiting, ...]
    counts: Counts
    closed: int
    snoozed: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One post as a screen shows it: with its verdict, its side, its reposts.

    `depth` is its depth in the thread (0 at the top). `verdict` is None until it
    has been judged; `corrected` marks a label that the moderator set. `handle`
    is the author's, shortened where no other account shares it. `link` is the
    last check of its link; where it has several, of the one that is worst off.
    `party` is the name of whom the author speaks for, `ground` why it is on its `side`.
    """

    key: str
    post: Post
    handle: str
    side: Side
    verdict: Verdict | None
    reposts: int = 0
    depth: int = 0
    corrected: bool = False
    deleted: bool = False
    case: str | None = None
    link: LinkChecked | None = None
    party: str = ""
    ground: Ground = Ground.NOTHING

    @property
    def label(self) -> Label | None:
        """What the post is; None until it has been judged."""
        return self.verdict.label if self.verdict else None

    @property
    def offers_work(self) -> bool:
        """Whether it is a vacancy that is still there."""
        return self.label is Label.VACANCY and not self.deleted


@dataclass(frozen=True, slots=True)
class FeedGap:
    """A stretch in which one feed may have missed posts."""

    feed: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Accounting:
    """Proof that nothing was missed: `received` is the sum of the five after it.

    `shown` are distinct posts, `folded` distinct reposts, `duplicates` repeats
    and newer versions of what is known already, `filtered` records that are no
    posts, or not this fair's. What a feed had to let go of (`dropped`) was received
    and is missing. Deletions are counted apart: they are no posts received.
    """

    received: int = 0
    shown: int = 0
    folded: int = 0
    duplicates: int = 0
    filtered: int = 0
    unreadable: int = 0
    dropped: int = 0
    deleted: int = 0

    @property
    def missing(self) -> int:
        """How many records were received of which nothing further is known."""
        parts = self.shown + self.folded + self.duplicates + self.filtered + self.unreadable
        return self.received - parts

    @property
    def balanced(self) -> bool:
        """Whether every record received is accounted for."""
        return self.missing == 0
