"""Plays recordings through the real pipeline, and gives the board that comes of it."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from math import inf
from typing import Any, ClassVar

from feeds.post import Event
from feeds.recordings.recording import open_recording
from feeds.recordings.replay import Replay
from moderator.classify.learned import LearnedClassifier
from moderator.config.models import load
from moderator.core.context import Reading
from moderator.core.engine import Engine
from moderator.core.fair import Fair
from moderator.core.labels import Verdict
from moderator.pipeline import Pipeline
from moderator.recordings import locate
from moderator.report.board import as_document
from moderator.store.journal import Journal
from moderator.store.memory import MemoryJournal

EVENING = datetime(2030, 1, 1, 18, tzinfo=UTC)
"""A clock that is after every recording, so that boards differ only by what happened."""


def recorded(name: str) -> list[Event]:
    """All events of a bundled recording."""
    path, _ = locate(name)
    with open_recording(path) as events:
        return list(events)


def fair_of(name: str) -> Fair:
    """The fair that a bundled recording is of."""
    _, config = locate(name)
    return load(config).to_fair()


class Remembering:
    """The program's classifier, which judges equal readings only once in a test run."""

    name, rank = LearnedClassifier.name, LearnedClassifier.rank
    verdicts: ClassVar[dict[tuple[str, str, str], Verdict]] = {}

    def __init__(self, fair: Fair) -> None:
        self._fair = fair
        self._classifier = LearnedClassifier(fair)

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        return [self._verdict(reading) for reading in readings]

    def _verdict(self, reading: Reading) -> Verdict:
        key = (self._fair.name, reading.key, reading.mark)
        if key not in self.verdicts:
            self.verdicts[key] = self._classifier.verdict(reading)
        return self.verdicts[key]


def played(events: Iterable[Event], fair: Fair, journal: Journal | None = None) -> Engine:
    """The engine after a journal was restored and these events were taken in."""
    pipeline = Pipeline(Engine(fair), Remembering(fair), journal or MemoryJournal())
    pipeline.restore()
    asyncio.run(pipeline.run(Replay(events, speed=inf, name="test")))
    return pipeline.engine


def board(engine: Engine) -> dict[str, Any]:
    """The whole board in the evening, as JSON has it."""
    return as_document(engine, EVENING)
