"""Vectors of texts that last: the encoder takes minutes for a corpus, its results are kept."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from feeds.said import said
from moderator.classify.encoder import DIMENSIONS, Encoder, Vector, plain

Told = Callable[[str], None]
_EVERY = 250


class KeptVectors:
    """The encoder's vectors, read from a file where they are in it already."""

    def __init__(self, path: Path, *, tell: Told) -> None:
        self._path = path
        self._encoder: Encoder | None = None
        self._tell = tell
        self._known = _read(path)
        self._new = 0

    def vectors(self, texts: Sequence[str]) -> Vector:
        """The vectors of some texts, a row each."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        return np.stack([self._vector(text) for text in texts]).astype(np.float32)

    def keep(self) -> None:
        """Write down what is new."""
        if self._new:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            keys = np.array(list(self._known), np.uint64)
            np.savez(self._path, keys=keys, vectors=np.stack(list(self._known.values())))
            self._new = 0

    def _vector(self, text: str) -> Vector:
        key = _key(text)
        if key not in self._known:
            self._encoder = self._encoder or Encoder()
            self._known[key] = self._encoder.vector(text).astype(np.float16)
            self._new += 1
            if self._new % _EVERY == 0:
                self._tell(said("{texts} texts encoded", texts=self._new))
        return self._known[key]


def _key(text: str) -> int:
    digest = blake2b(plain(text).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _read(path: Path) -> dict[int, Vector]:
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
