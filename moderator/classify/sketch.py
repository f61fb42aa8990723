"""A reading as a sketch: all that a learned classifier gets to see, still in words.

What the phrase tables notice and the place in the conversation become names with a
value; the words of the post, and of the post above, become numbers that stand for
them. Everything else (pairs of words, runs of letters) follows from these, and is
made of many sketches at once: see codes.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from feeds.post import Author
from moderator.classify.phrases import Phrases
from moderator.classify.profile import profiled
from moderator.classify.signals import Signals, notice
from moderator.classify.standing import placed, standing
from moderator.classify.text import Kind, Opens, Word, asks, read
from moderator.core.context import Context, Reading
from moderator.core.fair import Fair
from moderator.core.labels import Label

WORDS = 150
"""How many words of a post are read."""

WORDS_ABOVE = 60
LAST = 4
"""How many words at the end of a reply are looked at together with what is above it."""

_LONGEST = 8
_SHORTEST_NAME = 4
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
    context = _NOTHING if reading.bare else reading.context
    parent = context.parent
    below = parent.label if parent is not None else None
    names, values = [f"p:{place}"], [1.0]
    for name, signal in signals.noticed.items():
        told = _noticed(name, place, below)
        names += told
        values += (signal.strength,) * len(told)
    itself = not _called(reading.post.author).isdisjoint(texts)
    names += placed(standing(reading, context, itself=itself), bare=reading.bare)
    names += profiled(reading.post.author, role)
    names += _shaped(role, _shape(reading.post.text, texts))
    names += _close(words, texts, role, below)
    values += [1.0] * (len(names) - len(values))
    tokens = [_BEGIN, *map(number, texts), _END]
    letters = " ".join(("^", *texts, "$")).encode()
    above = _numbers(parent.text) if parent is not None else ()
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


@lru_cache(maxsize=2_048)
def _noticed(name: str, place: str, below: Label | None) -> tuple[str, ...]:
    """A signal by itself, in that place, and there below what."""
    alone = f"s:{name}", f"s:{place}:{name}"
    return alone if below is None else (*alone, f"s:{place}:{below}:{name}")


class _Shape(NamedTuple):
    """How long a text is, in powers of two; the mark that it ends with; whether it asks."""

    length: int
    end: str
    asks: bool


def _shape(text: str, tokens: Sequence[str]) -> _Shape:
    length = min(_LONGEST, (len(tokens) + 1).bit_length() - 1)
    ending = next((token for token in reversed(tokens) if token[0] != "<"), "")
    return _Shape(length, ending if ending in ("?", "!", ".") else "-", asks=asks(text))


@lru_cache(maxsize=1_024)
def _shaped(role: str, shape: _Shape) -> tuple[str, ...]:
    """What the form of the text tells."""
    length, end, asks = shape
    names = (
        f"p:length:{length}", f"p:length:{role}:{length}", f"p:ends:{end}", f"p:ends:{role}:{end}"
    )  # fmt: skip
    return (*names, f"p:asks:{role}") if asks else names


class _Sentence(NamedTuple):
    """A text's last sentence: its first word, its length, its mark; whether others come before."""

    first: str
    length: str
    asks: bool
    further: bool


def _last_sentence(words: Sequence[Word]) -> _Sentence | None:
    """The last sentence of a text; None where it has no words."""
    starts = [at for at, word in enumerate(words) if word.opens is Opens.SENTENCE]
    starts = [at for at in starts if words[at].kind is Kind.WORD]
    if not starts:
        return None
    last = words[starts[-1] :]
    many = sum(word.kind is Kind.WORD for word in last)
    length = "1" if many == 1 else "2-3" if many < 4 else "4-6" if many < 7 else "7+"
    return _Sentence(last[0].text, length, any(word.text == "?" for word in last), len(starts) > 1)


def _close(
    words: Sequence[Word], texts: Sequence[str], role: str, below: Label | None
) -> Iterable[str]:
    """How a reply ends, below what: its last sentence, and its last words."""
    if below is None:
        return ()
    near = (f"w:{below}:{text}" for text in dict.fromkeys(texts[-LAST:]))
    return chain(_ending(_last_sentence(words), role, below), near)


@lru_cache(maxsize=4_096)
def _ending(last: _Sentence | None, role: str, below: Label) -> tuple[str, ...]:
    """What a text ends with, below what: "mooi. en zaterdags" goes on asking, "mooi" does not."""
    if last is None:
        return ()
    first, length, asks_, further = last
    form = f"{length}:{asks_}:{further}:{below}"
    return (
        f"p:last:{first}:{below}:{role}",
        f"p:last:{form}:{role}",
        f"p:last:{first}:{form}:{role}",
    )


@lru_cache(maxsize=4_096)
def _called(author: Author) -> frozenset[str]:
    """The words of an author's own name, by which organisations speak of themselves."""
    words = read(f"{author.name} {author.handle.partition('@')[0]}")
    return frozenset(word.text for word in words if len(word.text) >= _SHORTEST_NAME)
