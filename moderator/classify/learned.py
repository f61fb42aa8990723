"""The classifier that learned its weights from the corpus."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from moderator.classify.codes import coded
from moderator.classify.model import LABELS, PROMISE, WITHDRAWAL, Kept, Model, Points, chances, load
from moderator.classify.phrases import Phrases, shipped
from moderator.classify.reasons import reasons
from moderator.classify.signals import OFFER, TOPIC, WORK
from moderator.classify.sketch import Sketch, sketch
from moderator.core.context import Context, Reading
from moderator.core.fair import Fair
from moderator.core.labels import Because, Label, Substance, Verdict

NEED_FROM = 0.4
"""The chance of both needs together from which on a post is one.

To look once too often costs less than to forget somebody.
"""

_NOTHING = Context()
_OF_WORK = re.compile(
    r"banen|baanbeurs|jobs|job(?:dag|beurs|fair|punt|centre|center|markt)|vacatur|vacanc|career|carri[eè]re|"
    r"recruit|uitzend(?!ing)|werk(?:en(?:bij|voor)|bij|gever|plein|punt|loket|zoek)|hiring|staffing|personeel",
    re.IGNORECASE,
)
"""In a handle or hashtag: it deals in work."""
_NEEDS = [place for place, label in enumerate(LABELS) if label.is_need]
_SIDED = [LABELS.index(Label.VACANCY), LABELS.index(Label.CANDIDATE)]
_TIED = {False: _NEEDS, True: _SIDED}
"""What a stray post cannot be; if bare: what would tell on which side its author is."""


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
        if is_stray(reading, classifier.fair, seen):
            likely[place, _TIED[reading.bare]] = 0.0
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
    needs = likely[:, _NEEDS]
    needed = needs.sum(axis=1) >= NEED_FROM
    if needed.any():
        best[needed] = np.array(_NEEDS)[needs[needed].argmax(axis=1)]
    decided: list[int] = best.tolist()
    return decided


def is_tied(reading: Reading, fair: Fair) -> bool:
    """Whether more than words ties a post to the fair.

    A hashtag of the fair, or about work; a post above it that is known; a link that another gave
    before; an account of an employer or the organiser that speaks or is spoken to, or that is
    named after work or the fair's hashtag.
    """
    context = _NOTHING if reading.bare else reading.context
    if context.parent is not None or (reading.shares_link and not reading.bare):
        return True
    if context.side.owes_answers or any(side.owes_answers for side in context.mentions):
        return True
    post, ours = reading.post, [tag.casefold() for tag in fair.hashtags]
    if any(tag.casefold() in ours for tag in post.hashtags):
        return True
    if any(tag in each.casefold() for tag in ours for each in post.mentions if len(tag) > 3):
        return True
    return not reading.bare and any(map(_OF_WORK.search, (*post.mentions, *post.hashtags)))


def is_stray(reading: Reading, fair: Fair, seen: Sketch) -> bool:
    """Whether nothing ties a post to the fair: it asks or offers, but nobody here.

    Neither a tie, nor a word about work; of a bare reading, no offer, and no two kinds of such
    words.
    """
    if is_tied(reading, fair):
        return False
    noticed = seen.signals.noticed.keys()
    if reading.bare:
        return OFFER.isdisjoint(noticed) and len(WORK & noticed) < 2
    return TOPIC.isdisjoint(noticed)


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
