"""What moderators taught: acts that hold, as corrections, and a classifier that goes by them.

Relabelling and confirming say what a post is. Dismissing a case says that the post
which opened it is no need. All of it follows from the engine, and so from the journal: after
a restart, or an undo, the corrections are those of the acts that hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, runtime_checkable

from moderator.classify.overlay import Base, Lesson, Rows, Values, fit
from moderator.core.case import State
from moderator.core.context import Reading
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label, Substance, Verdict

Weights = TypeVar("Weights", bound=Base)

MOST = 200
"""How many corrections teach: the latest. Older ones hold all the same for their own posts."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A post in its present context, and what a moderator said it is.

    `label` is None for "no need". `substance` is None where nothing was said of it.
    """

    reading: Reading
    label: Label | None
    substance: Substance | None = None


@runtime_checkable
class Learner(Protocol):
    """A classifier that goes by corrections."""

    def learn(self, corrections: Sequence[Correction]) -> None:
        """Go by these corrections from now on, and by no others."""
        ...


class Teachable(Protocol[Weights]):
    """A linear classifier whose model may be exchanged; rows are those of its model."""

    name: str
    rank: int
    model: Weights

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order."""
        ...

    def extract(self, reading: Reading) -> tuple[Rows, Values]:
        """The rows of the model that a reading has, and with which values."""
        ...


class TaughtClassifier(Generic[Weights]):
    """A linear classifier that goes by corrections, on top of what it learned from the corpus."""

    def __init__(self, classifier: Teachable[Weights]) -> None:
        self.name, self.rank = classifier.name, classifier.rank
        self._classifier = classifier
        self._base = classifier.model
        self._taught: list[Correction] = []

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order."""
        return await self._classifier.classify(readings)

    def learn(self, corrections: Sequence[Correction]) -> None:
        """Go by these corrections from now on, and by no others; by the latest, if they are many.

        Costs nothing where they are those of the last time.
        """
        latest = list(corrections[-MOST:])
        if latest == self._taught:
            return
        self._taught = latest
        model = copy(self._base)
        if latest:
            overlay = fit([self._lesson(each) for each in latest], self._base)
            model.weights = overlay.laid_over(self._base.weights)
        self._classifier.model = model

    def _lesson(self, correction: Correction) -> Lesson:
        rows, values = self._classifier.extract(correction.reading)
        return Lesson(rows, values, correction.label, correction.substance)


def corrections(engine: Engine) -> list[Correction]:
    """The corrections that hold, each post once, in the order of the acts.

    None of a deleted post: its words are nobody's any more.
    """
    acts = _dismissals(engine) | _labels(engine)
    ordered = sorted(acts.items(), key=lambda item: (item[1].serial, item[1].id))
    found = (_correction(key, act, engine) for key, act in ordered)
    return [each for each in found if each is not None]


def labelled(corrections: Iterable[Correction]) -> Iterator[tuple[Reading, Verdict]]:
    """The corrections as examples for a corpus: readings with the verdict that people gave.

    A dismissal says what a post is not; it teaches during the fair, and is left out here.
    """
    for each in corrections:
        if each.label is not None:
            substance = each.substance
            if each.label is Label.FOLLOW_UP:
                substance = substance or Substance.ANSWER
            yield each.reading, Verdict(each.label, 1.0, substance)


def _labels(engine: Engine) -> dict[str, Acted]:
    """The last word on each post that was labelled, by the post's key."""
    acts = engine.acts(ActKind.RELABEL, ActKind.CONFIRM)
    lines = ((engine.line(act.target), act) for act in acts)
    return {line.key: act for line, act in lines if line is not None}


def _dismissals(engine: Engine) -> dict[str, Acted]:
    """The acts that dismissed what is dismissed still, by the key of the post that opened it."""
    cases = ((engine.case(act.target), act) for act in engine.acts(ActKind.DISMISS))
    return {
        case.opened_by: act
        for case, act in cases
        if case is not None and case.state is State.DISMISSED
    }


def _correction(key: str, act: Acted, engine: Engine) -> Correction | None:
    line, reading = engine.line(key), engine.reading(key)
    if line is None or line.deleted or reading is None:
        return None
    return Correction(reading, act.label, act.substance)
