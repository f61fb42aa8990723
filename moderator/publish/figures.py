"""The day in figures, as desks elsewhere are told them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from moderator.intake.tally import Checks, FeedStatus
from moderator.pipeline import Pipeline
from moderator.publish.standing import Figures

MOST_GAPS = 20


class EngineDay(Protocol):
    """What is known beside the pipeline where the engine is: its feeds, desks and link checks."""

    @property
    def clock(self) -> datetime:
        """The fair's own time."""
        ...

    def feeds(self) -> Sequence[FeedStatus]:
        """How each feed is, and what came of it."""
        ...

    def checks(self) -> Checks | None:
        """How the link checks stand; None where no links are checked."""
        ...

    def looks(self) -> Mapping[str, str]:
        """Which case each moderator at a desk there looks at; empty for none."""
        ...

    async def recheck(self, key: str) -> int:
        """Have the links of a case, or of a post, checked at once; gives how many there are."""
        ...


def figures(pipeline: Pipeline, day: EngineDay) -> Figures:
    """How a fair stands now; of each feed's gaps, of which there may be many, the last."""
    engine, tally = pipeline.engine, pipeline.tally
    return Figures(
        counts=engine.counts(),
        accounting=tally.accounting(),
        depths=pipeline.depths,
        cases=engine.case_count,
        posts=engine.stream_length(),
        work=dict(tally.work()),
        checks=day.checks(),
        feeds=tuple(replace(feed, gaps=feed.gaps[-MOST_GAPS:]) for feed in day.feeds()),
    )
