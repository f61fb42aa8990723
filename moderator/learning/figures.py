"""Figures of a classifier as lines of text, and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from moderator.learning.score import Grade, JudgedReading, Score, worst
from moderator.words.language import _
from moderator.words.safe import safe
from moderator.words.spelling import number

WORST = 12


def lines(found: Score, judged: Sequence[JudgedReading]) -> Iterator[str]:
    """All figures, and the mistakes of which the program was surest with their reasons."""
    yield from _whole(found)
    yield ""
    yield from _table(found)
    yield ""
    yield _("confusions (what people said, what the program said)")
    for (gold, given), times in found.confusion.most_common(WORST):
        yield f"{times:5} {gold} -> {given}"
    yield ""
    yield _("calibration: how sure, how many right, of how many")
    for some in found.calibration:
        yield f"      {_figure(some.confidence, 2)}  {_figure(some.right, 2)}  {some.n}"
    yield ""
    yield _("mistakes of which the program was surest, needs first")
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


def _whole(found: Score) -> Iterator[str]:
    yield _("{number} posts: accuracy {accuracy}, macro-F1 {macro}, kappa {kappa}").format(
        number=found.n,
        accuracy=_figure(found.accuracy),
        macro=_figure(found.macro_f1),
        kappa=_figure(found.kappa),
    )
    yield _("needs (question or broken link): {grade}").format(grade=_graded(found.need))
    yield _("substance of follow-ups {substance}; withdrawals {grade}").format(
        substance=_("not labelled") if found.substance is None else _figure(found.substance),
        grade=_graded(found.withdrawals),
    )
    error = _figure(found.calibration_error)
    yield _("expected calibration error {error}").format(error=error)


def _table(found: Score) -> Iterator[str]:
    heads = {_("precision"): 9, _("recall"): 7, "F1": 6, _("posts"): 6}
    widths = [max(least, len(head)) for head, least in heads.items()]
    yield " ".join((f"{_('label'):12}", *map(str.rjust, heads, widths)))
    for label, grade in found.labels.items():
        figures = (*map(_figure, (grade.precision, grade.recall, grade.f1)), str(grade.n))
        yield " ".join((f"{label:12}", *map(str.rjust, figures, widths)))


def _graded(grade: Grade) -> str:
    return _("precision {precision}, recall {recall}, F1 {f1}").format(
        precision=_figure(grade.precision), recall=_figure(grade.recall), f1=_figure(grade.f1)
    )


def _figure(value: float, digits: int = 3) -> str:
    """A figure as the language writes it; rounded as Python does, which is exact."""
    return number(round(value, digits), digits)


def _grade(grade: Grade) -> dict[str, float | int]:
    return {
        "precision": round(grade.precision, 4),
        "recall": round(grade.recall, 4),
        "f1": round(grade.f1, 4),
        "n": grade.n,
    }


def _mistake(each: JudgedReading) -> Iterator[str]:
    yield _("  {gold} taken for {given} ({confidence}): {text}").format(
        gold=each.gold.label,
        given=each.given.label,
        confidence=_figure(each.given.confidence, 2),
        text=_shown(each),
    )
    if each.given.because:
        reasons = ", ".join(repr(safe(reason.text)) for reason in each.given.because[:3])
        yield _("    because of {reasons}").format(reasons=reasons)


def _shown(each: JudgedReading) -> str:
    return safe(" ".join(each.reading.post.text.split()))[:120]
