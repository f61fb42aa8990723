"""The equal-treatment hints of a fair's vacancies: each vacancy once, in no figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from moderator.core.board import Line
from moderator.equal_treatment import Hint, hints_of
from moderator.report.words import Words
from moderator.words.safe import safe


@dataclass(frozen=True, slots=True)
class Worded:
    """A vacancy whose wording may distinguish, and what may be asked about it."""

    key: str
    employer: str
    at: datetime
    text: str
    hints: tuple[Hint, ...]


def worded(lines: Iterable[Line], words: Words) -> tuple[Worded, ...]:
    """The vacancies that have hints, by employer; copies of a text count as one."""
    found: dict[tuple[str, str], Worded] = {}
    for line in sorted(lines, key=lambda each: (each.post.at, each.key)):
        if hints := hints_of(line):
            employer = safe(line.party or line.post.author.name or line.handle)
            made = Worded(line.key, employer, line.post.at, words.of(line), hints)
            found.setdefault((employer, made.text), made)
    return tuple(sorted(found.values(), key=lambda each: each.employer.casefold()))
