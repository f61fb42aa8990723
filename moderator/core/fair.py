"""The fair as its moderator set it up."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Fair:
    """Name, hashtags, organiser, known employers and the clock's limits.

    `hashtags` have no #, `organiser` and the handles of `employers` (by the
    organisation's name) no @. `timezone` is an IANA name, for display only;
    `language` is that of screens and drafts, nl or en. A claim holds for `claim_lease`;
    within `nudge_again_after` of a nudge the desk asks before another.
    """

    name: str = ""
    hashtags: tuple[str, ...] = ()
    organiser: tuple[str, ...] = ()
    employers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    warn_after: timedelta = timedelta(minutes=10)
    overdue_after: timedelta = timedelta(minutes=30)
    claim_lease: timedelta = timedelta(minutes=15)
    nudge_again_after: timedelta = timedelta(minutes=15)
    timezone: str = "Europe/Amsterdam"
    language: str = "nl"
