"""How a fair stands, as it is said over the broker."""

from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from moderator.core.board import Accounting, Counts
from moderator.intake.tally import Checks, Depths, FeedStatus, Work

LONGEST_REASON = 500
"""Characters of a feed's reason, and of each of its notes; what is longer is cut, not refused."""


def _brief(feed: FeedStatus) -> FeedStatus:
    reason = feed.now.reason[:LONGEST_REASON]
    notes = tuple(note[:LONGEST_REASON] for note in feed.now.notes)
    return replace(feed, now=replace(feed.now, reason=reason, notes=notes))


class Figures(BaseModel):
    """The day in figures, as the engine has them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    counts: Counts
    accounting: Accounting
    depths: Depths = Depths()
    cases: int = 0
    posts: int = 0
    work: dict[str, Work] = Field(default_factory=dict)
    checks: Checks | None = None
    feeds: tuple[Annotated[FeedStatus, AfterValidator(_brief)], ...] = ()
