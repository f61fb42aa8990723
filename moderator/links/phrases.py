"""What pages say of themselves, found by the phrases in data/links/pages.toml.

Only a whole title or heading, or the beginning of a sentence, counts: a page
that merely contains the words, in a question, a condition or a quotation, says
nothing of itself.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from moderator.links.page import Page

_QUOTES = str.maketrans({"‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_PART = re.compile(r"[()|]|[^\s()|]+")
_SPACES = re.compile(r"[^\S\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_SEPARATOR = re.compile(r"\s+[|–—·»:•-]\s+|\s*[|»]\s*|:\s+")
_BEFORE = " *•·-–—⚠❌🚫✖!"
_DECORATION = f"{_BEFORE}.,:;…"
SHORT_PAGE = 1_500
"""Characters of a page on which a line may speak for the whole."""


def fold(text: str) -> str:
    """The text as it is compared: no case, accents, curly quotes, soft hyphens, double spaces."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        text = "".join(each for each in letters if unicodedata.category(each) not in ("Mn", "Cf"))
    return _SPACES.sub(" ", text.replace("`", "'")).casefold()


def gone(page: Page) -> str:
    """The words with which a page says that its vacancy is gone; empty where it says nothing."""
    unless = tuple(_table("gone")["unless"])
    for told in _titles(page):
        for part in _segments(told):
            if _is_whole(part, "gone") or _says_gone(part, unless):
                return told
    sentences = (each for line in page.text.split("\n") for each in _sentences(line))
    return next((each.strip() for each in sentences if _says_gone(each, unless)), "")


def missing(page: Page) -> str:
    """The title or heading with which a page says that it is not there; else empty."""
    parts = ((told, part) for told in _titles(page) for part in _segments(told))
    return next((told for told, part in parts if _is_whole(part, "missing")), "")


def begins(page: Page, what: str) -> str:
    """The title, heading or short page that begins with a phrase of that table; else empty."""
    pattern = _beginnings(what)
    short = page.text.split("\n") if len(page.text) <= SHORT_PAGE else []
    for told in (*_titles(page), *short[:12]):
        if any(pattern.match(f"{part} ") for part in _segments(told)):
            return told
    return ""


def heads(page: Page, what: str) -> bool:
    """Whether the title or a heading begins with a phrase of that table."""
    pattern = _beginnings(what)
    return any(pattern.match(f"{part} ") for told in _titles(page) for part in _segments(told))


def places(what: str) -> frozenset[str]:
    """The path segments or query keys of that name."""
    return frozenset(_table("places")[what])


def _titles(page: Page) -> Iterable[str]:
    return (page.title, *page.headings)


def _segments(title: str) -> Iterator[str]:
    """A folded title, whole and in its parts: "404 | Bakkerij" is also "404"."""
    whole = fold(title).strip(_DECORATION)
    yield whole
    for part in _SEPARATOR.split(fold(title)):
        if part and (plain := part.strip(_DECORATION)) != whole:
            yield plain


def _sentences(line: str) -> Iterator[str]:
    return (each for each in _SENTENCE_END.split(line) if each)


def _says_gone(sentence: str, unless: tuple[str, ...]) -> bool:
    plain = fold(sentence).strip(_BEFORE)
    found = _gone_pattern().match(f"{plain} ")
    if found is None or plain.endswith("?"):
        return False
    rest = plain[found.end() :]
    return not any(rest.startswith(word) and not rest[len(word) :][:1].isalnum() for word in unless)


def _is_whole(part: str, what: str) -> bool:
    return _wholes(what).fullmatch(f"{part} ") is not None


@cache
def _gone_pattern() -> re.Pattern[str]:
    table = _table("gone")
    before = "|".join(map(_pattern, table["openings"]))
    return re.compile(rf"(?:{before}){{0,2}}(?:{_any(table['sentences'])})")


@cache
def _wholes(what: str) -> re.Pattern[str]:
    return re.compile(_any(_table(what)["whole"]))


@cache
def _beginnings(what: str) -> re.Pattern[str]:
    return re.compile(_any(_table(what)["begins"]))


@cache
def _table(name: str) -> dict[str, list[str]]:
    source = resources.files("moderator.data").joinpath("links", "pages.toml")
    found: dict[str, list[str]] = tomllib.loads(source.read_text("utf-8"))[name]
    return found


def _any(phrases: Iterable[str]) -> str:
    return "|".join(f"(?:{_pattern(phrase)})" for phrase in phrases)


def _pattern(phrase: str) -> str:
    """A phrase of the table as a regular expression; each of its words eats the space after it."""
    return "".join(map(_part, _PART.findall(phrase)))


def _part(part: str) -> str:
    match part:
        case "(":
            return "(?:"
        case ")" | "|":
            return part
        case "..":
            return r"(?:\S+ ){0,5}"
        case _:
            return re.escape(part).replace(r"\*", r"\w*") + r"[^\w ]* "
