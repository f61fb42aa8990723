"""Wording in a vacancy that may distinguish between people: a question to its employer.

Never a verdict, and in no figure: the law knows exceptions, and a table of phrases knows
no motives. The rules stand, with the time in which each holds, in
data/equal_treatment.toml; a fair of 2012 is read by those of 2012.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from moderator.core.board import Line

_PART = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")
_AT_THE_END = r"(?!\w)"
_BETWEEN = r"[^\w\n]{0,4}"
_SIGNS = " .,;:!?()…-–/&|\"'”’"
_BEFORE = 24
"""Characters before a phrase in which a word such as "also" takes its sting away."""


class ProtectedGround(StrEnum):
    """By what a wording may distinguish."""

    AGE = "age"
    SEX = "sex"
    ORIGIN = "origin"
    RELIGION = "religion"
    DISABILITY = "disability"


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said of a wording, in one language."""

    question: str
    better: str
    exception: str
    law: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A wording that may distinguish, and where it stands in the text (code points)."""

    ground: ProtectedGround
    rule: str
    start: int
    end: int
    phrase: str

    def advice(self, language: str) -> Advice:
        """What to ask, how it could read, what the law lets pass, in Dutch or English."""
        table = _table()
        ground, rule = table["ground"][self.ground], table["advice"][self.rule]
        return Advice(
            question=ground["question"][language].replace("{phrase}", self.phrase),
            better=rule[language],
            exception=ground["exception"][language],
            law=ground["law"][language],
        )


def hints(text: str, on: date) -> tuple[Hint, ...]:
    """The wordings in a vacancy that may distinguish, by the rules of that day, in order."""
    found = (hint for rule in _rules() if rule.holds(on) for hint in rule.find(text))
    first: dict[tuple[ProtectedGround, int], Hint] = {}
    for hint in sorted(found, key=lambda each: (each.start, -each.end)):
        first.setdefault((hint.ground, hint.start), hint)
    return tuple(first.values())


def hints_of(line: Line) -> tuple[Hint, ...]:
    """Those of a post; none where it is no vacancy, or is gone."""
    return hints(line.post.text, line.post.at.date()) if line.offers_work else ()


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    ground: ProtectedGround
    since: date
    until: date
    phrases: re.Pattern[str]
    unless: re.Pattern[str]

    def holds(self, on: date) -> bool:
        return self.since <= on < self.until

    def find(self, text: str) -> Iterator[Hint]:
        if self.unless.search(text):
            return
        for found in self.phrases.finditer(text):
            before = text[max(0, found.start() - _BEFORE) : found.start()]
            if not _softened().search(before):
                phrase = found[0].rstrip(_SIGNS)
                end = found.start() + len(phrase)
                yield Hint(self.ground, self.name, found.start(), end, phrase)


@cache
def _rules() -> tuple[_Rule, ...]:
    table = _table()
    return tuple(
        _Rule(
            name=row["name"],
            ground=ProtectedGround(row["ground"]),
            since=row["since"],
            until=row.get("until", date.max),
            phrases=_any(row["phrases"]),
            unless=_any((*table["never"]["phrases"], *row.get("unless", ()))),
        )
        for row in table["rule"]
    )


@cache
def _softened() -> re.Pattern[str]:
    """Finds, at the end of what stands before a phrase, words that make it an invitation to all."""
    return re.compile(rf"(?:{_any(_table()['never']['before']).pattern})\W*$", re.IGNORECASE)


@cache
def _table() -> Mapping[str, dict]:  # type: ignore[type-arg]
    text = (files("moderator.data") / "equal_treatment.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(map(_pattern, phrases))
    return re.compile(rf"(?<![\w#@/.-])(?:{either}){_AT_THE_END}", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    """A phrase of the table as a regular expression: # a number, * letters, [..] may be there."""
    made = ""
    for part in _PART.findall(phrase):
        match part:
            case "(" | "[":
                made += "(?:"
            case "]":
                made += ")?"
            case ")" | "|":
                made += part
            case _:
                word = re.escape(part).replace(r"\*", r"\w*").replace(r"\#", r"\d{1,2}")
                made += f"{word}{_BETWEEN}"
    return made.removesuffix(_BETWEEN)
