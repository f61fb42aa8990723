"""A fair looked at afterwards: taken in whole, flat out, with nothing kept of it.

`study` reads a recording, `recall` a journal; both give a `Study`, of which reports and
figures are made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

from feeds.post import Deleted, Event, Post, Unreadable
from feeds.recordings.recording import open_recording
from feeds.recordings.replay import Replay
from moderator.classify.judges import Judges, alone
from moderator.core.board import Accounting, FeedGap, Line
from moderator.core.engine import Engine
from moderator.core.facts import Fact
from moderator.core.fair import Fair
from moderator.core.posts.node import key_of
from moderator.intake.tally import Work
from moderator.pipeline import Pipeline
from moderator.practice.staging import Staging
from moderator.recordings import called
from moderator.store.journal import Journal
from moderator.store.memory import MemoryJournal


@dataclass(frozen=True, slots=True)
class Study:
    """A recording that was taken in whole; posts and problems in the recording's order.

    `facts` gives all that came of it, in order of arrival.
    """

    engine: Engine
    clock: datetime
    accounting: Accounting
    gaps: tuple[FeedGap, ...] = ()
    feeds: Mapping[str, Accounting] = field(default_factory=dict)
    work: Mapping[str, Work] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()
    problems: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()
    facts: Callable[[], Iterable[Fact]] = tuple

    def lines(self) -> Iterator[Line]:
        """All posts; without a verdict where a recording has the words of a deleted one no more."""
        empty = (post for post in self.posts if not post.text.strip())
        wordless = {key_of(post.source, post.canonical_id) for post in empty}
        for line in self.engine.stream(0, self.engine.stream_length()):
            is_read = not (line.deleted and line.key in wordless)
            yield line if is_read else replace(line, verdict=None)


async def study(
    recording: str, fair: Fair, judges: Judges | None = None, *, staging: Staging | None = None
) -> Study:
    """Take a whole recording in, flat out, and keep nothing of it.

    `staging` adds what a scenario does at its times. Raises FeedGone where there is
    no such recording.
    """
    passed: list[Event] = []
    with open_recording(recording, timezone=ZoneInfo(fair.timezone)) as opened:
        judges = judges or alone(fair)
        engine, journal = Engine(fair), MemoryJournal()
        pipeline = Pipeline(engine, judges.first, journal, opinions=judges.opinions)
        events = _noted(staging.staged(opened) if staging else opened, passed)
        player = Replay(_deletions_last(events), speed=inf, name=called(recording))
        await pipeline.run(player)
        if staging:
            pipeline.record(staging.checks())
    return Study(
        engine=pipeline.engine,
        clock=player.clock or pipeline.engine.latest,
        accounting=pipeline.tally.accounting(),
        gaps=tuple(pipeline.tally.gaps),
        feeds=pipeline.tally.by_feed(),
        work=pipeline.tally.work(),
        posts=tuple(event for event in passed if isinstance(event, Post)),
        problems=tuple(event for event in passed if isinstance(event, Unreadable)),
        notes=tuple(opened.notes),
        facts=journal.facts,
    )


def recall(journal: Journal, fair: Fair) -> Study:
    """What a journal tells of its fair; the posts' own order and problems are not in it."""
    pipeline = Pipeline(Engine(fair), alone(fair).first, journal)
    pipeline.restore()
    return Study(
        engine=pipeline.engine,
        clock=pipeline.engine.latest,
        accounting=pipeline.tally.accounting(),
        gaps=tuple(pipeline.tally.gaps),
        feeds=pipeline.tally.by_feed(),
        work=pipeline.tally.work(),
    )


def _noted(events: Iterable[Event], notes: list[Event]) -> Iterator[Event]:
    """The events, each noted down as it passes."""
    for event in events:
        notes.append(event)
        yield event


def _deletions_last(events: Iterable[Event]) -> Iterator[Event]:
    """The events, with the deletions behind them: in no order is what is deleted left unjudged."""
    deleted = list[Deleted]()
    for event in events:
        if isinstance(event, Deleted):
            deleted.append(event)
        else:
            yield event
    yield from deleted
