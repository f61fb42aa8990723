"""One measured figure, and how a time is taken."""

import gc
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter

ROUNDS = 3
ENOUGH = 30.0
"""Seconds after which work is not measured once more."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it is held against; `ratio` is its value over the other's."""

    name: str
    value: float
    unit: str
    against: str
    ratio: float
    n: int
    note: str = ""

    def line(self) -> str:
        """The figure as one line of JSON, with the digits that mean something."""
        return json.dumps(asdict(self) | {"value": _short(self.value), "ratio": _short(self.ratio)})


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes: the median of three rounds, of fewer where they take long."""
    rounds: list[float] = []
    while len(rounds) < ROUNDS and sum(rounds) < ENOUGH:
        rounds.append(_once(work))
    return median(rounds)


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def _short(value: float) -> float:
    return float(f"{value:.3g}")
