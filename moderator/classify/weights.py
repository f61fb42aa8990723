"""What the signals say for each label: a table that a moderator can read."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from moderator.classify.place import Place
from moderator.classify.signals import Signals
from moderator.core.labels import Label

START = "start"
Points = Mapping[Label, float]
Table = Mapping[Place, Mapping[str, Points]]


@cache
def table() -> Table:
    """Give the points of every signal in every place."""
    source = resources.files("moderator.data").joinpath("phrases", "weights.toml")
    written = tomllib.loads(source.read_text("utf-8"))
    return {place: _merge(written["everywhere"], written[place]) for place in Place}


def _merge(
    general: Mapping[str, Mapping[str, float]], special: Mapping[str, Mapping[str, float]]
) -> dict[str, Points]:
    """Give the general points with those of one place added."""
    return {
        signal: _sum(general.get(signal, {}), special.get(signal, {}))
        for signal in {**general, **special}
    }


def _sum(one: Mapping[str, float], other: Mapping[str, float]) -> Points:
    """Give the points of both together."""
    return {Label(label): one.get(label, 0.0) + other.get(label, 0.0) for label in {**one, **other}}


def score(signals: Signals, weights: Table) -> dict[Label, float]:
    """Give the points of each label."""
    points = weights[signals.place]
    scores = {label: points[START].get(label, 0.0) for label in Label}
    for name, signal in signals.noticed.items():
        for label, value in points.get(name, {}).items():
            scores[label] += value * signal.strength
    return scores


def confidence(scores: Mapping[Label, float], label: Label) -> float:
    """Give how sure the label is among the others, from 0 to 1 (softmax)."""
    top = max(scores.values())
    total = sum(math.exp(value - top) for value in scores.values())
    return round(math.exp(scores[label] - top) / total, 4)
