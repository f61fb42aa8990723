"""Phrase tables: which written phrases stand for which signal, found in one pass.

A table is TOML: a section a signal, a line a phrase with its weight (1 is
usual). How a phrase is written:

    ben benieuwd (of|hoe)   one of several words; (very|) may be left out
    vacature*   *monteur    how a word begins or ends
    geen .. gevonden        at most three words in between, in the same sentence
    ^ is ... ?              at most twelve
    ^ kan dit               at the beginning of a sentence; ~ also of a clause
    visa $                  at the end of a sentence
    {job} {number} {link}   any word of a class (words.toml) or of a kind
    ?  !                    the mark itself
"""

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from moderator.classify.text import Kind, Opens, Word, fold
from moderator.classify.trie import GAPS, Hit, Known, Node, followed, state_at

TABLES = ("asking", "broken", "offering", "seeking", "reacting", "answering", "fairs", "spam")
LONGEST = 40
"""Letters that the beginning or end of a word can have in a table."""

UNFOLDED = {*GAPS, "?", "!", "."}
"""Parts of a phrase that are no words."""

_GROUP = re.compile(r"\(([^()]*)\)")


class PhraseError(ValueError):
    """A phrase table cannot be used; the message says which line, and why."""


class Phrases:
    """All phrases of some tables, ready to be looked for."""

    def __init__(
        self,
        signals: Mapping[str, Mapping[str, float]],
        classes: Mapping[str, Sequence[str]],
    ) -> None:
        self._roots = {opens: Node() for opens in Opens}
        self._words: dict[str, set[str]] = {}
        self._heads: dict[str, set[str]] = {}
        self._tails: dict[str, set[str]] = {}
        for name, members in classes.items():
            for member in members:
                self._learn(member, f"{{{name}}}")
        for signal, phrases in signals.items():
            for phrase, weight in phrases.items():
                self._add(signal, phrase, weight)
        self._known = lru_cache(maxsize=65_536)(self._known_of)

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Give every phrase that the words contain, in order of its beginning."""
        known = [self._known(word.text, word.kind) for word in words]
        hits: list[Hit] = []
        for start, word in enumerate(words):
            if state := known[start].begins[word.opens]:
                hits += followed(state, words, known, start)
        return hits

    def _known_of(self, word: str, kind: Kind) -> Known:
        """Give what phrases call this word, and which of them begin with it."""
        keys = self._keys_of(word, kind)
        firsts = {
            root: [node.after[key] for key in keys if key in node.after]
            for root, node in self._roots.items()
        }
        anywhere = firsts[Opens.NOTHING]
        clause = anywhere + firsts[Opens.CLAUSE]
        begins = {
            Opens.NOTHING: anywhere,
            Opens.CLAUSE: clause,
            Opens.SENTENCE: clause + firsts[Opens.SENTENCE],
        }
        return Known(keys, {opens: state_at(nodes) for opens, nodes in begins.items()})

    def _keys_of(self, word: str, kind: Kind) -> tuple[str, ...]:
        """Give all that phrases may call this word."""
        if kind is Kind.MARK:
            return (word,)
        keys = set() if kind in (Kind.WORD, Kind.TAG) else {f"{{{kind}}}"}
        for spelling in _spellings(word):
            keys |= self._words.get(spelling, set())
            for cut in range(1, min(len(spelling), LONGEST) + 1):
                keys |= self._heads.get(spelling[:cut], set())
                keys |= self._tails.get(spelling[-cut:], set())
        return tuple(sorted(keys))

    def _learn(self, written: str, key: str) -> None:
        """Remember which words are called `key`: a word, its beginning or its end."""
        plain = fold(written.strip("*"))
        if written.startswith("*"):
            self._tails.setdefault(plain, set()).add(key)
        elif written.endswith("*"):
            self._heads.setdefault(plain, set()).add(key)
        else:
            self._words.setdefault(plain, set()).add(key)

    def _add(self, signal: str, phrase: str, weight: float) -> None:
        """Add one phrase in all the ways in which it can be written."""
        for variant in _variants(phrase):
            root, last, parts = _frame(variant)
            node = self._roots[root]
            for part in parts:
                node = self._step(node, part)
            if not parts or parts[-1] in GAPS or "(" in variant or ")" in variant:
                message = f"[{signal}] {phrase!r}: no words, a gap at the end, or a loose bracket"
                raise PhraseError(message)
            node.found += ((signal, weight, last),)

    def _step(self, node: Node, part: str) -> Node:
        """Give the node that follows by this part of a phrase."""
        name = part if part in UNFOLDED or part.startswith("{") else fold(part)
        if name not in node.after:
            node.after[name] = Node()
            if name not in UNFOLDED and not name.startswith("{"):
                self._learn(part, name)
        return node.after[name]


def _spellings(word: str) -> Iterator[str]:
    """Give the word, and where letters are drawn out ("leuuuuk") also without that."""
    yield word
    if re.search(r"(\w)\1\1", word):
        yield re.sub(r"(\w)\1{2,}", r"\1\1", word)
        yield re.sub(r"(\w)\1{2,}", r"\1", word)


def _variants(phrase: str) -> Iterator[str]:
    """Give the phrase once for each choice between its alternatives."""
    pieces = _GROUP.split(phrase)
    choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return ("".join(chosen) for chosen in itertools.product(*choices))


def _frame(variant: str) -> tuple[Opens, bool, list[str]]:
    """Give where a phrase may begin, whether it closes a sentence, and its parts."""
    parts = variant.replace("-", " ").replace("/", " ").split()
    root = Opens.NOTHING
    if parts and parts[0] in "^~":
        root = Opens.SENTENCE if parts.pop(0) == "^" else Opens.CLAUSE
    last = bool(parts) and parts[-1] == "$"
    return root, last, parts[:-1] if last else parts


@cache
def shipped() -> Phrases:
    """Give all phrase tables that ship with the program, read once."""
    return load(TABLES)


def load(names: Iterable[str]) -> Phrases:
    """Give the phrases of these tables that ship with the program."""
    signals: dict[str, dict[str, float]] = {}
    for name in names:
        for signal, phrases in read_table(name).items():
            signals.setdefault(signal, {}).update(_weights(name, signal, phrases))
    classes = {name: entry["words"].split() for name, entry in read_table("words").items()}
    return Phrases(signals, classes)


def read_table(name: str) -> dict[str, dict[str, str]]:
    """Give a table as it is written."""
    source = resources.files("moderator.data").joinpath("phrases", f"{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))


def _weights(table: str, signal: str, phrases: Mapping[str, object]) -> dict[str, float]:
    """Give the weight of each phrase; PhraseError where one has none."""
    weights = {}
    for phrase, weight in phrases.items():
        if not isinstance(weight, int | float):
            message = f"{table}.toml [{signal}] {phrase!r}: the weight must be a number"
            raise PhraseError(message)
        weights[phrase] = float(weight)
    return weights
