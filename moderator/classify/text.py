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


_PIECE = re.compile(
    r"(?P<plain>[^\W\d_]++(?:['’´`]\w++)*+(?![\w@+-]|\.\w|://))"
    r"|(?P<link>https?://\S+|www\.\S+)"
    r"|(?P<mention>@[\w.-]+(?:@[\w.-]+)?)"
    r"|(?P<tag>\#\w+)"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*(?!\w))"
    r"|(?P<word>\w+(?:['’´`]\w+)*)"
    r"|(?P<money>[€$£])"
    r"|(?P<mark>[?]+[!?]*|![!?]*|\.(?=\s|$|[.\"'])[.]*|…|\n)"
    r"|(?P<pause>[,:;(–—•|>→/]|\s-+\s|[\U0001F300-\U0001FAFF\u2600-\u27BF])"
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


_KINDS = {str(kind): kind for kind in Kind}
_GROUPS = {name: "word" if name == "plain" else name for name in _PIECE.groupindex}
_JOINING = ("en", "maar", "and", "but", "want", "dus")
_RUNS_ON = frozenset(("word", "number", "money", "pause"))
"""What may follow a word without closing the sentence."""


@lru_cache(maxsize=65_536)
def _body(kind: str, raw: str) -> str:
    """Give what phrases are compared with."""
    if kind == Kind.MARK:
        return "?" if "?" in raw else "!" if "!" in raw else "."
    return fold(raw.lstrip("#@"))


def read(text: str, start: int = 0) -> list[Word]:
    """Give the words of the text from `start` on, leading mentions left out."""
    words: list[Word] = []
    opens = Opens.SENTENCE
    found = list(_PIECE.finditer(text, start, LIMIT))
    kinds = [_GROUPS[piece.lastgroup or ""] for piece in found]
    kinds.append("mark")
    for index, piece in enumerate(found):
        kind = kinds[index]
        if kind == "mention" and not words:
            continue
        if kind == "pause":
            opens = Opens.CLAUSE if opens is Opens.NOTHING else opens
            continue
        body = _body(kind, piece.group())
        begin, end = piece.span()
        closes = kinds[index + 1] not in _RUNS_ON
        words.append(Word(body, _KINDS[kind], begin, end, opens, closes))
        opens = _next_opens(kind, body, opens)
    return words


def _next_opens(kind: str, body: str, opens: Opens) -> Opens:
    """Give what the following word stands at the beginning of."""
    if kind == "word":
        if opens is not Opens.NOTHING and body in FILLERS:
            return opens
        return Opens.CLAUSE if body in _JOINING else Opens.NOTHING
    if kind == "mark":
        return Opens.SENTENCE
    if kind in ("link", "tag", "mention"):
        return opens if opens is Opens.SENTENCE else Opens.CLAUSE
    return Opens.NOTHING
