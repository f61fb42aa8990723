"""What an attempt is worth, out of a hundred: what can be measured, and nothing else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from moderator.practice.alarms import Alarm
from moderator.practice.marking import Mark, Marks, Slip
from moderator.practice.outcome import Outcome
from moderator.practice.scenario import Rubric, Want


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is measured: how well it went (0 to 1), and what it weighs."""

    name: str
    share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """The points at one moment; `total` is None while nothing was due that had to be done.

    `items` are those that apply; `taken_off` are points lost by false alarms and
    confident mistakes.
    """

    total: int | None
    items: tuple[Item, ...]
    taken_off: float
    outcomes: dict[Outcome, int]
    slips: dict[Slip, int]

    def part(self, item: Item) -> float:
        """How much of the score an item is (0 to 1): its weight among those that apply."""
        whole = sum(one.weight for one in self.items)
        return item.weight / whole if whole else 0.0


def score(marks: Marks, alarms: Sequence[Alarm], rubric: Rubric, clock: datetime) -> Score:
    """The score of what was marked, by the trainer's rubric."""
    slips = Counter(one.slip for one in marks.misdeeds)
    taken_off = (
        slips[Slip.FALSE_ALARM] * rubric.false_alarm
        + slips[Slip.CONFIDENT_MISTAKE] * rubric.confident_mistake
    )
    items = tuple(one for one in _items(marks, alarms, rubric, clock) if one is not None)
    weight = sum(one.weight for one in items)
    earned = sum(one.share * one.weight for one in items)
    total = round(min(100.0, max(0.0, 100 * earned / weight - taken_off))) if weight else None
    outcomes = Counter(one.outcome for one in marks.cases)
    return Score(total, items, taken_off, dict(outcomes), dict(slips))


def _items(
    marks: Marks, alarms: Sequence[Alarm], rubric: Rubric, clock: datetime
) -> Iterable[Item | None]:
    decided = [one for one in marks.cases if one.outcome.counts]
    if all(one.was_left_alone for one in decided):
        decided = []
    wanted = [one for one in decided if one.reference.want is not Want.WAIT]
    heard = [one.is_met for one in alarms if one.counts(clock, rubric.megaphone_within)]
    yield _item("cases", rubric.cases, [(one.outcome.worth, _weight(one)) for one in decided])
    yield _item("promptness", rubric.promptness, [(one.promptness, _weight(one)) for one in wanted])
    yield _item("megaphone", rubric.megaphone, [(float(met), 1.0) for met in heard])


def _item(name: str, weight: float, parts: Sequence[tuple[float, float]]) -> Item | None:
    """The item as the mean of its parts; None where there is nothing to go by."""
    whole = sum(part for _share, part in parts)
    if not whole:
        return None
    return Item(name, sum(share * part for share, part in parts) / whole, weight)


def _weight(one: Mark) -> float:
    return one.reference.weight


def middle(durations: Iterable[timedelta | None]) -> timedelta | None:
    """The median of those there are."""
    seconds = [one.total_seconds() for one in durations if one is not None]
    return timedelta(seconds=median(seconds)) if seconds else None
