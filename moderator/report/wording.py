"""The equal-treatment hints of a fair's vacancies: each of these once, in no figure."""

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


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that may distinguish, by one of its hints, and the vacancies that have it."""

    hint: Hint
    vacancies: tuple[Worded, ...]

    @property
    def keys(self) -> str:
        """The keys of those vacancies, one a line."""
        return "\n".join(each.key for each in self.vacancies)


def worded(lines: Iterable[Line], words: Words) -> tuple[Worded, ...]:
    """The vacancies that have hints, by employer; copies of a text count as one."""
    found: dict[tuple[str, str], Worded] = {}
    for line in sorted(lines, key=lambda each: (each.post.at, each.key)):
        if hints := hints_of(line):
            employer = safe(line.party or line.post.author.name or line.handle)
            made = Worded(line.key, employer, line.post.at, words.of(line), hints)
            found.setdefault((employer, made.text), made)
    return tuple(sorted(found.values(), key=lambda each: each.employer.casefold()))


def by_wording(rows: Iterable[Worded]) -> tuple[Wording, ...]:
    """The same by what is asked, each wording once, in the order of its first vacancy."""
    first: dict[tuple[str, str], Hint] = {}
    having: dict[tuple[str, str], list[Worded]] = {}
    for row in rows:
        for asked, hint in {
            (each.rule, each.phrase.casefold()): each for each in row.hints
        }.items():
            first.setdefault(asked, hint)
            having.setdefault(asked, []).append(row)
    return tuple(Wording(hint, tuple(having[asked])) for asked, hint in first.items())
