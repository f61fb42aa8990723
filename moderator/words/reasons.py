"""Why something is not as it should be, in the reader's language.

Who finds it so says it in English through `feeds.said`, as one sentence with its values filled
in: feeds, the broker's connection, the store, the courier, commands. So it comes out of an
error, over the broker, or from an engine of another language. Here it is known again by its
sentence, and what fills it in is itself looked up: "posts may be missing: X does not answer"
has two sentences in it.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

from feeds.said import said
from moderator.words.language import _, is_as_written
from moderator.words.sentence import Sentence

PLACED = said("{place}: {why}")
"""What is wrong with what, wherever it is found: a file, a table in it, a feed."""

OWN = "typed"
"""What fills in a sentence and is the reader's own: it is never a word of the program's."""

AMOUNTS = {"spent", "cap"}
"""What fills in a sentence and is an amount of money: each language writes it its own way."""

OF_KEYS = ("must be ", "no such key")
"""How a complaint of a key in a file begins; the key before it is the reader's own, too."""

AMOUNT = re.compile(r"[0-9]{1,12}\.[0-9]{2}")

DEEPEST = 10
"""Sentences within sentences; what is further within stays as it is: outside text has no end."""


def told(reason: str, *, depth: int = 0) -> str:
    """Give a reason in the language that is spoken; what nobody knows stays as it is."""
    if depth > DEEPEST or is_as_written():
        return reason
    for whole in (reason, reason[:1].upper() + reason[1:]):
        if whole in _listed():
            return _(whole)
    sentence, values = _known(reason)
    own = {OWN, "place"} if dict(values).get("why", "").startswith(OF_KEYS) else {OWN}
    filled = {
        name: value if name in own else _filling(name, value, depth + 1) for name, value in values
    }
    return _(sentence).format(**filled) if values else reason


def _filling(name: str, value: str, depth: int) -> str:
    if name in AMOUNTS and AMOUNT.fullmatch(value):
        from moderator.words.spelling import number  # noqa: PLC0415 - it is heavy, and rarely used

        return number(float(value), 2)
    return told(value, depth=depth)


@lru_cache(maxsize=1024)
def _known(reason: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The sentence that a reason is, and what fills it in: a screen says the same over and over."""
    for sentence in _sentences():
        if values := sentence.values(reason):
            return sentence.text, values
    return reason, ()


@cache
def _listed() -> dict[str, None]:
    """All that is said, as the catalog lists it."""
    listed = (files("moderator.data") / "locale/said.txt").read_text(encoding="utf-8")
    return dict.fromkeys(listed.splitlines())


@cache
def _sentences() -> list[Sentence]:
    """The sentences that are filled in; those that say most come first."""
    filled = [Sentence.of(text) for text in _listed() if "{" in text]
    return sorted(filled, key=lambda sentence: -sentence.says)
