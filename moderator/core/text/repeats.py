"""Posts repeated by hand: "RT @x: …", alone or with words added before it."""

import re
from dataclasses import dataclass

_BY_HAND = re.compile(r"(?:^|\s)[\"“'(]?\s*(?:RT|MT)\s*:?\s*@([\w.@-]*\w)\s*:?\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\s(?:<+-*|←|«|//|\^\^?)\s*(?=[^\W\d_])")
"""What sets own words off behind a repeat: "RT @x: … < in Borger, too?"."""
_HINT = re.compile(r"[RrMm][Tt]\s*:?\s*@")
"""What is in every repeat by hand, and is found much faster."""

_NOISE = re.compile(r"https?://\S*|\W+")
SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Repeat:
    """What somebody repeated by hand: the own words before or behind it, whose post, its words."""

    own_words: str
    handle: str
    words: str


def repeat_in(text: str) -> Repeat | None:
    """The repeat by hand in a text; None where there is none."""
    found = _BY_HAND.search(text) if _HINT.search(text) else None
    if found is None:
        return None
    behind = _BEHIND.search(text, found.end())
    end = behind.start() if behind else len(text)
    return Repeat(
        own_words=f"{text[: found.start()]} {text[end:]}".strip(),
        handle=found.group(1).casefold(),
        words=gist(text[found.end() : end]),
    )


def without_words(text: str) -> str:
    """A text as long that has no words; of a bare repeat it still tells that, and of whom."""
    repeat, found = repeat_in(text), _BY_HAND.search(text)
    if found is None or repeat is None or repeat.own_words:
        return " " * len(text)
    start, end = found.span()
    return " " * start + text[start:end] + " " * (len(text) - end)


def gist(text: str) -> str:
    """A text reduced to its letters and digits, without links, to compare copies."""
    return _NOISE.sub("", text).casefold()


def repeats(copy: str, original: str) -> bool:
    """Whether one gist is the other's, possibly cut off or run on."""
    if min(len(copy), len(original)) < SHORTEST:
        return copy == original != ""
    return original.startswith(copy) or copy.startswith(original)
