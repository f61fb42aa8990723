"""The two lists of the employers screen: the parties, and what one of them has to do with."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from moderator.core.board import Board, Line
from moderator.core.case import Case
from moderator.core.labels import Label
from moderator.desk.content.ink import cell, ink, row
from moderator.desk.day import Day
from moderator.desk.lists import standing
from moderator.desk.lists.employers import Employer
from moderator.desk.panels.entry import STYLES
from moderator.desk.panels.paint import frame
from moderator.desk.panels.rows import Rows
from moderator.desk.words import phrases, signs, times, words
from moderator.words.language import _
from moderator.words.spelling import number

INDENT = "  "
WORDY = 48
"""Cells that what a party offered and how fast it is needs in whole words."""

ROOMY = 60
"""Cells that a case with its words needs in one line; in fewer, the words have one of their own."""


class Parties(Rows):
    """The employers, who owes the most words first; the cursor stays on its party."""

    tall = 2

    def __init__(self) -> None:
        super().__init__(id="parties")
        self.employers: Sequence[Employer] = ()

    @property
    def selected(self) -> Employer | None:
        """The party under the cursor."""
        return self.employers[self.cursor] if self.cursor is not None else None

    def count(self) -> int:
        """Give the number of parties."""
        return len(self.employers)

    def nothing(self) -> str:
        """Give what is said when there is none."""
        return _("No employer so far.")

    def show(self, employers: Sequence[Employer]) -> None:
        """Show the parties as they are now."""
        kept = self.selected.name if self.selected else None
        if employers == self.employers:
            return
        self.employers = employers
        places = {one.name: index for index, one in enumerate(employers)}
        self.cursor = places.get(kept or "", 0) if employers else None
        self.settle()
        frame(self, _("Employers") + f" · {number(len(employers))}")

    def row(self, index: int, *, width: int) -> Sequence[Content]:
        """Give a party's two lines: who it is and what it owes, what it offered and how fast."""
        one = self.employers[index]
        sign = signs.SELECTED if index == self.cursor else " "
        name, due = ink(f"{sign}{one.name}", "bold"), ink(standing.lacking(one), "$warning bold")
        if name.cell_length + due.cell_length >= width:
            due = ink(standing.waits(one), "$warning bold")
        name = cell(name, max(width - due.cell_length - 1, 8))
        offered = standing.short if width - len(INDENT) >= WORDY else standing.shorter
        return row(name, due), cell(ink(INDENT + offered(one), "$muted"), width)


@dataclass(frozen=True, slots=True)
class Matter:
    """A case of a party, or a vacancy of it: that post, and its `position` in the stream."""

    case: Case | None
    line: Line | None
    position: int | None = None

    @property
    def there(self) -> bool:
        """Whether there is such a case or vacancy (still)."""
        return self.case is not None or self.line is not None


class Matters(Rows):
    """What one party was asked, open cases first, and what it offers."""

    def __init__(self, day: Day) -> None:
        super().__init__(id="matters")
        self.day = day
        self.employer: Employer | None = None
        self._board: Board | None = None

    @property
    def selected(self) -> Matter | None:
        """What is under the cursor."""
        return self._matter(self.cursor) if self.cursor is not None else None

    def count(self) -> int:
        """Give how many cases and vacancies the party has."""
        one = self.employer
        return len(one.cases) + len(one.vacancies) if one else 0

    def nothing(self) -> str:
        """Give what is said when there is nothing."""
        return _("Nothing was offered or asked.") if self.employer else ""

    def on_focus(self) -> None:
        """Begin at the top."""
        if self.cursor is None:
            self.go(0)

    def show(self, employer: Employer | None, board: Board) -> None:
        """Show what a party has to do with; another party from its top."""
        changed = (employer and employer.name) != (self.employer and self.employer.name)
        kept = self._key_of(self.cursor) if self.cursor is not None else ""
        self.employer, self._board = employer, board
        if changed:
            self.cursor = 0 if self.has_focus and self.count() else None
            self.scroll_home(animate=False, immediate=True)
        elif self.cursor is not None:
            names = [self._key_of(index) for index in range(self.count())]
            nearest = min(self.cursor, len(names) - 1) if names else None
            self.cursor = names.index(kept) if kept in names else nearest
        self.settle()
        title = self._title(employer) if employer else ""
        frame(self, title, standing.figures(employer) if employer else "")

    def _title(self, employer: Employer) -> str:
        full = standing.title(employer)
        fits = len(full) < self.size.width - 2
        return full if fits else standing.title_short(employer)

    def on_resize(self) -> None:
        """Give each case and vacancy one line, or two where one has too little room."""
        self.tall = 1 if self.wide >= ROOMY else 2
        if self._board is not None:
            self.show(self.employer, self._board)

    def _key_of(self, index: int) -> str:
        """Give what stays a row's own, whatever comes above it."""
        cases = self.employer.cases if self.employer else ()
        if index < len(cases):
            return cases[index].id
        return str(self.employer.vacancies[index - len(cases)]) if self.employer else ""

    def _matter(self, index: int) -> Matter:
        if self.employer is None:
            return Matter(None, None)
        cases = self.employer.cases
        if index < len(cases):
            return Matter(cases[index], self.day.line(cases[index].opened_by))
        position = self.employer.vacancies[index - len(cases)]
        line = next(iter(self.day.stream(position, position + 1)), None)
        return Matter(None, line, position)

    def row(self, index: int, *, width: int) -> Sequence[Content]:
        """Give what it is, how it stands, and its words: beside that, or below it."""
        matter = self._matter(index)
        sign = ink(signs.SELECTED if index == self.cursor else " ")
        lead = self._case(matter.case) if matter.case else self._vacancy(matter.line)
        quote = ink(phrases.quote(matter.line) if matter.line else "", "$muted")
        if self.tall == 1:
            return (cell(sign + lead + ink(" ") + quote, width),)
        return cell(sign + lead, width), cell(ink(INDENT) + quote, width)

    def _case(self, case: Case) -> Content:
        clock = self._board.clock if self._board else case.waiting_since
        urgency = case.urgency(clock, self.day.fair)
        style = STYLES[urgency] if urgency else "$muted"
        standing = words.standing(urgency or case.state)
        if urgency and case.is_snoozed(clock):
            style, standing = "$muted", _("set aside")
        age = times.short(case.waited(clock)) if urgency else ""
        return row(
            ink(words.CASE_SIGNS[case.kind], style),
            cell(ink(standing, style), 12),
            cell(ink(age, style), 5, right=True),
            cell(ink(phrases.asker(case), "bold"), 14),
        )

    def _vacancy(self, line: Line | None) -> Content:
        at = times.hm(line.post.at if line else None, self.day.fair)
        reposts = f"{signs.REPOSTS}{line.reposts}" if line and line.reposts else ""
        label = cell(ink(words.label(Label.VACANCY)), 12)
        return row(ink(" "), label, cell(ink(at), 5), cell(ink(reposts, "$muted"), 14))
