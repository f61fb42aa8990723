"""The day in figures, as desks elsewhere are told them."""

from collections.abc import Sequence
from dataclasses import replace

from moderator.pipeline import Pipeline
from moderator.publish.wire import Figures
from moderator.tally import Checks, FeedStatus

MOST_GAPS = 20


def told(pipeline: Pipeline, feeds: Sequence[FeedStatus], checks: Checks | None) -> Figures:
    """How a fair stands now; of each feed's gaps, of which there may be many, the last."""
    engine, tally = pipeline.engine, pipeline.tally
    return Figures(
        counts=engine.counts(),
        accounting=tally.accounting(),
        depths=pipeline.depths,
        cases=len(engine.cases()),
        posts=engine.stream_length(),
        work=dict(tally.work()),
        checks=checks,
        feeds=tuple(replace(feed, gaps=feed.gaps[-MOST_GAPS:]) for feed in feeds),
    )
