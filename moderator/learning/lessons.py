"""Lessons: labelled readings as a matrix, and the weights that are learned from them.

Needs scikit-learn, which nothing that runs during a fair does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from moderator.classify.codes import Coded, coded
from moderator.classify.model import (
    LABELS,
    OUTCOMES,
    PROMISE,
    WITHDRAWAL,
    Model,
    rounded,
    slots_of,
)
from moderator.classify.phrases import shipped
from moderator.classify.sketch import Sketch, sketch
from moderator.core.labels import Label, Substance
from moderator.learning.readings import Labelled

RARE = 12
"""A feature has to stand in that many readings to be learned; a post has four to eight."""

STRENGTH = 0.3
"""How freely the labels' weights may grow (scikit-learn's C)."""

STRENGTH_OF_FEW = {PROMISE: 0.3, WITHDRAWAL: 0.1}
"""The same for the two yes-or-no questions, of which there are fewer examples."""

SELDOM = 0.2
"""A yes that is rarer than this among the answers is taught as if it were not."""

ROUNDS = 400
_BATCH = 512

Seen = Callable[[Sketch], Sketch]
"""What is to be seen of a sketch: all of it, or less, to find out what the rest adds."""


def everything(whole: Sketch) -> Sketch:
    """All that there is to see."""
    return whole


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learned from: a row of features and an outcome for every reading."""

    codes: NDArray[np.uint32]
    rows: csr_matrix
    labels: NDArray[np.intp]
    promises: NDArray[np.bool_]
    withdrawals: NDArray[np.bool_]


def lessons(labelled: Sequence[Labelled], *, seen: Seen = everything) -> Lessons:
    """The readings as a matrix; features that hardly ever occur are left out."""
    found = features(labelled, seen=seen)
    codes = _worth_learning(found)
    gold = [each.gold for each in labelled]
    return Lessons(
        codes=codes,
        rows=matrix(found, codes),
        labels=np.array([LABELS.index(verdict.label) for verdict in gold]),
        promises=np.array([verdict.substance is Substance.PROMISE for verdict in gold]),
        withdrawals=np.array([verdict.withdrawal for verdict in gold]),
    )


def features(labelled: Sequence[Labelled], *, seen: Seen = everything) -> list[Coded]:
    """The features of the readings, some at a time."""
    sketches = [seen(sketch(each.reading, each.fair, shipped())) for each in labelled]
    return [coded(sketches[at : at + _BATCH]) for at in range(0, len(sketches), _BATCH)]


def matrix(found: Sequence[Coded], codes: NDArray[np.uint32]) -> csr_matrix:
    """A row for each reading, a column for each of these (sorted) codes."""
    whole = np.concatenate([each.codes for each in found])
    values = np.concatenate([each.values for each in found])
    counts = np.concatenate([np.diff(each.ends, prepend=0) for each in found])
    owner = np.arange(len(counts)).repeat(counts)
    column = codes.searchsorted(whole)
    column[column == len(codes)] = 0
    known = codes[column] == whole
    shape = (len(counts), len(codes))
    return csr_matrix((values[known], (owner[known], column[known])), shape=shape)


def learn(taught: Lessons) -> Model:
    """The model that follows from these lessons."""
    weights, bias = np.zeros((len(taught.codes), OUTCOMES)), np.zeros(OUTCOMES)
    whole = LogisticRegression(C=STRENGTH, max_iter=ROUNDS).fit(taught.rows, taught.labels)
    weights[:, whole.classes_], bias[whole.classes_] = whole.coef_.T, whole.intercept_
    asked = (
        (PROMISE, Label.FOLLOW_UP, taught.promises),
        (WITHDRAWAL, Label.REACTION, taught.withdrawals),
    )
    for outcome, label, answers in asked:
        among = taught.labels == LABELS.index(label)
        strength = STRENGTH_OF_FEW[outcome]
        weights[:, outcome], bias[outcome] = of_few(taught.rows[among], answers[among], strength)
    return rounded(taught.codes, weights, bias, rarity=rarity_of(taught.rows))


def rarity_of(rows: csr_matrix) -> NDArray[np.float64]:
    """How rare each feature is: 0 in every row, 1 where it only just is worth learning.

    The inverse document frequency (Sparck Jones, Journal of Documentation 28, 1972), scaled.
    """
    total = max(rows.shape[0], RARE + 1)
    found = np.maximum(rows.getnnz(axis=0), 1)
    rarity: NDArray[np.float64] = np.log(total / found) / np.log(total / RARE)
    return rarity.clip(0, 1)


def of_few(
    rows: csr_matrix, answers: NDArray[np.bool_], strength: float
) -> tuple[NDArray[np.float64], float]:
    """The weights and bias of a yes-or-no question; a seldom yes is as heavy as all its noes.

    Where all answers are alike, that answer is always given.
    """
    if len(set(answers.tolist())) < 2:
        return np.zeros(rows.shape[1]), 1.0 if answers.any() else -1.0
    weight = "balanced" if answers.mean() < SELDOM else None
    few = LogisticRegression(C=strength, max_iter=ROUNDS, class_weight=weight)
    few.fit(rows, answers)
    return few.coef_[0], float(few.intercept_[0])


def _worth_learning(found: Sequence[Coded]) -> NDArray[np.uint32]:
    """The codes that occur often enough, in order; of two in one slot the commoner."""
    each = [np.unique(_with_owner(part)) & np.uint64(0xFFFFFFFF) for part in found]
    codes, counts = np.unique(np.concatenate(each), return_counts=True)
    often = counts >= RARE
    codes, counts = codes[often].astype(np.uint32), counts[often]
    common_first = np.lexsort((codes, -counts))
    _, first = np.unique(slots_of(codes[common_first]), return_index=True)
    kept: NDArray[np.uint32] = np.sort(codes[common_first][first])
    return kept


def _with_owner(part: Coded) -> NDArray[np.uint64]:
    """Each code with the number of its reading before it, so that doubles can be seen."""
    counts = np.diff(part.ends, prepend=0)
    owner = np.arange(len(counts), dtype=np.uint64).repeat(counts)
    return owner << np.uint64(32) | part.codes
