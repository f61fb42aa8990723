"""The figures of a fair: what a report says, before it is put into words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from moderator.core.board import Accounting, FeedGap
from moderator.core.case import CaseKind, State
from moderator.core.fair import Fair
from moderator.core.labels import Label, interactions
from moderator.report.followed import Followed, Timing, timings
from moderator.report.provenance import Provenance
from moderator.report.silence import Silenced
from moderator.report.stretches import Stretches
from moderator.report.times import Times
from moderator.report.wording import Worded


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, of all feeds and of each, and where something may have been missed.

    `minutes` are the posts of each minute that had any, and `sources` those of each platform,
    reposts included: also reposts of what was not received.
    """

    accounting: Accounting
    gaps: tuple[FeedGap, ...] = ()
    feeds: Mapping[str, Accounting] = field(default_factory=dict)
    minutes: Sequence[tuple[datetime, int]] = ()
    sources: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is to have: posts counted by `terms`; people's handles only where asked for."""

    terms: Sequence[str] = ()
    handles: bool = False


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
        return interactions(self.by_label)

    @property
    def follow_ups(self) -> int:
        """Responses of employers and the organiser."""
        return self.by_label[Label.FOLLOW_UP]


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
    """The posts with words of their own in one stretch of the day, by label, and the reposts."""

    start: datetime
    posts: int
    labels: Mapping[Label, int]
    reposts: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """The day in stretches of equal length; those without posts are left out."""

    stretches: Stretches
    bins: tuple[Bin, ...]

    @property
    def step(self) -> timedelta:
        """How long a stretch is."""
        return self.stretches.length

    def between(self, before: Bin, after: Bin) -> Iterator[Bin]:
        """The stretches without posts between two that have some."""
        for start in self.stretches.between(before.start, after.start):
            yield Bin(start=start, posts=0, labels={})


@dataclass(frozen=True, slots=True)
class Report:
    """A fair in figures, as they were when its clock stood at `clock`.

    `cases` has every kind and every state, zeros included; `followed` has each case
    but false alarms. `silence` is None where people talked.
    `wording` are questions about vacancies, and in no figure. `part` names the
    employer whose part of the report this is; it is empty in the whole.
    """

    fair: Fair
    clock: datetime
    totals: Totals
    cases: Mapping[CaseKind, Mapping[State, int]]
    times: Times
    employers: tuple[Employer, ...]
    activity: Activity
    intake: Intake
    followed: tuple[Followed, ...] = ()
    silence: Silenced | None = None
    wording: tuple[Worded, ...] = ()
    provenance: Provenance | None = None
    part: str = ""

    @property
    def open(self) -> tuple[Followed, ...]:
        """The cases that lack a follow-up: what aftercare has to see to, by who owes the word."""
        lacking = (each for each in self.followed if each.lacks_follow_up)
        return tuple(sorted(lacking, key=lambda each: each.case.party.casefold()))

    @property
    def closed_before(self) -> tuple[Followed, ...]:
        """Those of them that were closed before, as resolved or answered, and wait again."""
        return tuple(each for each in self.open if each.closed_before)

    @property
    def timings(self) -> Mapping[Timing, int]:
        """How many cases got their first word soon, in time, late, or not at all."""
        return timings(self.followed)

    @property
    def was_moderated(self) -> bool:
        """Whether a moderator did anything with any case."""
        return any(each.was_handled for each in self.followed)
