"""Employers that a text names without an @: inflected, abbreviated or misspelled, too.

A name is a few words. Of an employer that two words name, or one word that names
no other, a text speaks when it has those words. "Bij Woltink" is enough for
Woltink Transport, "in Borculo" is not for Zorg Borculo, nor any "Borculo" for
Vacatures Borculo: that is a place.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from moderator.core.parties.parties import Parties
from moderator.core.parties.roster import organisation
from moderator.core.posts.node import Node
from moderator.core.text.generic_words import GENERIC

_WORD = re.compile(r"(?<![\w@/.])#?([^\W_](?:[\w'’]*[^\W_])?)")
_PART = re.compile(r"[A-ZÀ-Þ]*[^\W\dA-Z_À-Þ]+|[A-ZÀ-Þ]+")
_LINKS = re.compile(r"https?://\S+")
_ENDING = re.compile(r"(?:['’]s|s|['’])$")
_LOCATING = frozenset(("in", "te", "uit", "regio", "omgeving", "rond", "naar", "near", "around"))
_AREA = re.compile(
    r"(?:/[\w'’-]++){0,3}+\s++(?:way|area|region|omgeving|kant|regio|en omstreken|e\.?o)\b",
    re.IGNORECASE,
)
"""What follows a place: "Threlby/Dumfries way", "Borculo en omstreken"."""
_FILLING = frozenset(("de", "het", "een", "van", "der", "den", "en", "and", "the", "of", "voor"))
_BOARD = re.compile(r"(?:vacatures?|jobs|banen|werk) (?:in )?[^\W\d_]+", re.IGNORECASE)
"""What is called so has the vacancies of a place, which does not name it by itself."""
_SHORTEST = 4
_TELLING = 6
"""From how many letters on one word names an employer, in whatever case it is written."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text: as it is compared, where it stands, and whether that suits a name."""

    word: str
    place: int
    capital: bool
    located: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """The word, without the ending of a genitive."""
        bare = _ENDING.sub("", self.word)
        return (self.word,) if bare == self.word else (self.word, bare)


class Names:
    """The names of the employers, and the posts in which they were looked for."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._words: dict[str, tuple[str, ...]] = {}
        self._whole: dict[str, frozenset[str]] = {}
        self._boards: set[str] = set()
        self._bearers: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._shapes: defaultdict[tuple[str, int], dict[str, None]] = defaultdict(dict)
        self._seekers: defaultdict[str, dict[Node, None]] = defaultdict(dict)
        self._sought: defaultdict[tuple[str, int], dict[str, None]] = defaultdict(dict)
        self._tags = frozenset(tag.casefold() for tag in parties.fair.hashtags)
        for name in parties.fair.employers:
            self._put(organisation(name), (name,))
        for key in parties.listed:
            self._put(key, parties.called(key))

    def renew(self, key: str) -> set[Node]:
        """Note what an account is called now; gives the posts that may name it, or another."""
        before = self._words.get(key, ())
        after = self._put(key, self._parties.called(key))
        return {node for word in {*before, *after} for node in self._posts_with(word)}

    def named_in(self, node: Node) -> list[str]:
        """The accounts, or organisations of the roster, that a post names; the surest first.

        The fair's own hashtag names nobody.
        """
        tokens = [token for token in _tokens(node.text) if token.word not in self._tags]
        for token in tokens:
            self._seekers[token.word][node] = None
            self._sought[_shape(token.word)][token.word] = None
        found: defaultdict[str, dict[str, _Token]] = defaultdict(dict)
        for token in tokens:
            for word in self._meant(token):
                for bearer in self._bearers[word]:
                    found[bearer].setdefault(word, token)
        sure = [bearer for bearer, words in found.items() if self._is_named(bearer, words)]
        return sorted(sure, key=lambda bearer: (-len(found[bearer]), bearer))

    def _is_named(self, bearer: str, words: dict[str, _Token]) -> bool:
        """Whether these words of a name are enough: two that stand together, or one that tells."""
        telling = any(word not in GENERIC for word in words)
        places = sorted({token.place for token in words.values()})
        if len(places) > 1 and places[-1] - places[0] < len(places):
            return telling or words.keys() >= self._whole[bearer]
        return bearer not in self._boards and any(
            self._tells(word, token) for word, token in words.items()
        )

    def _tells(self, word: str, token: _Token) -> bool:
        """Whether one word names this employer and no other."""
        if word in GENERIC or token.located or len(self._parties_called(word)) > 1:
            return False
        return len(word) >= _TELLING or (token.capital and word in token.forms)

    def _parties_called(self, word: str) -> set[str]:
        return {self._parties.party(bearer) for bearer in self._bearers[word]}

    def _meant(self, token: _Token) -> Iterator[str]:
        """The words of names that a word of a text stands for."""
        exact = [form for form in token.forms if self._bearers.get(form)]
        yield from exact or (
            word
            for shape in _shapes_near(token.word)
            for word in self._shapes.get(shape, ())
            if _alike(token.word, word)
        )

    def _posts_with(self, word: str) -> Iterator[Node]:
        """The posts with a word that may stand for this one."""
        for shape in _shapes_near(word, further=2):
            for token in self._sought.get(shape, ()):
                if _alike(token, word) or word in (token, _ENDING.sub("", token)):
                    yield from self._seekers[token]

    def _put(self, bearer: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Let an employer have these names; gives their words."""
        words = name_words(*names)
        if words:
            self._whole[bearer] = frozenset(name_words(names[0]))
            (self._boards.add if _BOARD.fullmatch(names[0]) else self._boards.discard)(bearer)
        if words == self._words.get(bearer, ()):
            return words
        for word in self._words.pop(bearer, ()):
            del self._bearers[word][bearer]
            if not self._bearers[word]:
                del self._shapes[_shape(word)][word]
        for word in words:
            self._bearers[word][bearer] = None
            self._shapes[_shape(word)][word] = None
        if words:
            self._words[bearer] = words
        return words


def name_words(*names: str) -> tuple[str, ...]:
    """The words of names that may tell them from others, and their initials (in capitals)."""
    parts = [_PART.findall(name) for name in names]
    words = [word.casefold() for each in parts for word in each if len(word) >= _SHORTEST]
    initials = [initial for each in parts if 3 <= len(initial := _initials(each)) <= 5]
    return tuple(dict.fromkeys((*words, *initials)))


def _initials(parts: list[str]) -> str:
    """The first letters of a name; of one short word, all of them."""
    return "".join(parts if len(parts) == 1 else (part[0] for part in parts)).upper()


def _tokens(text: str) -> Iterator[_Token]:
    text = _LINKS.sub(" ", text)
    before, place, located = "", 0, False
    for found in _WORD.finditer(text):
        word, start = found.group(1), found.start(1)
        located = before in _LOCATING or (located and text[start - 1 : start] in ("-", "/"))
        located = located or _AREA.match(text, found.end(1)) is not None
        place += word.casefold() not in _FILLING
        initials = word.isupper() and len(word) <= 5
        folded = word if initials else word.casefold()
        if len(word) >= 3:
            yield _Token(folded, place, word[0].isupper(), located)
        if initials:
            yield _Token(word.casefold(), place, capital=True, located=located)
        before = word.casefold()


def _shape(word: str) -> tuple[str, int]:
    """What a word and its misspellings have nearly alike: the first letter, and the length."""
    return (word[0], len(word))


def _shapes_near(word: str, further: int = 0) -> Iterable[tuple[str, int]]:
    most = _slips(word) + further
    return ((word[0], length) for length in range(len(word) - most, len(word) + most + 1))


def _slips(word: str) -> int:
    """How many letters of a word may be wrong: none of a short one."""
    return 0 if len(word) < _TELLING else 1 if len(word) < 9 else 2


def _alike(token: str, word: str) -> bool:
    """Whether the one may be a misspelling of the other: the first letter is never wrong."""
    most = min(_slips(token), _slips(word))
    return most > 0 and token[0] == word[0] and distance(token, word, most) <= most


def distance(one: str, other: str, most: int) -> int:
    """How many letters to add, drop, change or swap with the next; above `most` any number."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before = before, row
        row = [i]
        for j, its in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and its == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
