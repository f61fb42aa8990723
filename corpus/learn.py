"""Teach the classifier: `python -m corpus.learn corpus/fairs/*.json`.

Every fair is played through the engine with the verdicts that people gave, so
that each post is read in the context that it has at run time; then once more with
the verdicts that the program would give, so that it learns to live with its own
mistakes. Of each post with words of its own there is one reading each time; of
unthreaded ones a bare reading too.
Needs scikit-learn, which nothing else here does.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from corpus.readings import Judge, Labelled, readings
from moderator.classify.features import features
from moderator.classify.learned import LearnedClassifier
from moderator.classify.model import LABELS, OUTCOMES, PROMISE, WITHDRAWAL, Model, model_of, save
from moderator.classify.weights import table
from moderator.classify.written import phrases
from moderator.core.fair import Fair
from moderator.core.labels import Label, Substance

TARGET = Path("moderator/data/model.npz")

RARE = 6
"""A feature has to stand in that many readings to be learned; a post has two to four."""

STRENGTH = 0.3
"""How freely the labels' weights may grow (scikit-learn's C)."""

STRENGTH_OF_FEW = 0.1
"""The same for the two yes-or-no questions, of which there are few examples."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learned from: a row of features and an outcome for every reading."""

    names: tuple[str, ...]
    rows: csr_matrix
    labels: np.ndarray
    promises: np.ndarray
    withdrawals: np.ndarray


def lessons(labelled: Sequence[Labelled]) -> Lessons:
    """The readings as a matrix; features that hardly ever occur are left out."""
    found = [features(each.reading, each.fair, phrases(), table()).values for each in labelled]
    seen = Counter(name for values in found for name in values)
    names = tuple(sorted(name for name, times in seen.items() if times >= RARE))
    place = {name: column for column, name in enumerate(names)}
    rows = [
        [(place[name], value) for name, value in each.items() if name in place] for each in found
    ]
    gold = [each.gold for each in labelled]
    return Lessons(
        names=names,
        rows=_matrix(rows, len(names)),
        labels=np.array([LABELS.index(verdict.label) for verdict in gold]),
        promises=np.array([verdict.substance is Substance.PROMISE for verdict in gold]),
        withdrawals=np.array([verdict.withdrawal for verdict in gold]),
    )


def learn(taught: Lessons) -> tuple[np.ndarray, np.ndarray]:
    """The weights (features x outcomes) and the bias of each outcome."""
    weights, bias = np.zeros((len(taught.names), OUTCOMES)), np.zeros(OUTCOMES)
    whole = _fitted(taught.rows, taught.labels)
    weights[:, whole.classes_], bias[whole.classes_] = whole.coef_.T, whole.intercept_
    asked = (
        (PROMISE, Label.FOLLOW_UP, taught.promises),
        (WITHDRAWAL, Label.REACTION, taught.withdrawals),
    )
    for outcome, label, answers in asked:
        among = taught.labels == LABELS.index(label)
        part = _fitted_to_few(taught.rows[among], answers[among])
        weights[:, outcome], bias[outcome] = part.coef_[0], part.intercept_[0]
    return weights, bias


def _matrix(rows: Iterable[Sequence[tuple[int, float]]], columns: int) -> csr_matrix:
    data, where, ends = list[float](), list[int](), [0]
    for row in rows:
        where.extend(column for column, _ in row)
        data.extend(value for _, value in row)
        ends.append(len(data))
    return csr_matrix((data, where, ends), shape=(len(ends) - 1, columns))


def _fitted(rows: csr_matrix, outcomes: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=400).fit(rows, outcomes)


def _fitted_to_few(rows: csr_matrix, answers: np.ndarray) -> LogisticRegression:
    """A yes as heavy as a no, however rare it is."""
    few = LogisticRegression(C=STRENGTH_OF_FEW, max_iter=400, class_weight="balanced")
    return few.fit(rows, answers)


def lived(paths: Sequence[Path], gold: Sequence[Sequence[Labelled]]) -> list[Labelled]:
    """The readings in contexts as the program itself makes them, mistakes and all.

    Each half of the fairs is judged by what was learned from the other half.
    """
    found: list[Labelled] = []
    for start in (0, 1):
        others = [each for fair in gold[1 - start :: 2] for each in fair]
        judge = _judge(_model(lessons(others)))
        for path in paths[start::2]:
            found.extend(readings(path, judge))
    return found


def _judge(model: Model) -> Callable[[Fair], Judge]:
    def for_fair(fair: Fair) -> Judge:
        classifier = LearnedClassifier(fair, model)
        return lambda wanted: [classifier.verdict(reading) for reading in wanted]

    return for_fair


def _model(taught: Lessons) -> Model:
    return model_of(taught.names, *learn(taught))


def main(arguments: Sequence[str]) -> None:
    """Learn from the fairs named, and put the model where the program finds it."""
    paths = [Path(argument) for argument in arguments]
    gold = [list(readings(path)) for path in paths]
    labelled = [each for fair in gold for each in fair] + lived(paths, gold)
    taught = lessons(labelled)
    save(TARGET, _model(taught))
    print(f"{len(labelled)} readings, {len(taught.names)} features -> {TARGET}")


if __name__ == "__main__":
    main(sys.argv[1:])
