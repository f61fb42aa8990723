"""A reading as a sketch: all that a learned classifier gets to see, still in words.

What the phrase tables notice and the place in the conversation become names with a
value; the words of the post, and of the post above, become numbers that stand for
them. Everything else (pairs of words, runs of letters) follows from these, and is
made of many sketches at once: see codes.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from moderator.classify.phrases import Phrases
from moderator.classify.signals import Signals, notice
from moderator.classify.text import Kind, Word, read
from moderator.core.context import Context, Reading, Said
from moderator.core.fair import Fair

WORDS = 150
"""How many words of a post are read."""

WORDS_ABOVE = 60
_LONGEST = 8
_NOTHING = Context()


@dataclass(frozen=True, slots=True)
class Sketch:
    """One reading: its words (with the numbers that stand for them), and what is named of it.

    `tokens` has a number for each word, with one before the first and one after the
    last; `letters` the same words as UTF-8. `above` are the numbers of the words of
    the post above. `names` and `values` go together.
    """

    words: Sequence[Word]
    role: int
    tokens: Sequence[int]
    letters: bytes
    above: tuple[int, ...]
    names: Sequence[str]
    values: Sequence[float]
    signals: Signals


def sketch(reading: Reading, fair: Fair, phrases: Phrases) -> Sketch:
    """The sketch of a reading."""
    signals = notice(reading, fair, phrases)
    words = signals.words[:WORDS]
    texts = [_token(word) for word in words]
    place = signals.place.value
    role = place.partition("_")[0]
    names, values = [f"p:{place}"], [1.0]
    for name, signal in signals.noticed.items():
        names += (f"s:{name}", f"s:{place}:{name}")
        values += (signal.strength, signal.strength)
    context = _NOTHING if reading.bare else reading.context
    names += placed(reading, context)
    names += shaped(reading.post.text, texts, role)
    values += [1.0] * (len(names) - len(values))
    tokens = [_BEGIN, *map(number, texts), _END]
    letters = " ".join(("^", *texts, "$")).encode()
    above = _numbers(context.parent.text) if context.parent is not None else ()
    return Sketch(words, number(role), tokens, letters, above, names, values, signals)


@lru_cache(maxsize=131_072)
def number(name: str) -> int:
    """A number of 64 bits that stands for a name, the same in every process."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


_BEGIN, _END = number("^"), number("$")


@lru_cache(maxsize=4_096)
def _numbers(text: str) -> tuple[int, ...]:
    """The numbers of the words of a post above, each once."""
    words = read(text)[:WORDS_ABOVE]
    return tuple({number(word.text) for word in words if word.kind is Kind.WORD})


def _token(word: Word) -> str:
    """A word as it is compared: itself, or for numbers, links and the like just their kind."""
    return word.text if word.kind is Kind.WORD or word.kind is Kind.MARK else f"<{word.kind}>"


def shaped(text: str, tokens: Sequence[str], role: str) -> Iterator[str]:
    """What the form of the text tells: its length, how it begins, how it ends."""
    length = min(_LONGEST, (len(tokens) + 1).bit_length() - 1)
    yield f"p:length:{length}"
    yield f"p:length:{role}:{length}"
    ending = next((token for token in reversed(tokens) if not token.startswith("<")), "")
    end = ending if ending in ("?", "!", ".") else "-"
    yield f"p:ends:{end}"
    yield f"p:ends:{role}:{end}"
    if "?" in text:
        yield f"p:asks:{role}"


def placed(reading: Reading, context: Context) -> Iterator[str]:
    """What the place in the conversation tells."""
    if reading.bare:
        yield "p:bare"
    yield f"p:side:{context.side}"
    if context.report_above:
        yield f"p:report above:{context.side}"
    if context.mentions_asker:
        yield "p:mentions an asker"
    if context.parent is None:
        yield from _unthreaded(reading, context)
    else:
        yield from _threaded(reading, context, context.parent)


def _unthreaded(reading: Reading, context: Context) -> Iterator[str]:
    yield "p:unthreaded"
    for side in set(context.mentions):
        yield f"p:mentions:{side}"
    if reading.post.mentions:
        yield "p:mentions"
    if reading.post.text.startswith("@"):
        yield "p:begins with a mention"


def _threaded(reading: Reading, context: Context, parent: Said) -> Iterator[str]:
    own = parent.author == context.author
    asks = "?" in reading.post.text
    yield f"p:below:{parent.label}"
    yield f"p:below side:{parent.side}"
    yield f"p:below:{parent.label}:{parent.side}:{context.side}"
    yield f"p:below own:{own}:{parent.label}"
    yield f"p:below asks:{asks}:{parent.label}:{context.side}"
    yield f"p:below asked:{'?' in parent.text}:{asks}:{parent.label}"
    yield f"p:depth:{min(3, len(context.ancestors))}"
    if not context.ancestors:
        yield "p:quote"
    yield from _further_up(context, parent)


def _further_up(context: Context, parent: Said) -> Iterator[str]:
    mine = [above for above in context.ancestors if above.author == context.author]
    asked = any(above.label is not None and above.label.is_need for above in mine)
    yield f"p:asked before:{asked}"
    yield f"p:spoke before:{bool(mine)}:{parent.label}:{context.side}"
    if len(context.ancestors) > 1:
        above = context.ancestors[1]
        yield f"p:two above:{parent.label}:{above.label}"
        yield f"p:two above own:{above.author == context.author}"
