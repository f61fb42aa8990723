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
from typing import NamedTuple

from feeds.post import Author
from moderator.classify.phrases import Phrases
from moderator.classify.place import called_in
from moderator.classify.signals import Signals, notice
from moderator.classify.text import Kind, Word, asks, read
from moderator.core.context import Context, Reading, Said
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side

WORDS = 150
"""How many words of a post are read."""

WORDS_ABOVE = 60
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
    names, values = [f"p:{place}"], [1.0]
    for name, signal in signals.noticed.items():
        names += _noticed(name, place)
        values += (signal.strength, signal.strength)
    context = _NOTHING if reading.bare else reading.context
    itself = not _called(reading.post.author).isdisjoint(texts)
    names += _placed(_standing(reading, context, itself=itself), bare=reading.bare)
    names += _shaped(role, _shape(reading.post.text, texts))
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


@lru_cache(maxsize=2_048)
def _noticed(name: str, place: str) -> tuple[str, str]:
    """A signal by itself, and in that place."""
    return f"s:{name}", f"s:{place}:{name}"


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


class _Thread(NamedTuple):
    """What is above a post: the nearest, what its author said before, and what is above that.

    `calls` are the sides of those whom the post calls in from outside.
    """

    label: Label | None
    side: Side
    own: bool
    asked: bool
    asks: bool
    depth: int
    asked_before: bool
    spoke_before: bool
    further: Label | None
    further_own: bool
    calls: frozenset[Side]


class _Standing(NamedTuple):
    """Where a post stands: of few kinds, so that what it tells has to be made seldom."""

    side: Side
    report_above: bool
    mentions_asker: bool
    mentioned: frozenset[Side]
    mentions: bool
    begins: bool
    shares_link: bool
    names_itself: bool
    thread: _Thread | None


@lru_cache(maxsize=4_096)
def _called(author: Author) -> frozenset[str]:
    """The words of an author's own name, by which organisations speak of themselves."""
    words = read(f"{author.name} {author.handle.partition('@')[0]}")
    return frozenset(word.text for word in words if len(word.text) >= _SHORTEST_NAME)


def _standing(reading: Reading, context: Context, *, itself: bool) -> _Standing:
    post, parent = reading.post, context.parent
    return _Standing(
        context.side,
        context.report_above,
        context.mentions_asker,
        frozenset(context.mentions),
        bool(post.mentions),
        post.text.startswith("@"),
        reading.shares_link,
        itself,
        None if parent is None else _thread(reading, parent),
    )


def _thread(reading: Reading, parent: Said) -> _Thread:
    context = reading.context
    mine = [above for above in context.ancestors if above.author == context.author]
    above = context.ancestors[1] if len(context.ancestors) > 1 else None
    return _Thread(
        label=parent.label,
        side=parent.side,
        own=parent.author == context.author,
        asked=asks(parent.text),
        asks=asks(reading.post.text),
        depth=min(3, len(context.ancestors)),
        asked_before=any(each.label is not None and each.label.is_need for each in mine),
        spoke_before=bool(mine),
        further=above.label if above is not None else None,
        further_own=above is not None and above.author == context.author,
        calls=called_in(reading),
    )


@lru_cache(maxsize=4_096)
def _placed(standing: _Standing, *, bare: bool) -> tuple[str, ...]:
    """What the place in the conversation tells."""
    names = ["p:bare"] if bare else []
    names.append(f"p:side:{standing.side}")
    if standing.shares_link:
        names += ["p:shares a link", f"p:shares a link:{standing.side}"]
    if standing.names_itself:
        names += ["p:names itself", f"p:names itself:{standing.side}"]
    if standing.report_above:
        names.append(f"p:report above:{standing.side}")
    if standing.mentions_asker:
        names.append("p:mentions an asker")
    if standing.thread is None:
        return (*names, *_unthreaded(standing))
    return (*names, *_threaded(standing.side, standing.thread))


def _unthreaded(standing: _Standing) -> Iterator[str]:
    yield "p:unthreaded"
    for side in sorted(standing.mentioned):
        yield f"p:mentions:{side}"
    if standing.mentions:
        yield "p:mentions"
    if standing.begins:
        yield "p:begins with a mention"


def _threaded(side: Side, above: _Thread) -> Iterator[str]:
    yield f"p:below:{above.label}"
    yield f"p:below side:{above.side}"
    yield f"p:below:{above.label}:{above.side}:{side}"
    yield f"p:below own:{above.own}:{above.label}"
    yield f"p:below asks:{above.asks}:{above.label}:{side}"
    yield f"p:below asked:{above.asked}:{above.asks}:{above.label}"
    yield f"p:depth:{above.depth}"
    if not above.depth:
        yield "p:quote"
    for called in sorted(above.calls):
        yield "p:calls in"
        yield f"p:calls in:{called}:{above.label}:{side}"
        yield f"p:calls in:{called}:{above.asks}:{side}"
    yield f"p:asked before:{above.asked_before}"
    yield f"p:spoke before:{above.spoke_before}:{above.label}:{side}"
    if above.depth > 1:
        yield f"p:two above:{above.label}:{above.further}"
        yield f"p:two above own:{above.further_own}"
