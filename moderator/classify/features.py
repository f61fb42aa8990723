"""A reading as named features with values: all that a learned classifier gets to see.

Five families: what the written tables notice (`s:`, and the label that they
would give, `t:`), the words themselves and how they follow each other (`u:`,
`b:`, `g:`), the spelling in runs of letters (`c:`), the words of the post above
(`a:`), and the place in the conversation (`p:`). Names are stable: weights are
kept by them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from moderator.classify.phrases import Phrases
from moderator.classify.signals import Signals, notice
from moderator.classify.text import Kind, Word, read
from moderator.classify.weights import Table, score
from moderator.core.context import Context, Reading, Said
from moderator.core.fair import Fair

WORDS = 150
"""How many words of a post are read."""

LETTERS = 400
WORDS_ABOVE = 60
_RUNS = (3, 4)
_RUN_VALUE = 0.5
_ABOVE_VALUE = 0.3
_LONGEST = 8

Span = tuple[int, int]


@dataclass(slots=True)
class Features:
    """Values by name, and the span of the text (code points) of those that have one."""

    values: dict[str, float] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)

    def add(self, name: str, value: float = 1.0, *, span: Span | None = None) -> None:
        """Add a feature; of one that comes twice the first span is kept."""
        self.values[name] = value
        if span is not None:
            self.spans.setdefault(name, span)


def features(reading: Reading, fair: Fair, phrases: Phrases, weights: Table) -> Features:
    """The features of a reading."""
    found = Features()
    signals = notice(reading, fair, phrases)
    _noticed(found, signals, weights)
    role = signals.place.value.partition("_")[0]
    _wording(found, read(reading.post.text)[:WORDS], role)
    _placed(found, reading, Context() if reading.bare else reading.context)
    return found


def _noticed(found: Features, signals: Signals, weights: Table) -> None:
    place = signals.place.value
    found.add(f"p:{place}")
    for name, signal in signals.noticed.items():
        span = None
        if signal.start is not None and signal.end is not None:
            span = (signal.start, signal.end)
        found.add(f"s:{name}", signal.strength, span=span)
        found.add(f"s:{place}:{name}", signal.strength, span=span)
    scores = score(signals, weights)
    best = max(scores, key=scores.__getitem__)
    parts = {label: math.exp(points - scores[best]) for label, points in scores.items()}
    found.add(f"t:{best}")
    for label, part in parts.items():
        found.add(f"t:={label}", part / sum(parts.values()))


def _wording(found: Features, words: list[Word], role: str) -> None:
    spans = [(word.start, word.end) for word in words]
    tokens = [_token(word) for word in words]
    for token, span in zip(tokens, spans, strict=True):
        found.add(f"u:{token}", span=span)
        found.add(f"u:{role}:{token}", span=span)
    padded = ["^", *tokens, "$"]
    for size, family in ((2, "b"), (3, "g")):
        for start in range(len(padded) - size + 1):
            run = " ".join(padded[start : start + size])
            inside = spans[max(start - 1, 0) : start + size - 1]
            found.add(f"{family}:{run}", span=(inside[0][0], inside[-1][1]) if inside else None)
    for run in _runs(" ".join(padded)[:LETTERS]):
        found.add(f"c:{run}", _RUN_VALUE)
    length = min(_LONGEST, int(math.log2(len(tokens) + 1)))
    found.add(f"p:length:{length}")
    found.add(f"p:length:{role}:{length}")


def _token(word: Word) -> str:
    """A word as a feature: itself, or for numbers, links and the like just their kind."""
    return word.text if word.kind in (Kind.WORD, Kind.MARK) else f"<{word.kind}>"


def _runs(text: str) -> Iterator[str]:
    for size in _RUNS:
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def _placed(found: Features, reading: Reading, context: Context) -> None:
    if reading.bare:
        found.add("p:bare")
    found.add(f"p:side:{context.side}")
    if context.report_above:
        found.add(f"p:report above:{context.side}")
    if context.mentions_asker:
        found.add("p:mentions an asker")
    if context.parent is None:
        _unthreaded(found, reading, context)
    else:
        _threaded(found, context, context.parent)


def _unthreaded(found: Features, reading: Reading, context: Context) -> None:
    found.add("p:unthreaded")
    for side in context.mentions:
        found.add(f"p:mentions:{side}")
    if reading.post.mentions:
        found.add("p:mentions")
    if reading.post.text.startswith("@"):
        found.add("p:begins with a mention")


def _threaded(found: Features, context: Context, parent: Said) -> None:
    own = parent.author == context.author
    found.add(f"p:below:{parent.label}")
    found.add(f"p:below side:{parent.side}")
    found.add(f"p:below:{parent.label}:{parent.side}:{context.side}")
    found.add(f"p:below own:{own}:{parent.label}")
    found.add(f"p:depth:{min(3, len(context.ancestors))}")
    if not context.ancestors:
        found.add("p:quote")
    asked = any(
        above.author == context.author and above.label is not None and above.label.is_need
        for above in context.ancestors
    )
    found.add(f"p:asked before:{asked}")
    if len(context.ancestors) > 1:
        above = context.ancestors[1]
        found.add(f"p:two above:{parent.label}:{above.label}")
        found.add(f"p:two above own:{above.author == context.author}")
    for word in read(parent.text)[:WORDS_ABOVE]:
        if word.kind is Kind.WORD:
            found.add(f"a:{word.text}", _ABOVE_VALUE)
