"""The classifier that learned its weights from the corpus."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from moderator.classify.codes import coded
from moderator.classify.model import LABELS, PROMISE, WITHDRAWAL, Kept, Model, Points, chances, load
from moderator.classify.phrases import Phrases, shipped
from moderator.classify.reasons import reasons
from moderator.classify.sketch import Sketch, sketch
from moderator.classify.ties import NEEDS, ruled_out
from moderator.core.context import Reading
from moderator.core.fair import Fair
from moderator.core.labels import Because, Label, Substance, Verdict

NEED_FROM = 0.4
"""The chance of both needs together from which on a post is one.

To look once too often costs less than to forget somebody.
"""


@cache
def shipped_model() -> Model:
    """The model that ships with the program, read once."""
    return load()


class LearnedClassifier:
    """Verdicts from learned weights: a pure function of the reading and the fair."""

    name = "learned"
    rank = 0

    def __init__(
        self, fair: Fair, model: Model | None = None, *, phrases: Phrases | None = None
    ) -> None:
        self.fair = fair
        self.model = model or shipped_model()
        self._phrases = phrases or shipped()

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order."""
        return self.verdicts(readings)

    def verdict(self, reading: Reading) -> Verdict:
        """Give the verdict on one reading."""
        return self.verdicts([reading])[0]

    def verdicts(self, readings: Sequence[Reading], *, explained: bool = True) -> list[Verdict]:
        """Give one verdict for each reading, in their order; with its reasons, if wanted."""
        if not readings:
            return []
        weighed = self.weigh(readings)
        temperature = self.model.temperature
        return settled(self, weighed, weighed.points, temperature=temperature, explained=explained)

    def weigh(self, readings: Sequence[Reading]) -> "Weighed":
        """The readings' sketches, their features, and their points."""
        sketches = [sketch(reading, self.fair, self._phrases) for reading in readings]
        kept = self.model.keep(coded(sketches))
        return Weighed(readings, sketches, kept, self.model.points(kept))

    def extract(self, reading: Reading) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The rows of the model that a reading has, and with which values."""
        kept = self.weigh([reading]).kept
        return kept.rows, kept.values


@dataclass(frozen=True, slots=True)
class Weighed:
    """Some readings: their sketches, their features, their points (readings x outcomes)."""

    readings: Sequence[Reading]
    sketches: Sequence[Sketch]
    kept: Kept
    points: Points


def settled(
    classifier: LearnedClassifier,
    weighed: Weighed,
    points: Points,
    *,
    temperature: float,
    explained: bool,
) -> list[Verdict]:
    """The verdicts that follow from these points, with the reasons that the words give for them."""
    readings, sketches = weighed.readings, weighed.sketches
    likely = chances(points, temperature)
    for place, (reading, seen) in enumerate(zip(readings, sketches, strict=True)):
        out = ruled_out(reading, classifier.fair, seen, likely[place])
        if out:
            likely[place, out] = 0.0
            likely[place] /= max(likely[place].sum(), 1e-9)
    best = _decided(likely)
    because: Sequence[tuple[Because, ...]] = [()] * len(readings)
    if explained:
        because = reasons(readings, sketches, weighed.kept, best, classifier.model)
    return [
        _verdict(outcome, likely[place], points[place], because[place])
        for place, outcome in enumerate(best)
    ]


def _decided(likely: Points) -> list[int]:
    """The likeliest outcome of each reading; where it may well be a need, the likelier need."""
    best = likely.argmax(axis=1)
    needs = likely[:, NEEDS]
    needed = needs.sum(axis=1) >= NEED_FROM
    if needed.any():
        best[needed] = np.array(NEEDS)[needs[needed].argmax(axis=1)]
    decided: list[int] = best.tolist()
    return decided


def _verdict(
    outcome: int,
    likely: Points,
    points: Points,
    because: tuple[Because, ...],
) -> Verdict:
    label = LABELS[outcome]
    substance = None
    if label is Label.FOLLOW_UP:
        substance = Substance.PROMISE if points[PROMISE] > 0 else Substance.ANSWER
    return Verdict(
        label,
        round(float(likely[outcome]), 6),
        substance=substance,
        withdrawal=label is Label.REACTION and bool(points[WITHDRAWAL] > 0),
        because=because,
    )
