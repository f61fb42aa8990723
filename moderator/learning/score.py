"""How good verdicts are: figures of verdicts beside those that people gave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from feeds.said import said
from moderator.core.context import Reading
from moderator.core.labels import Label, Verdict

BINS = 10


class NothingToScore(Exception):
    """There is no labelled post, and so no figure."""


@dataclass(frozen=True, slots=True)
class JudgedReading:
    """One reading, the verdict of people, and the program's."""

    reading: Reading
    gold: Verdict
    given: Verdict

    @property
    def is_right(self) -> bool:
        """Whether both have the same label."""
        return self.gold.label is self.given.label


@dataclass(frozen=True, slots=True)
class Grade:
    """Precision, recall and their harmonic mean, of `n` posts that people so labelled."""

    precision: float
    recall: float
    n: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Verdicts of about one confidence: how sure they are on average, and how many are right."""

    confidence: float
    right: float
    n: int


@dataclass(frozen=True, slots=True)
class Score:
    """All figures. `confusion` counts (people's label, the program's), right ones left out.

    `substance` is the share of follow-ups whose substance is right; None where none was given.
    """

    n: int
    accuracy: float
    macro_f1: float
    kappa: float
    need: Grade
    labels: dict[Label, Grade]
    confusion: Counter[tuple[Label, Label]]
    substance: float | None
    withdrawals: Grade
    calibration: tuple[Bin, ...]

    @property
    def calibration_error(self) -> float:
        """The expected calibration error over ten bins (Naeini et al., AAAI 2015)."""
        return sum(each.n * abs(each.confidence - each.right) for each in self.calibration) / self.n


def score(judged: Sequence[JudgedReading]) -> Score:
    """The figures of these verdicts. Raises NothingToScore where there are none."""
    if not judged:
        raise NothingToScore(said("there are no labelled posts to score"))
    pairs = [(each.gold.label, each.given.label) for each in judged]
    labels = {
        label: _grade([(gold is label, given is label) for gold, given in pairs]) for label in Label
    }
    present = {label: grade for label, grade in labels.items() if grade.n or grade.precision}
    followed = [each for each in judged if each.is_right and each.gold.substance]
    reacted = [each for each in judged if each.is_right and each.gold.label is Label.REACTION]
    return Score(
        n=len(judged),
        accuracy=_share([each.is_right for each in judged]),
        macro_f1=sum(grade.f1 for grade in present.values()) / len(present),
        kappa=_kappa(pairs),
        need=_grade([(gold.is_need, given.is_need) for gold, given in pairs]),
        labels=present,
        confusion=Counter(pair for pair in pairs if pair[0] is not pair[1]),
        substance=_share([each.gold.substance is each.given.substance for each in followed])
        if followed
        else None,
        withdrawals=_grade([(each.gold.withdrawal, each.given.withdrawal) for each in reacted]),
        calibration=_calibration(judged),
    )


def worst(judged: Sequence[JudgedReading], most: int) -> list[JudgedReading]:
    """The mistakes of which the program was surest, needs first."""
    wrong = [each for each in judged if not each.is_right]
    return sorted(wrong, key=lambda each: (not _missed(each), -each.given.confidence))[:most]


def _missed(each: JudgedReading) -> bool:
    return each.gold.label.is_need is not each.given.label.is_need


def _grade(pairs: Sequence[tuple[bool, bool]]) -> Grade:
    both = sum(gold and given for gold, given in pairs)
    there, told = sum(gold for gold, _ in pairs), sum(given for _, given in pairs)
    return Grade(both / told if told else 0.0, both / there if there else 0.0, there)


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths) if truths else 0.0


def _kappa(pairs: Sequence[tuple[Label, Label]]) -> float:
    """Cohen's kappa: agreement beyond chance (Educational and Psych. Measurement 20, 1960)."""
    gold, given = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    by_chance = sum(gold[label] * given[label] for label in Label) / len(pairs) ** 2
    agreed = _share([one is other for one, other in pairs])
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def _calibration(judged: Sequence[JudgedReading]) -> tuple[Bin, ...]:
    bins: dict[int, list[JudgedReading]] = {}
    for each in judged:
        bins.setdefault(min(int(each.given.confidence * BINS), BINS - 1), []).append(each)
    return tuple(
        Bin(
            sum(each.given.confidence for each in some) / len(some),
            _share([each.is_right for each in some]),
            len(some),
        )
        for _, some in sorted(bins.items())
    )
