"""An overlay on a linear model: what a few corrections change, fitted anew from all of them.

The base is never touched. The overlay minimises what the corrected readings cost (the
logarithm of the chance of what the moderator said) plus `CAUTION` times its squared norm, in
which a weight is the cheaper the rarer its feature: so it lies in the span of the corrected
readings. A post that shares telling words and place with one of them moves with it, one that
shares only what all posts share hardly moves. As many unknowns as there
are corrections have to be found, by accelerated gradient steps (Nesterov, Introductory
Lectures on Convex Optimization, 2004, 2.2): milliseconds for dozens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from moderator.core.labels import Label, Substance

LABELS = tuple(Label)
PROMISE = len(LABELS)
CAUTION = 0.07
"""The price of the overlay's squared norm, for corrected readings of the usual squared norm."""

HEAVIEST = 0.1
"""The overlay's norm at most, in parts of that of the base's weights."""

_STEPS = 400
_SETTLED = 1e-5
_NEEDS = np.array([label.is_need for label in LABELS])

Rows = NDArray[np.intp]
Values = NDArray[np.float32]
Numbers = NDArray[np.float64]


class Base(Protocol):
    """A linear model: labels first among its outcomes, then whether a follow-up promises."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float
    rarity: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The features of one corrected reading, and what the moderator said it is.

    `label` is None for "no need", whatever else it may be; `substance` is None where
    nothing was said of it.
    """

    rows: Rows
    values: Values
    label: Label | None
    substance: Substance | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is to be added to the base's weights: a row of `deltas` for each of `rows`."""

    rows: Rows
    deltas: NDArray[np.float32]

    def laid_over(self, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """The weights with the overlay on them; those given stay as they are."""
        together = weights.copy()
        together[self.rows] += self.deltas
        return together


def nothing(base: Base) -> Overlay:
    """The overlay that changes nothing."""
    return Overlay(np.zeros(0, np.intp), np.zeros((0, base.weights.shape[1]), np.float32))


def fit(lessons: Sequence[Lesson], base: Base) -> Overlay:
    """The overlay that follows from these lessons; equal ones give an equal overlay."""
    rows: Rows = np.unique(np.concatenate([np.zeros(0, np.intp), *(one.rows for one in lessons)]))
    if not len(rows):
        return nothing(base)
    table = _table(lessons, rows)
    points: Numbers = table @ base.weights[rows].astype(np.float64) + base.bias.astype(np.float64)
    rarity = base.rarity[rows].astype(np.float64)
    telling = table * rarity
    problem = _Problem(lessons, points, telling @ telling.T, base.temperature)
    return _bounded(rows, rarity[:, None] * (telling.T @ problem.solved()), base)


def _table(lessons: Sequence[Lesson], rows: Rows) -> Numbers:
    """The lessons' values, dense (lessons x rows), in an order of their own."""
    table = np.zeros((len(lessons), len(rows)))
    for place, lesson in enumerate(lessons):
        np.add.at(table[place], np.searchsorted(rows, lesson.rows), lesson.values)
    return table


class _Problem:
    """What the corrected readings cost, by how strongly each of them pulls at each outcome."""

    def __init__(
        self, lessons: Sequence[Lesson], points: Numbers, alike: Numbers, temperature: float
    ) -> None:
        self._points = points
        self._alike = alike
        self._temperature = temperature
        self._caution = max(CAUTION * float(np.trace(alike)) / len(lessons), 1e-9)
        self._wanted = _wanted(lessons, _chances(points[:, :PROMISE] / temperature))
        said = [each.substance for each in lessons]
        self._asked = np.array([each is not None for each in said])
        self._promised = np.array([each is Substance.PROMISE for each in said])

    def solved(self) -> Numbers:
        """The pulls (lessons x outcomes) at which it costs least."""
        steepest = self._caution + float(np.linalg.eigvalsh(self._alike)[-1]) / min(
            2 * self._temperature**2, 4
        )
        root = np.sqrt(self._caution / steepest)
        momentum = (1 - root) / (1 + root)
        pulls = ahead = np.zeros_like(self._points)
        for _ in range(_STEPS):
            slope = self._slope(ahead)
            following = ahead - slope / steepest
            ahead = following + momentum * (following - pulls)
            pulls = following
            if float(np.abs(slope).max()) < _SETTLED:
                break
        return pulls

    def _slope(self, pulls: Numbers) -> Numbers:
        points = self._points + self._alike @ pulls
        slope = self._caution * pulls
        likely = _chances(points[:, :PROMISE] / self._temperature)
        slope[:, :PROMISE] += (likely - self._wanted) / self._temperature
        promise = 1 / (1 + np.exp(-points[:, PROMISE].clip(-50, 50)))
        slope[:, PROMISE] += np.where(self._asked, promise - self._promised, 0)
        return slope


def _wanted(lessons: Sequence[Lesson], likely: Numbers) -> Numbers:
    """The chances that each label ought to have; of no need, as the base has them without needs."""
    wanted = np.zeros_like(likely)
    for place, lesson in enumerate(lessons):
        if lesson.label is None:
            harmless = np.where(_NEEDS, 0, likely[place])
            wanted[place] = harmless / harmless.sum()
        else:
            wanted[place, LABELS.index(lesson.label)] = 1
    return wanted


def _chances(points: Numbers) -> Numbers:
    powers = np.exp(points - points.max(axis=1, keepdims=True))
    chances: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return chances


def _bounded(rows: Rows, deltas: Numbers, base: Base) -> Overlay:
    most = HEAVIEST * float(np.linalg.norm(base.weights))
    norm = float(np.linalg.norm(deltas))
    if norm > most:
        deltas = deltas * (most / norm)
    return Overlay(rows, deltas.astype(np.float32))
