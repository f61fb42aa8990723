"""The cases that lack a follow-up, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from textual.content import Content

from moderator.core.board import Board
from moderator.core.case import Case, State, Urgency
from moderator.desk import phrases, times, words
from moderator.desk.day import Day
from moderator.desk.ink import cell, ink, row
from moderator.desk.panels.paint import frame
from moderator.desk.panels.rows import Rows
from moderator.language import _

QUOTES_KEPT = 1000
WIDE = 44
"""From this width on the urgency has a column of its own."""

STYLES = {Urgency.OVERDUE: "$text-error bold", Urgency.DUE: "$text-warning", Urgency.WAITING: ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """One case as the queue lists it."""

    case: Case
    urgency: Urgency | None
    waited: timedelta

    @property
    def style(self) -> str:
        """The colour that goes with its standing."""
        return STYLES[self.urgency] if self.urgency else "$muted"

    @property
    def standing(self) -> str:
        """Its urgency where it waits, else its state."""
        return words.standing(self.urgency or self.case.state)


def _whole(waited: timedelta) -> timedelta:
    """Give the whole minutes, so that rows change once a minute and not at every pull."""
    return waited - waited % timedelta(minutes=1)


def _widest() -> int:
    """Give the cells that the longest name of a standing takes."""
    return max(len(words.standing(one)) for one in (*Urgency, *State))


def _asker(case: Case, width: int) -> Content:
    """Give who asked; a long name yields to the number of those who asked too."""
    more = ink(phrases.more_askers(case), "bold")
    name = ink(phrases.asker(case), "bold")
    return cell(name.truncate(max(width - more.cell_length, 0), ellipsis=True) + more, width)


class Queue(Rows):
    """The queue; its selection stays on its case when rows move."""

    tall = 2

    def __init__(self, day: Day) -> None:
        super().__init__(id="queue")
        self.day = day
        self.all = False
        self.entries: tuple[Entry, ...] = ()
        self._quiet = _("No case so far.")
        self._quotes: dict[str, tuple[Case, str]] = {}

    @property
    def selected(self) -> Case | None:
        """The case under the cursor."""
        return self.entries[self.cursor].case if self.cursor is not None else None

    def count(self) -> int:
        """Give the number of cases listed."""
        return len(self.entries)

    def pull(self, board: Board) -> None:
        """Show the board's cases, with the cursor on the case on which it was."""
        self._quiet = _("Nobody is waiting.") if board.counts.posts else _("No case so far.")
        entries = tuple(Entry(one.case, one.urgency, _whole(one.waited)) for one in board.waiting)
        if self.all:
            entries += self._those_closed()
        if entries != self.entries:
            self._replace(entries)
        title = _("All cases") if self.all else _("Waiting for an employer")
        frame(self, f"{title} · {len(entries)}", self._footnote(board))

    def select(self, case_id: str) -> None:
        """Put the cursor on a case, where it is listed."""
        places = (at for at, entry in enumerate(self.entries) if entry.case.id == case_id)
        if (place := next(places, None)) is not None:
            self.go(place)

    def lists(self, case_id: str) -> bool:
        """Give whether a case is listed."""
        return any(entry.case.id == case_id for entry in self.entries)

    def _those_closed(self) -> tuple[Entry, ...]:
        closed = [case for case in self.day.cases() if not case.lacks_follow_up]
        return tuple(Entry(case, None, timedelta()) for case in reversed(closed))

    def _footnote(self, board: Board) -> str:
        return "" if self.all or not board.closed else phrases.closed(board.closed)

    def _replace(self, entries: tuple[Entry, ...]) -> None:
        kept = self.selected.id if self.selected else None
        self.entries = entries
        places = {entry.case.id: index for index, entry in enumerate(entries)}
        nearest = min(self.cursor or 0, len(entries) - 1) if entries else None
        moved = places.get(kept, nearest) if kept else nearest
        self.settle()
        if moved != self.cursor:
            self.cursor = moved
            self.call_after_refresh(self.show_cursor)

    def row(self, index: int, *, width: int) -> Sequence[Content]:
        """Give a case's two lines: who waits for whom how long, and what was asked."""
        entry = self.entries[index]
        selected = index == self.cursor
        return self._who(entry, width=width, selected=selected), self._what(entry, width=width)

    def _who(self, entry: Entry, *, width: int, selected: bool) -> Content:
        style = entry.style
        age = times.short(entry.waited) if entry.urgency else ""
        cells = [
            ink((words.SELECTED if selected else " ") + words.CASE_SIGNS[entry.case.kind], style),
            cell(ink(age, style), 4, right=True),
        ]
        if width >= WIDE:
            cells.append(cell(ink(entry.standing, style), _widest()))
        names = width - sum(one.cell_length + 1 for one in cells) - 1
        asker = names * 2 // 5
        cells += [
            _asker(entry.case, asker),
            cell(ink(phrases.asked(entry.case)), names - asker),
        ]
        return row(*cells)

    def _what(self, entry: Entry, *, width: int) -> Content:
        lead = ink("   ")
        if width < WIDE and entry.urgency is not Urgency.WAITING:
            lead += ink(f"{entry.standing} ", entry.style)
        if entry.case.state is State.PROMISED:
            lead += ink(f"{words.standing(State.PROMISED)} ", "$text-success")
        note = f" · {entry.case.link_note}" if entry.case.link_note else ""
        return cell(lead + ink(f"“{self._quote(entry.case)}”{note}", "$muted"), width)

    def _quote(self, case: Case) -> str:
        """Give the text that opened the case, looked up once for each state of the case."""
        known = self._quotes.get(case.id)
        if known and known[0] == case:
            return known[1]
        line = self.day.line(case.opened_by)
        text = phrases.quote(line) if line else ""
        if len(self._quotes) > QUOTES_KEPT:
            self._quotes.clear()
        self._quotes[case.id] = (case, text)
        return text

    def nothing(self) -> str:
        """Give what is said when no case is listed."""
        return _("No case so far.") if self.all else self._quiet
