"""The classifier that reads by written phrases and weights: no model, no training."""

from collections.abc import Sequence
from functools import cache

from moderator.classify.phrases import Phrases, load
from moderator.classify.place import Place
from moderator.classify.signals import Signal, Signals, notice
from moderator.classify.weights import START, Table, confidence, score, table
from moderator.core.context import Reading
from moderator.core.fair import Fair
from moderator.core.labels import Because, Label, Substance, Verdict

TABLES = ("asking", "broken", "offering", "seeking", "reacting", "answering", "fairs", "spam")
REASONS = 6


@cache
def phrases() -> Phrases:
    """Give all phrase tables that ship with the program, read once."""
    return load(TABLES)


class WrittenClassifier:
    """Verdicts from phrase tables: a pure function of the reading and the fair."""

    name = "written"
    rank = 0

    def __init__(self, fair: Fair) -> None:
        self._fair = fair
        self._phrases = phrases()
        self._weights = table()

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order."""
        return [self.verdict(reading) for reading in readings]

    def verdict(self, reading: Reading) -> Verdict:
        """Give the verdict on one reading."""
        return decide(reading, notice(reading, self._fair, self._phrases), self._weights)


def decide(reading: Reading, signals: Signals, weights: Table) -> Verdict:
    """Give the label with the most points; of equals, the first in the guide's order."""
    scores = score(signals, weights)
    label = max(Label, key=scores.__getitem__)
    return Verdict(
        label,
        confidence(scores, label),
        substance=_substance(reading, signals) if label is Label.FOLLOW_UP else None,
        withdrawal=label is Label.REACTION and _withdraws(reading, signals),
        because=_because(label, signals, weights),
    )


def _substance(reading: Reading, signals: Signals) -> Substance:
    """Give whether a follow-up meets the need, or only promises to."""
    strength = signals.strength
    answer = strength("answers") + 1.5 * strength("mends") + strength("mended")
    answer += 0.6 * strength("link")
    promise = 1.6 * strength("promises") + 0.8 * strength("apologises")
    asks_back = strength("question_mark") and max(strength("question_word"), strength("verb_first"))
    promise += 1.2 * asks_back + (0.4 if strength("thanks") else 0)
    parent = reading.context.parent
    lean = 0.5 if parent is None or parent.label is not Label.BROKEN_LINK else 0.2
    return Substance.ANSWER if answer + lean >= promise else Substance.PROMISE


def _withdraws(reading: Reading, signals: Signals) -> bool:
    """Whether an asker takes back, or calls solved, what the same author asked."""
    if signals.place not in (Place.GUEST_REPLY, Place.GUEST_CALL):
        return False
    if max(signals.strength("takes_back"), signals.strength("mended")) < 1:
        return False
    context = reading.context
    own = any(said.author == context.author for said in context.ancestors)
    return own or context.parent is None or context.parent.label is Label.FOLLOW_UP


def _because(label: Label, signals: Signals, weights: Table) -> tuple[Because, ...]:
    """Give the reasons that spoke for the label, strongest first."""
    points = weights[signals.place]
    reasons = [
        _reason(signal, points.get(name, {}).get(label, 0.0) * signal.strength)
        for name, signal in signals.noticed.items()
    ]
    reasons.append(Because(PLACES[signals.place], round(points[START].get(label, 0.0), 2)))
    spoke = sorted((one for one in reasons if one.weight > 0), key=lambda one: -one.weight)
    return tuple(spoke[:REASONS])


def _reason(signal: Signal, weight: float) -> Because:
    """Give a signal as a reason in words."""
    return Because(signal.name.replace("_", " "), round(weight, 2), signal.start, signal.end)


PLACES = {
    Place.HOST_REPLY: "an employer's or the organiser's reply",
    Place.HOST_OPEN: "an employer or the organiser, to everybody",
    Place.GUEST_REPLY: "a visitor's reply",
    Place.GUEST_CALL: "addressed to somebody, in no thread",
    Place.GUEST_OPEN: "a job seeker, to everybody",
    Place.OPEN: "by an unknown author, to everybody",
}
