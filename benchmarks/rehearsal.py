"""What one run of the whole pipeline passes from stage to stage, so that each can run alone."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from feeds.post import Event
from feeds.recordings.recording import open_recording
from feeds.recordings.replay import Replay
from moderator.classify.learned import LearnedClassifier
from moderator.classify.protocol import Classifier
from moderator.core.board import FeedGap
from moderator.core.context import Reading
from moderator.core.engine import Engine
from moderator.core.facts import Change, Fact
from moderator.core.fair import Fair
from moderator.core.labels import Verdict
from moderator.pipeline import Pipeline
from moderator.store.journal import Cursor, Journal
from moderator.store.memory import MemoryJournal

Batch = tuple[list[Fact], list[Change]]


@dataclass(slots=True)
class Rehearsal:
    """The batches that were kept, and the readings with their verdicts, all in order."""

    batches: list[Batch] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)


class _Listening(MemoryJournal):
    """A journal that also notes what came together."""

    def __init__(self, heard: Rehearsal) -> None:
        super().__init__()
        self._heard = heard

    def append(
        self,
        facts: Iterable[Fact],
        changes: Iterable[Change] = (),
        *,
        cursors: Iterable[Cursor] = (),
        tally: Mapping[str, int] | None = None,
        gaps: Iterable[FeedGap] = (),
        remember: Mapping[str, str] | None = None,
    ) -> None:
        batch = (list(facts), list(changes))
        self._heard.batches.append(batch)
        super().append(*batch, cursors=cursors, tally=tally, gaps=gaps, remember=remember)


class _Overheard:
    """A classifier whose readings and verdicts are noted."""

    def __init__(self, heard: Rehearsal, classifier: Classifier) -> None:
        self.name = classifier.name
        self.rank = classifier.rank
        self._heard = heard
        self._classifier = classifier

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        verdicts = await self._classifier.classify(readings)
        self._heard.readings += readings
        self._heard.verdicts += verdicts
        return verdicts


def parse(path: Path) -> list[Event]:
    """All events of a recording."""
    with open_recording(path) as events:
        return list(events)


def run(path: Path, fair: Fair, journal: Journal, classifier: Classifier | None = None) -> Engine:
    """Take a recording in, flat out: what the program does, without a screen."""
    pipeline = Pipeline(Engine(fair), classifier or LearnedClassifier(fair), journal)
    with open_recording(path) as events:
        asyncio.run(pipeline.run(Replay(events, speed=inf)))
    return pipeline.engine


def rehearse(path: Path, fair: Fair) -> Rehearsal:
    """Run the pipeline once, and note what passes between its stages."""
    heard = Rehearsal()
    run(path, fair, _Listening(heard), _Overheard(heard, LearnedClassifier(fair)))
    return heard
