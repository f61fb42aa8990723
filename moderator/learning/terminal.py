"""Figures of a classifier as lines of text, and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from moderator.learning.score import Grade, Judged, Score, worst
from moderator.words.safe import safe

WORST = 12


def lines(found: Score, judged: Sequence[Judged]) -> Iterator[str]:
    """All figures, and the mistakes of which the program was surest with their reasons."""
    whole = f"accuracy {found.accuracy:.3f}, macro-F1 {found.macro_f1:.3f}"
    yield f"{found.n} posts: {whole}, kappa {found.kappa:.3f}"
    yield f"needs (question or broken link): {_graded(found.need)}"
    substance = "not labelled" if found.substance is None else f"{found.substance:.3f}"
    yield f"substance of follow-ups {substance}; withdrawals {_graded(found.withdrawals)}"
    yield f"expected calibration error {found.calibration_error:.3f}"
    yield ""
    yield f"{'label':12} {'precision':>9} {'recall':>7} {'F1':>6} {'posts':>6}"
    for label, grade in found.labels.items():
        row = f"{grade.precision:9.3f} {grade.recall:7.3f} {grade.f1:6.3f} {grade.n:6}"
        yield f"{label:12} {row}"
    yield ""
    yield "confusions (what people said, what the program said)"
    for (gold, given), times in found.confusion.most_common(WORST):
        yield f"{times:5} {gold} -> {given}"
    yield ""
    yield "calibration: how sure, how many right, of how many"
    for some in found.calibration:
        yield f"      {some.confidence:.2f}  {some.right:.2f}  {some.n}"
    yield ""
    yield "mistakes of which the program was surest, needs first"
    for each in worst(judged, WORST):
        yield from _mistake(each)


def document(found: Score) -> dict[str, Any]:
    """The figures for other programs."""
    return {
        "n": found.n,
        "accuracy": round(found.accuracy, 4),
        "macro_f1": round(found.macro_f1, 4),
        "kappa": round(found.kappa, 4),
        "need": _grade(found.need),
        "labels": {str(label): _grade(grade) for label, grade in found.labels.items()},
        "substance": None if found.substance is None else round(found.substance, 4),
        "withdrawals": _grade(found.withdrawals),
        "calibration_error": round(found.calibration_error, 4),
        "calibration": [
            {"confidence": round(each.confidence, 4), "right": round(each.right, 4), "n": each.n}
            for each in found.calibration
        ],
        "confusion": [
            {"gold": str(gold), "given": str(given), "n": times}
            for (gold, given), times in found.confusion.most_common()
        ],
    }


def _graded(grade: Grade) -> str:
    return f"precision {grade.precision:.3f}, recall {grade.recall:.3f}, F1 {grade.f1:.3f}"


def _grade(grade: Grade) -> dict[str, float | int]:
    return {
        "precision": round(grade.precision, 4),
        "recall": round(grade.recall, 4),
        "f1": round(grade.f1, 4),
        "n": grade.n,
    }


def _mistake(each: Judged) -> Iterator[str]:
    confidence = f"{each.given.confidence:.2f}"
    yield f"  {each.gold.label} taken for {each.given.label} ({confidence}): {_shown(each)}"
    if each.given.because:
        reasons = ", ".join(repr(safe(reason.text)) for reason in each.given.because[:3])
        yield f"    because of {reasons}"


def _shown(each: Judged) -> str:
    return safe(" ".join(each.reading.post.text.split()))[:120]
