"""A linear model: a weight for every known feature and outcome, and what they add up to.

Outcomes are the nine labels, in the order of the guide, and two yes-or-no
questions: is a follow-up a promise, does a reaction take something back. Weights
are kept as one byte each with a scale per outcome, names of features as a list.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moderator.core.labels import Label

LABELS = tuple(Label)
PROMISE = len(LABELS)
WITHDRAWAL = PROMISE + 1
OUTCOMES = WITHDRAWAL + 1
_MOST = 127


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` has a row for each name in `rows` and a column for each outcome."""

    rows: Mapping[str, int]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    def weigh(self, values: Mapping[str, float]) -> "Weighed":
        """What each of these features says of each outcome; unknown ones say nothing."""
        names = [name for name in values if name in self.rows]
        rows = np.fromiter((self.rows[name] for name in names), np.intp, len(names))
        amounts = np.fromiter((values[name] for name in names), np.float32, len(names))
        said = self.weights[rows] * (amounts[:, None] * self.scale)
        return Weighed(tuple(names), said, said.sum(axis=0) + self.bias)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The known features of a reading, what each says, and what that adds up to.

    `said` has a row for each name and a column for each outcome; `points` is a
    number for each outcome.
    """

    names: tuple[str, ...]
    said: NDArray[np.float32]
    points: NDArray[np.float32]

    def speaking_for(self, outcome: int) -> list[tuple[float, str]]:
        """How much each feature speaks for one label rather than for the average of all."""
        labels = self.said[:, :PROMISE]
        weights = labels[:, outcome] - labels.mean(axis=1)
        return sorted(zip(weights.tolist(), self.names, strict=True), reverse=True)


def load(path: Path | None = None) -> Model:
    """The model in that file, or the one that ships with the program."""
    kept_at = path or files("moderator.data").joinpath("model.npz")
    packed = kept_at.read_bytes()
    with np.load(BytesIO(packed), allow_pickle=False) as kept:
        names = zlib.decompress(kept["names"].tobytes()).decode().split("\n")
        rows = {name: row for row, name in enumerate(names)}
        return Model(rows, kept["weights"], kept["scale"], kept["bias"])


def model_of(
    names: Sequence[str], weights: NDArray[np.float64], bias: NDArray[np.float64]
) -> Model:
    """A model of these weights (features x outcomes), rounded to a byte each."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _MOST
    return Model(
        rows={name: row for row, name in enumerate(names)},
        weights=np.rint(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
    )


def save(path: Path, model: Model) -> None:
    """Keep a model in a file, for `load`."""
    packed = zlib.compress("\n".join(model.rows).encode(), 9)
    np.savez_compressed(
        path,
        names=np.frombuffer(packed, dtype=np.uint8),
        weights=model.weights,
        scale=model.scale,
        bias=model.bias,
    )
