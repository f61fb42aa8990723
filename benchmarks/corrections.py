"""What twenty corrections are worth: errors on the rest of the fair, and on all other fairs.

A fair that the classifier never learned from is cut into three. In two of them a
moderator dismisses what is falsely taken for a need, relabels what else is judged
wrongly, in order of time, and with what is left of twenty acts confirms needs that were
judged rightly. Then the errors in the third one are counted, without and with what was
learned; each third has its turn. So are the errors on all posts of the other such
fairs, after the corrections in the first two thirds. The ratio is with over without.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figure import Figure
from moderator.classify.corrections import Correction, TaughtClassifier
from moderator.classify.learned import LearnedClassifier
from moderator.core.fair import Fair
from moderator.core.labels import Label, Verdict
from moderator.learning.corpus import corpus_in
from moderator.learning.readings import Judge, Labelled, readings

ACTS = 20


@dataclass(slots=True)
class _Errors:
    """Errors without and with what was learned: of any label, and of need or no need."""

    posts: int = 0
    labels: tuple[int, int] = (0, 0)
    needs: tuple[int, int] = (0, 0)

    def add(
        self, read: Sequence[Labelled], before: Sequence[Verdict], after: Sequence[Verdict]
    ) -> None:
        """Count the verdicts on these posts."""
        self.posts += len(read)
        gold = [each.gold.label for each in read]
        self.labels = _sum(self.labels, (_wrong(before, gold), _wrong(after, gold)))
        self.needs = _sum(self.needs, (_missed(before, gold), _missed(after, gold)))


def figures() -> Iterator[Figure]:
    """Errors at home and elsewhere, and how long learning takes."""
    fairs = {path.stem: _read(path) for path in corpus_in(Path("corpus")).test}
    home, elsewhere, times = _Errors(), _Errors(), list[float]()
    for name, read in fairs.items():
        for rest in _thirds(read):
            seen = [each for each in read if each not in rest]
            first = LearnedClassifier(read[0].fair)
            told = _told(seen, _judged(first, seen))
            plain = _judged(first, rest)
            times.append(_taught(first, told))
            home.add(rest, plain, _judged(first, rest))
        for other, posts in fairs.items():
            if other != name:
                _compare(elsewhere, posts, told)
    yield from _shown("the rest of the fair", home)
    yield from _shown("other fairs", elsewhere)
    yield _time(times, fairs)


def _thirds(read: Sequence[Labelled]) -> list[Sequence[Labelled]]:
    """A fair in three, by time; the last one last."""
    cuts = [len(read) * part // 3 for part in range(4)]
    return [read[start:end] for start, end in pairwise(cuts)]


def _taught(classifier: LearnedClassifier, told: Sequence[Correction]) -> float:
    """Teach a classifier; gives the seconds that took."""
    start = perf_counter()
    TaughtClassifier(classifier).learn(told)
    return perf_counter() - start


def _compare(errors: _Errors, posts: Sequence[Labelled], told: Sequence[Correction]) -> None:
    first = LearnedClassifier(posts[0].fair)
    plain = _judged(first, posts)
    _taught(first, told)
    errors.add(posts, plain, _judged(first, posts))


def _read(path: Path) -> list[Labelled]:
    """The posts of a fair in order of time, in the contexts that the program itself makes."""

    def judge(fair: Fair) -> Judge:
        return LearnedClassifier(fair).verdicts

    found = [each for each in readings(path, judge) if not each.reading.bare]
    return sorted(found, key=lambda each: (each.reading.post.created_at, each.reading.key))


def _told(read: Sequence[Labelled], judged: Sequence[Verdict]) -> list[Correction]:
    """What a moderator says of these posts."""
    wrong, right = list[Correction](), list[Correction]()
    for each, verdict in zip(read, judged, strict=True):
        gold = each.gold
        dismissed = verdict.label.is_need and not gold.label.is_need
        if verdict.label is not gold.label:
            label = None if dismissed else gold.label
            wrong.append(Correction(each.reading, label, gold.substance))
        elif gold.label.is_need:
            right.append(Correction(each.reading, gold.label))
    return [*wrong, *right][:ACTS]


def _judged(classifier: LearnedClassifier, read: Sequence[Labelled]) -> list[Verdict]:
    return classifier.verdicts([each.reading for each in read], explained=False)


def _wrong(judged: Sequence[Verdict], gold: Sequence[Label]) -> int:
    pairs = zip(judged, gold, strict=True)
    return sum(verdict.label is not label for verdict, label in pairs)


def _missed(judged: Sequence[Verdict], gold: Sequence[Label]) -> int:
    pairs = zip(judged, gold, strict=True)
    return sum(verdict.label.is_need is not label.is_need for verdict, label in pairs)


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return (one[0] + other[0], one[1] + other[1])


def _shown(where: str, errors: _Errors) -> Iterator[Figure]:
    for what, (before, after) in (("labels", errors.labels), ("needs", errors.needs)):
        name = f"corrections, wrong {what}, {where}"
        against = f"without corrections, {before}"
        note = f"after {ACTS} corrections in the fair"
        yield Figure(name, after, "posts", against, after / max(before, 1), errors.posts, note)


def _time(times: Sequence[float], fairs: dict[str, list[Labelled]]) -> Figure:
    """The time that learning takes, held against one verdict with nothing learned."""
    read = next(iter(fairs.values()))
    classifier = LearnedClassifier(read[0].fair)
    start = perf_counter()
    _judged(classifier, read)
    one = (perf_counter() - start) / len(read)
    value = median(times)
    against = f"one verdict, {one * 1000:.2g} ms"
    return Figure("corrections, learning", value * 1000, "ms", against, value / one, ACTS)
