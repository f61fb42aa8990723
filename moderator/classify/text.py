"""A post's text as words: folded the way a hurried reader would, places kept.

Case, accents and apostrophes do not matter, hyphens part words, and handles that
a reply starts with are no words. Links, mentions, hashtags and numbers are words
of their own kind. At most `LIMIT` characters are read.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from moderator.core.text.phrasing import QUESTION_MARKS

LIMIT = 5_000
FILLERS = frozenset({
    "ah", "aha", "all", "allen", "and", "bedankt", "btw", "but", "dag", "dank", "dankje",
    "dankjewel", "dus", "echt", "eeh", "eh", "ehm", "en", "euh", "goede", "goedemiddag",
    "goedemorgen", "goedenavond", "goeie", "good", "ha", "hai", "hallo", "hee", "heel", "hello",
    "hey", "hi", "hmm", "hoi", "interessant", "ja", "jammer", "just", "leuk", "maar", "moi",
    "mooi", "morning", "nog", "nou", "of", "oh", "ok", "oke", "ook", "please", "ps", "pss",
    "question", "quick", "sorry", "super", "thanks", "top", "trouwens", "vraag", "vraagje",
    "wauw", "well", "wow", "yes", "zo",
})  # fmt: skip
"""Words that may stand before a sentence without opening it: greetings, thanks, and."""


class Kind(StrEnum):
    """What a word is made of."""

    WORD = "word"
    NUMBER = "number"
    TAG = "tag"
    MENTION = "mention"
    LINK = "link"
    MAIL = "mail"
    MONEY = "money"
    MARK = "mark"


class Opens(StrEnum):
    """What a word stands at the beginning of."""

    NOTHING = "nothing"
    CLAUSE = "clause"
    SENTENCE = "sentence"


class Word(NamedTuple):
    """One folded word, and where it stands in the text (code points)."""

    text: str
    kind: Kind
    start: int
    end: int
    opens: Opens = Opens.NOTHING
    closes: bool = False


_ASKING = "".join(QUESTION_MARKS)
_PIECE = re.compile(
    r"(?P<plain>[^\W\d_]++(?:['’´`]\w++)*+(?![\w@+-]|\.\w|://))"
    r"|(?P<link>https?://\S+|www\.\S+|(?:[\w-]{1,63}+\.){1,9}+[^\W\d_]{2,24}/\S*)"
    r"|(?P<mention>@[\w.-]+(?:@[\w.-]+)?)"
    r"|(?P<tag>\#\w+)"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?!\w))"
    r"|(?P<word>\w+(?:['’´`]\w+)*)"
    r"|(?P<money>[€$£])"
    rf"|(?P<mark>[{_ASKING}]+[!{_ASKING}]*|![!?]*|\.(?=$|[.\"'])[.]*|…|\n)"
    r"|(?P<pause>[,:;(–—•|>→/]|[\U0001F300-\U0001FAFF\u2600-\u27BF])"
)
"""What a text is made of. Most words are plain, and are tried first: it is quicker so."""

_APOSTROPHES = str.maketrans("", "", "'’´`")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Give the word in lower case, without accents and apostrophes."""
    plain = word if word.isascii() else unicodedata.normalize("NFKD", word)
    plain = plain.lower().translate(_APOSTROPHES)
    if plain.isascii():
        return plain
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_KINDS = {str(kind): kind for kind in Kind} | {"plain": Kind.WORD, "pause": None}
_CHUNK = re.compile(r"\S+|\n")
"""What no piece of a text reaches beyond; people write the same ones again and again."""

_SHORT = 40
"""Letters that a chunk to be remembered may have: texts must not fill the memory."""

_JOINING = ("en", "maar", "and", "but", "want", "dus")

_Opening = dict[Opens, Opens]
"""What the next word stands at the beginning of, by what this one did."""

_NOTHING = dict.fromkeys(Opens, Opens.NOTHING)
_CLAUSE = dict.fromkeys(Opens, Opens.CLAUSE)
_SENTENCE = dict.fromkeys(Opens, Opens.SENTENCE)
_FILLER = {opens: opens for opens in Opens}
_PAUSE = _FILLER | {Opens.NOTHING: Opens.CLAUSE}
_NAME = _CLAUSE | {Opens.SENTENCE: Opens.SENTENCE}
_BY_KIND = {Kind.MARK: _SENTENCE, Kind.LINK: _NAME, Kind.TAG: _NAME, Kind.MENTION: _NAME}


class _Piece(NamedTuple):
    """A word of a chunk, or (without a kind) a pause; `runs_on`: the sentence goes on with it."""

    body: str
    kind: Kind | None
    start: int
    end: int
    opening: _Opening
    runs_on: bool


def read(text: str, start: int = 0) -> list[Word]:
    """Give the words of the text from `start` on, leading mentions left out."""
    words: list[Word] = []
    opens, before = Opens.SENTENCE, None
    for chunk in _CHUNK.finditer(text, start, LIMIT):
        raw, here = chunk.group(), chunk.start()
        for piece in _remembered(raw) if len(raw) <= _SHORT else _pieces(raw):
            body, kind, begin, end, opening, runs_on = piece
            if before is not None:
                words.append(Word(*before, closes=not runs_on))
                before = None
            elif kind is Kind.MENTION and not words:
                continue
            if kind is not None:
                before = (body, kind, here + begin, here + end, opens)
            opens = opening[opens]
    if before is not None:
        words.append(Word(*before, closes=True))
    return words


def _pieces(chunk: str) -> tuple[_Piece, ...]:
    """Give what a chunk is made of; hyphens alone are a pause."""
    if not chunk.strip("-"):
        return (_Piece("", None, 0, len(chunk), _PAUSE, runs_on=True),)
    return tuple(_piece(found) for found in _PIECE.finditer(chunk))


_remembered = lru_cache(maxsize=65_536)(_pieces)


def _piece(found: re.Match[str]) -> _Piece:
    kind, raw = _KINDS[found.lastgroup or ""], found.group()
    if kind is None:
        return _Piece("", None, *found.span(), _PAUSE, runs_on=True)
    body = _body(kind, raw)
    runs_on = kind in (Kind.WORD, Kind.NUMBER, Kind.MONEY)
    return _Piece(body, kind, *found.span(), _opening(kind, body), runs_on)


def _body(kind: Kind, raw: str) -> str:
    """Give what phrases are compared with."""
    if kind is Kind.MARK:
        return "?" if asks(raw) else "!" if "!" in raw else "."
    return fold(raw.lstrip("#@"))


def asks(text: str) -> bool:
    """Whether there is a question mark in a text."""
    return any(mark in text for mark in QUESTION_MARKS)


def _opening(kind: Kind, body: str) -> _Opening:
    if kind is not Kind.WORD:
        return _BY_KIND.get(kind, _NOTHING)
    if body in FILLERS:
        return _PAUSE if body in _JOINING else _FILLER
    return _CLAUSE if body in _JOINING else _NOTHING
