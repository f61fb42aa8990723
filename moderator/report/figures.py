"""The figures of a fair: what a report says, before it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from moderator.core.board import Accounting, FeedGap
from moderator.core.case import CaseKind, State
from moderator.core.fair import Fair
from moderator.core.labels import Label


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, of all feeds and of each, and where something may have been missed."""

    accounting: Accounting
    gaps: tuple[FeedGap, ...] = ()
    feeds: Mapping[str, Accounting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many posts there were.

    `posts` and `by_source` count reposts too; `by_label` and `containing` count
    posts with words of their own. `unjudged` are those without a label yet.
    `containing` gives for each term how many posts have it in their text, in
    any case and within longer words; deleted posts have no text.
    """

    posts: int
    reposts: int
    deleted: int
    unjudged: int
    by_label: Mapping[Label, int]
    by_source: Mapping[str, int]
    containing: Mapping[str, int]

    @property
    def promotion_only(self) -> int:
        """Posts that only promote the fair."""
        return self.by_label[Label.PROMOTION]

    @property
    def vacancies(self) -> int:
        """Posts that offer work."""
        return self.by_label[Label.VACANCY]

    @property
    def interactions(self) -> int:
        """Questions, reports of broken links and reactions: job seekers who spoke up."""
        spoken = (Label.QUESTION, Label.BROKEN_LINK, Label.REACTION)
        return sum(self.by_label[label] for label in spoken)

    @property
    def follow_ups(self) -> int:
        """Responses of employers and the organiser."""
        return self.by_label[Label.FOLLOW_UP]


@dataclass(frozen=True, slots=True)
class Times:
    """How long askers waited for the first word of those responsible, promise or answer.

    `followed_up` is the number of cases that got one; without any, the times
    are None. Nine out of ten waited no longer than `ninetieth`.
    """

    followed_up: int = 0
    median: timedelta | None = None
    ninetieth: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Employer:
    """One party's day. False alarms (dismissed cases) do not count.

    `questions` and `broken_links` are its cases by kind; `answered`,
    `promised`, `open` and `closed` (withdrawn or resolved) are the same cases
    by state. `median` is the time to its first word.
    """

    name: str
    vacancies: int
    questions: int
    broken_links: int
    answered: int
    promised: int
    open: int
    closed: int
    median: timedelta | None


@dataclass(frozen=True, slots=True)
class Bin:
    """The posts with words of their own in one stretch of the day, by label."""

    start: datetime
    posts: int
    labels: Mapping[Label, int]


@dataclass(frozen=True, slots=True)
class Activity:
    """The day in stretches of equal length; those without posts are left out."""

    step: timedelta
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A fair in figures, as they were when its clock stood at `clock`.

    `cases` has every kind and every state, zeros included.
    """

    fair: Fair
    clock: datetime
    totals: Totals
    cases: Mapping[CaseKind, Mapping[State, int]]
    times: Times
    employers: tuple[Employer, ...]
    activity: Activity
    intake: Intake
