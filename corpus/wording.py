"""A post's text as X delivers it: links shortened, cut to size, escaped, with its entities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from moderator.learning.posts import LINK, MENTION, TAG

ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(frozen=True, slots=True)
class Shortener:
    """How long a short link was, and how it began, in the days of the recording."""

    prefix: str
    code_length: int

    def short(self, url: str) -> str:
        """The short link for the url; the same one every time."""
        digest = sha256(url.encode()).digest()
        return self.prefix + "".join(ALPHABET[byte % 62] for byte in digest[: self.code_length])


IN_2012 = Shortener("http://t.co/", 8)
TODAY = Shortener("https://t.co/", 10)


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of the delivered text (code points), and what it stands for."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What is delivered of a text. `links` have the full url as their value."""

    text: str
    links: tuple[Entity, ...]
    tags: tuple[Entity, ...]
    mentions: tuple[Entity, ...]


def shortened(text: str, shortener: Shortener) -> str:
    """The text with each link replaced by its short one: what a reader sees."""
    return LINK.sub(lambda match: shortener.short(match.group()), text)


def cut(text: str, length: int) -> str:
    """The text, or its beginning with an ellipsis, in at most that many characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def wording(text: str, shortener: Shortener, *, length: int | None = None) -> Wording:
    """The text as delivered; entities count in the escaped text, as X counts them.

    Where `length` is given, the text is cut to it, and a link that is cut is lost.
    """
    full = {shortener.short(url): url for url in LINK.findall(text)}
    shown = shortened(text, shortener)
    shown = escape(cut(shown, length) if length else shown, quote=False)
    links = (
        _entity(match, full[match.group()])
        for match in LINK.finditer(shown)
        if match.group() in full
    )
    return Wording(shown, tuple(links), tuple(_named(TAG, shown)), tuple(_named(MENTION, shown)))


def _named(pattern: re.Pattern[str], text: str) -> Iterator[Entity]:
    return (_entity(match, match.group(1)) for match in pattern.finditer(text))


def _entity(match: re.Match[str], value: str) -> Entity:
    return Entity(match.start(), match.end(), value)
