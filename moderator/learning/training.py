"""Training: a corpus in, the two models that ship with the program out.

Every fair is played through the engine with the verdicts that people gave, so
that each post is read in the context that it has at run time; then once more with
the verdicts that a model would give that has not seen it (each half of the fairs
is judged by what was learned from the other half), so that the model learns to
live with mistakes. What that model found also calibrates the final one, and is
what the second opinion learns to improve upon.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from feeds.said import said
from moderator.classify.learned import LearnedClassifier
from moderator.classify.model import LABELS, OUTCOMES, PROMISE, WITHDRAWAL, Model, Points, chances
from moderator.classify.semantic import COLUMNS, Meaning, Vectors, columns
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance
from moderator.learning.lessons import learn, lessons, of_few
from moderator.learning.readings import Judge, Labelled, readings
from moderator.learning.variants import varied

STRENGTH = 0.03
"""How freely the second opinion's weights may grow (scikit-learn's C)."""

STRENGTH_OF_FEW = {PROMISE: 0.02, WITHDRAWAL: 0.1}
"""The same for its two yes-or-no questions."""

TRUST = 0.4
"""The first opinion's share in the second (a logarithmic opinion pool: Genest and Zidek, 1986).

How far points can be trusted is learned from models of half the fairs. That of all is better.
"""

_TEMPERATURES = np.linspace(0.5, 2.5, 81)

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Readings in contexts with mistakes, and the points of a model that never saw their fair."""

    labelled: tuple[Labelled, ...]
    points: Points


def train(paths: Sequence[Path], more: Sequence[Labelled] = (), *, tell: Tell) -> "Trained":
    """The model that follows from these fairs, and from further labelled readings.

    Raises CorpusError where a fair cannot be read.
    """
    gold = [list(readings(path)) for path in paths]
    tell(
        said(
            "readings: {readings}, of fairs: {fairs}",
            readings=sum(map(len, gold)),
            fairs=len(paths),
        )
    )
    rehearsed = _rehearsed(paths, gold, tell=tell)
    given = [each for fair in gold for each in fair]
    every = [*varied(given), *rehearsed.labelled, *more]
    model = learn(lessons(every))
    tell(
        said(
            "{features} features learned from {readings} readings",
            features=len(model.codes),
            readings=len(every),
        )
    )
    full = _full(rehearsed)
    temperature = temperature_of(full.points, _labels(full.labelled))
    model.temperature = temperature
    return Trained(model, full)


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and the rehearsal that it came from (full readings only)."""

    model: Model
    rehearsed: Rehearsed


def second_opinion(trained: Trained, vectors: Vectors) -> Meaning:
    """The weights of the second opinion: what to make of a model's points, and the meaning."""
    rehearsed = trained.rehearsed
    texts = dict.fromkeys(each.reading.post.text for each in rehearsed.labelled)
    placed = vectors.vectors(list(texts))
    empty = Meaning(
        np.zeros((COLUMNS, OUTCOMES), np.float32),
        np.zeros(OUTCOMES, np.float32),
        middle=placed.mean(axis=0),
        spread=float((placed - placed.mean(axis=0)).std()),
    )
    seen = [each.reading for each in rehearsed.labelled]
    rows = columns(seen, rehearsed.points, vectors, empty)
    labels = _labels(rehearsed.labelled)
    whole = LogisticRegression(C=STRENGTH, max_iter=500).fit(rows, labels)
    weights, bias = empty.weights.copy(), empty.bias.copy()
    weights[:, whole.classes_], bias[whole.classes_] = whole.coef_.T, whole.intercept_
    gold = [each.gold for each in rehearsed.labelled]
    promises = np.array([verdict.substance is Substance.PROMISE for verdict in gold])
    withdrawals = np.array([verdict.withdrawal for verdict in gold])
    asked = ((PROMISE, Label.FOLLOW_UP, promises), (WITHDRAWAL, Label.REACTION, withdrawals))
    for outcome, label, answers in asked:
        among = labels == LABELS.index(label)
        weights[:, outcome], bias[outcome] = of_few(
            csr_matrix(rows[among]), answers[among], STRENGTH_OF_FEW[outcome]
        )
    fitted = replace(empty, weights=weights, bias=bias)
    return pooled(fitted, _honest(rows, labels), trained.model.temperature)


def pooled(meaning: Meaning, temperature: float, of_points: float) -> Meaning:
    """An opinion, and the points that it is given, each by its temperature and with its share."""
    share = np.float32((1 - TRUST) / temperature)
    weights = meaning.weights * share
    weights[:OUTCOMES] += np.eye(OUTCOMES, dtype=np.float32) * np.float32(TRUST / of_points)
    return replace(meaning, weights=weights, bias=meaning.bias * share)


def temperature_of(points: Points, labels: NDArray[np.intp]) -> float:
    """By what to divide points, so that chances are neither too sure nor too shy."""
    losses = [_loss(points, labels, float(each)) for each in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _loss(points: Points, labels: NDArray[np.intp], temperature: float) -> float:
    likely = chances(points, temperature)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(likely, 1e-12)).mean())


def _honest(rows: NDArray[np.float64], labels: NDArray[np.intp]) -> float:
    """The temperature of the second opinion, found on rows that it did not learn from."""
    half = len(rows) // 2
    points = np.zeros((len(rows), OUTCOMES))
    for taught, tested in ((slice(half), slice(half, None)), (slice(half, None), slice(half))):
        part = LogisticRegression(C=STRENGTH, max_iter=500).fit(rows[taught], labels[taught])
        points[tested, part.classes_] = part.decision_function(rows[tested])
    return temperature_of(points, labels)


def _rehearsed(
    paths: Sequence[Path], gold: Sequence[Sequence[Labelled]], *, tell: Tell
) -> Rehearsed:
    """The readings in contexts as the program itself makes them, mistakes and all."""
    found, points = list[Labelled](), list[Points]()
    for start in (0, 1):
        given = [each for fair in gold[1 - start :: 2] for each in fair]
        model = learn(lessons(list(varied(given))))
        tell(said("half {half} of 2 rehearsed", half=start + 1))
        for path in paths[start::2]:
            lived = list(readings(path, judged_by(model)))
            found += lived
            points.append(points_of(lived, model))
    return Rehearsed(tuple(found), np.concatenate(points))


def points_of(labelled: Sequence[Labelled], model: Model) -> Points:
    """A model's points for readings of one fair."""
    classifier = LearnedClassifier(labelled[0].fair, model)
    return classifier.weigh([each.reading for each in labelled]).points


def judged_by(model: Model) -> Callable[[Fair], Judge]:
    """A judge for each fair, who goes by a model."""

    def for_fair(fair: Fair) -> Judge:
        classifier = LearnedClassifier(fair, model)
        return lambda wanted: classifier.verdicts(wanted, explained=False)

    return for_fair


def _full(rehearsed: Rehearsed) -> Rehearsed:
    """Without the bare readings, which nobody gets to see."""
    full = [place for place, each in enumerate(rehearsed.labelled) if not each.reading.bare]
    return Rehearsed(
        tuple(rehearsed.labelled[place] for place in full), rehearsed.points[np.array(full)]
    )


def _labels(labelled: Iterable[Labelled]) -> NDArray[np.intp]:
    return np.array([LABELS.index(each.gold.label) for each in labelled])
