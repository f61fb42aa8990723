"""A linear model: a weight for every known feature and outcome, and what they add up to.

Outcomes are the nine labels, in the order of the guide, and two yes-or-no
questions: is a follow-up a promise, does a reaction take something back. Weights
are kept as one byte each with a scale per outcome, features by their codes.
`temperature` divides the labels' points before they become chances, so that of a
hundred verdicts at 0.9 ninety are right (Guo et al., On Calibration of Modern
Neural Networks, 2017).
"""

from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moderator.classify.codes import Coded
from moderator.core.labels import Label

LABELS = tuple(Label)
PROMISE = len(LABELS)
WITHDRAWAL = PROMISE + 1
OUTCOMES = WITHDRAWAL + 1

SLOT_BITS = 21
"""A feature is found by the first bits of its code: no two of a model share them."""

Points = NDArray[np.float64]

_MOST = 127
_LEVELS = np.float32(255)
_SHIFT = np.uint32(32 - SLOT_BITS)


@dataclass(frozen=True, slots=True)
class Kept:
    """The features of some readings that the model knows; see Coded for `ends` and `places`."""

    rows: NDArray[np.intp]
    values: NDArray[np.float32]
    ends: NDArray[np.intp]
    places: NDArray[np.intp]


class Model:
    """`codes` (uint32) and `weights` (float32, features x outcomes) go together.

    `bias` has a number for each outcome, `rarity` one for each feature: 0 for what is in
    every reading, 1 for what is hardly ever. What is in no row of a model weighs nothing.
    """

    def __init__(
        self,
        codes: NDArray[np.uint32],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
        *,
        temperature: float = 1.0,
        rarity: NDArray[np.float32] | None = None,
    ) -> None:
        self.codes, self.weights, self.bias = codes, weights, bias
        self.temperature = temperature
        self.rarity = np.ones(len(codes), np.float32) if rarity is None else rarity
        self._slots = np.full(1 << SLOT_BITS, -1, np.int32)
        self._slots[slots_of(codes)] = np.arange(len(codes), dtype=np.int32)

    def keep(self, found: Coded) -> Kept:
        """The features that have weights."""
        if not len(self.codes):
            rows = np.full(len(found.codes), -1, np.int32)
        else:
            rows = self._slots[found.codes >> _SHIFT]
            rows[self.codes[rows] != found.codes] = -1
        known = (rows >= 0).nonzero()[0]
        ends = np.array([len(known)]) if len(found.ends) == 1 else known.searchsorted(found.ends)
        return Kept(rows[known].astype(np.intp), found.values[known], ends, found.places[known])

    def points(self, kept: Kept) -> Points:
        """What the features add up to: a row for each reading, a column for each outcome.

        In double precision: a reading has the same points alone and among others, but
        for the fifteenth digit.
        """
        said = self.weights[kept.rows] * kept.values[:, None]
        if len(kept.ends) == 1:
            whole: Points = said.sum(axis=0, dtype=np.float64)[None, :] + self.bias
            return whole
        starts = np.concatenate(([0], kept.ends[:-1]))
        sums = np.zeros((len(kept.ends), OUTCOMES))
        some = (kept.ends > starts).nonzero()[0]
        if len(some):
            sums[some] = np.add.reduceat(said, starts[some], axis=0, dtype=np.float64)
        return sums + self.bias

    def speaking_for(
        self, outcomes: NDArray[np.intp], rows: NDArray[np.intp]
    ) -> NDArray[np.float32]:
        """How much each of these features speaks for its label rather than for all others."""
        labels = self.weights[rows, :PROMISE]
        average = labels @ np.full(PROMISE, 1 / PROMISE, np.float32)
        speaking: NDArray[np.float32] = self.weights[rows, outcomes] - average
        return speaking


def chances(points: Points, temperature: float) -> Points:
    """The labels' points (readings x outcomes) as probabilities, reading by reading."""
    scaled = points[:, :PROMISE] / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    found: Points = powers / powers.sum(axis=1, keepdims=True)
    return found


def slots_of(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Where features are looked for."""
    return codes >> _SHIFT


def load(path: Path | None = None) -> Model:
    """The model in that file, or the one that ships with the program."""
    kept_at = path or files("moderator.data").joinpath("model.npz")
    with np.load(BytesIO(kept_at.read_bytes()), allow_pickle=False) as kept:
        weights = kept["weights"].astype(np.float32) * kept["scale"]
        gaps = kept["gaps"].astype(np.uint32)
        return Model(
            gaps.cumsum(dtype=np.uint32),
            weights,
            kept["bias"],
            temperature=float(kept["temperature"]),
            rarity=kept["rarity"].astype(np.float32) / _LEVELS,
        )


def rounded(
    codes: NDArray[np.uint32],
    weights: NDArray[np.float64],
    bias: NDArray[np.float64],
    *,
    rarity: NDArray[np.float64],
) -> Model:
    """A model of these weights (features x outcomes), rounded to a byte each."""
    scale = scale_of(weights)
    whole = np.rint(weights / scale).astype(np.float32)
    levels = np.rint(rarity * _LEVELS).astype(np.float32)
    return Model(codes, whole * scale, bias.astype(np.float32), rarity=levels / _LEVELS)


def scale_of(weights: NDArray[np.float64] | NDArray[np.float32]) -> NDArray[np.float32]:
    """What one step of a byte is worth, for each outcome."""
    scale: NDArray[np.float32] = (np.abs(weights).max(axis=0, initial=1e-9) / _MOST).astype("f4")
    return scale


def save(path: Path, model: Model) -> None:
    """Keep a model in a file, for `load`: the same model, the same bytes."""
    order = model.codes.argsort()
    scale = scale_of(model.weights)
    codes = model.codes[order]
    kept = {
        "gaps": np.diff(codes, prepend=np.uint32(0)),
        "weights": np.rint(model.weights[order] / scale).astype(np.int8),
        "scale": scale,
        "bias": model.bias,
        "temperature": np.array(model.temperature),
        "rarity": np.rint(model.rarity[order] * _LEVELS).astype(np.uint8),
    }
    np.savez_compressed(path, **kept)
