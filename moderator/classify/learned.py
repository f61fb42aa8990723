"""The classifier that learned its weights from the corpus."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from moderator.classify.features import Features, Span, features
from moderator.classify.model import LABELS, PROMISE, WITHDRAWAL, Model, load
from moderator.classify.signals import TOPIC
from moderator.classify.weights import table
from moderator.classify.written import phrases
from moderator.core.context import Reading
from moderator.core.fair import Fair
from moderator.core.labels import Because, Label, Substance, Verdict
from moderator.language import N_

REASONS = 6
_NEEDS = [place for place, label in enumerate(LABELS) if label.is_need]
_LEAST = 0.15
"""What a reason has to weigh to be told."""

IN_WORDS = {
    "p:host_reply": N_("an employer or the organiser replies"),
    "p:host_open": N_("an employer or the organiser, to everybody"),
    "p:guest_reply": N_("a visitor replies"),
    "p:guest_call": N_("a visitor addresses somebody"),
    "p:guest_open": N_("a job seeker, to everybody"),
    "p:open": N_("to everybody"),
    "p:side:employer": N_("by an employer"),
    "p:side:organiser": N_("by the organiser"),
    "p:side:seeker": N_("by a job seeker"),
    "p:below:vacancy": N_("below a vacancy"),
    "p:below:question": N_("below a question"),
    "p:below:broken_link": N_("below a report"),
    "p:below:follow_up": N_("below a follow-up"),
    "p:below:candidate": N_("below a profile"),
    "p:below:promotion": N_("below promotion"),
    "p:below:reaction": N_("below a reaction"),
    "p:asked before:True": N_("by somebody who asked above"),
    "p:mentions an asker": N_("to somebody who asked"),
    "p:mentions:employer": N_("mentions an employer"),
    "p:mentions:organiser": N_("mentions the organiser"),
    "p:quote": N_("quotes another post"),
    "s:link": N_("has a link"),
    "s:many_tags": N_("many hashtags"),
}
"""What a reason from the place in the conversation is called; others go untold."""

_TELLING = re.compile(r"(?<![#@\w])[^\W_]|\?")
"""Words and question marks are reasons that a reader can follow; tags and dots are not."""


@cache
def shipped() -> Model:
    """The model that ships with the program, read once."""
    return load()


class LearnedClassifier:
    """Verdicts from learned weights: a pure function of the reading and the fair."""

    name = "learned"
    rank = 0

    def __init__(self, fair: Fair, model: Model | None = None) -> None:
        self._fair = fair
        self._model = model or shipped()

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order."""
        return [self.verdict(reading) for reading in readings]

    def verdict(self, reading: Reading) -> Verdict:
        """Give the verdict on one reading."""
        found = features(reading, self._fair, phrases(), table())
        weighed = self._model.weigh(found.values)
        chances = _chances(weighed.points[:PROMISE])
        if is_stray(reading, self._fair, found):
            chances[_NEEDS] = 0.0
        best = int(chances.argmax())
        label = LABELS[best]
        substance = Substance.PROMISE if weighed.points[PROMISE] > 0 else Substance.ANSWER
        return Verdict(
            label,
            float(chances[best]),
            substance=substance if label is Label.FOLLOW_UP else None,
            withdrawal=label is Label.REACTION and bool(weighed.points[WITHDRAWAL] > 0),
            because=tuple(_because(reading.post.text, found, weighed.speaking_for(best))),
        )


def is_stray(reading: Reading, fair: Fair, found: Features) -> bool:
    """Whether nothing ties a post to the fair: it asks, but nobody here.

    No hashtag of the fair, no post above it that is known, no account of an
    employer or the organiser that speaks or is spoken to, and no word about work.
    """
    context = reading.context
    if reading.bare or context.parent is not None:
        return False
    if context.side.owes_answers or any(side.owes_answers for side in context.mentions):
        return False
    ours = {tag.casefold() for tag in fair.hashtags}
    tagged = any(tag.casefold() in ours for tag in reading.post.hashtags)
    return not tagged and not any(f"s:{name}" in found.values for name in TOPIC)


def _because(
    text: str, found: Features, speaking: Sequence[tuple[float, str]]
) -> Iterator[Because]:
    """The strongest reasons: words of the text, each once, and the place of the post."""
    taken: list[Span] = []
    for weight, name in speaking:
        if weight < _LEAST or len(taken) >= REASONS:
            return
        span = found.spans.get(name)
        if span is not None and not _TELLING.search(text, *span):
            continue
        if span is None and (words := IN_WORDS.get(name)):
            taken.append((-1, -1))
            yield Because(words, round(weight, 2))
        elif span is not None and not any(_overlap(span, other) for other in taken):
            taken.append(span)
            yield Because(text[slice(*span)], round(weight, 2), *span)


def _chances(points: NDArray[np.float32]) -> NDArray[np.float64]:
    """Points as probabilities (softmax)."""
    powers = np.exp(points.astype(np.float64) - float(points.max()))
    total: NDArray[np.float64] = powers / powers.sum()
    return total


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
