"""A lane of cases: those that wait, most urgent first; those set aside; those closed of late."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from textual.content import Content

from moderator.core.board import Board
from moderator.core.case import Case, State, Urgency
from moderator.desk.content.ink import cell, ink, row, wrapped
from moderator.desk.day import Day
from moderator.desk.lists import lanes
from moderator.desk.lists.doubt import in_doubt
from moderator.desk.lists.lanes import Lane
from moderator.desk.panels.entry import Entry
from moderator.desk.panels.paint import frame
from moderator.desk.panels.rows import Rows
from moderator.desk.sentences import hands, intake
from moderator.desk.words import phrases, signs, times, words
from moderator.words.language import _

WIDE = 44
"""From this width on the urgency has a column of its own."""

QUESTION, BEFORE = 22, 20
"""Cells that what was asked has, quotes and all; but what stands before it has so many first."""


def _whole(waited: timedelta) -> timedelta:
    """Give the whole minutes, so that rows change once a minute and not at every pull."""
    return waited - waited % timedelta(minutes=1)


def _closed_at(case: Case) -> datetime:
    """Give when a case was closed; where nobody knows that, when it was opened."""
    return case.history[-1].at or case.opened_at


def _widest() -> int:
    """Give the cells that the longest name of a standing takes."""
    return max(len(words.standing(one)) for one in (*Urgency, *State))


def _asker(case: Case, width: int) -> Content:
    """Give who asked; a long name yields to the number of those who asked too."""
    more = ink(phrases.more_askers(case), "bold")
    name = ink(phrases.asker(case), "bold")
    return cell(name.truncate(max(width - more.cell_length, 0), ellipsis=True) + more, width)


class Queue(Rows):
    """A lane of cases; its selection stays on its case when rows move.

    At the top it stays on the most urgent case, until the moderator took that one.
    """

    tall = 2

    def __init__(self, day: Day) -> None:
        super().__init__(id="queue")
        self.day = day
        self.lane = Lane.WAITING
        self.entries: tuple[Entry, ...] = ()
        self.hint = ""
        self._anything = False
        self._unknown = False
        self._quotes: dict[str, tuple[str, bool]] = {}
        self._version = -1
        self._footnote = ""
        self._taken = ""
        self._left: dict[Lane, str] = {}

    @property
    def selected(self) -> Case | None:
        """The case under the cursor."""
        return self.entries[self.cursor].case if self.cursor is not None else None

    @property
    def kept(self) -> str:
        """The case on which the cursor stays; at the top none, until the moderator took it."""
        case = self.selected
        return case.id if case and (self.cursor or case.id == self._taken) else ""

    def take(self) -> None:
        """Note that the moderator is at work on the selected case."""
        self._taken = self.selected.id if self.selected else ""

    def go(self, index: int) -> None:
        """Put the cursor on a row, which the moderator took with that."""
        super().go(index)
        self.take()

    def count(self) -> int:
        """Give the number of cases listed."""
        return len(self.entries)

    def pull(self, board: Board) -> None:
        """Show the lane's cases, with the cursor on the case on which it was."""
        self._anything = bool(board.counts.posts)
        before, self._unknown = self._unknown, intake.unknown(self.day, board)
        entries, fresh = tuple(self._listed(board)), board.version != self._version
        if fresh:
            self._quotes.clear()
            self._version = board.version
        if entries != self.entries:
            self._replace(entries)
        elif fresh or self._unknown != before:
            self.settle()

    def show_lane(self, lane: Lane) -> None:
        """Show another lane: where one left it, but closed cases from the one that is last."""
        if lane is not self.lane:
            if self.kept and self.lane is not Lane.CLOSED:
                self._left[self.lane] = self.kept
            self.lane, self.entries, self.cursor = lane, (), None

    def title(self, footnote: str) -> None:
        """Write the lane's name and the others' into the frame."""
        self._footnote = footnote
        number = None if self._unknown else len(self.entries)
        title = lanes.title(self.lane, number)
        if self.above:
            title = lanes.scrolled(title, self.above, width=self.outer_size.width)
        frame(self, title, footnote)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say in the frame how many cases are above what is in view."""
        super().watch_scroll_y(old_value, new_value)
        self.title(self._footnote)

    def select(self, case_id: str) -> None:
        """Put the cursor on a case, where it is listed."""
        places = (at for at, entry in enumerate(self.entries) if entry.case.id == case_id)
        if (place := next(places, None)) is not None:
            self.go(place)

    def lists(self, case_id: str) -> bool:
        """Give whether a case is listed."""
        return any(entry.case.id == case_id for entry in self.entries)

    def _listed(self, board: Board) -> Iterator[Entry]:
        if self.lane is Lane.CLOSED:
            closed = (case for case in self.day.cases() if not case.lacks_follow_up)
            acts_wait = bool(self.day.kept())
            for case in sorted(closed, key=_closed_at, reverse=True):
                kept = tuple(hands.kept(case, self.day)) if acts_wait else ()
                yield Entry(case, None, timedelta(), kept)
            return
        for one in board.snoozed if self.lane is Lane.SNOOZED else board.waiting:
            marks, holder = hands.marks(one.case, self.day, holder=False), self._holder(one.case)
            yield Entry(one.case, one.urgency, _whole(one.waited), tuple(marks), holder)

    def _holder(self, case: Case) -> str:
        """Give who has a case, in little room: a sign where it is who sits here."""
        by = hands.holder(case, self.day)
        return signs.PRESENT if hands.is_own(by, self.day) else by

    def _replace(self, entries: tuple[Entry, ...]) -> None:
        kept = self.kept if self.selected else self._left.pop(self.lane, "")
        self.entries = entries
        places = {entry.case.id: index for index, entry in enumerate(entries)}
        nearest = min(self.cursor or 0, len(entries) - 1) if entries else None
        moved = places.get(kept, nearest)
        self.settle()
        if moved != self.cursor:
            self.cursor = moved
            self.call_after_refresh(self.show_cursor)

    def known_by(self, index: int) -> object:
        """Give the case's id."""
        return self.entries[index].case.id

    def made_of(self, index: int) -> object:
        """Give the entry, and the words that opened its case."""
        entry = self.entries[index]
        return entry, self._quote(entry.case)

    def row(self, index: int, *, width: int) -> Sequence[Content]:
        """Give a case's two lines: who waits for whom how long, and what was asked."""
        entry, selected = self.entries[index], index == self.cursor
        return self._who(entry, width=width, selected=selected), self._what(entry, width=width)

    def _who(self, entry: Entry, *, width: int, selected: bool) -> Content:
        style = entry.style
        cells = [
            ink((signs.SELECTED if selected else " ") + words.CASE_SIGNS[entry.case.kind], style),
            self._when(entry),
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

    def _when(self, entry: Entry) -> Content:
        """Give how long a case waits; of one that is closed, since when it is."""
        if entry.urgency:
            return cell(ink(times.short(entry.waited), entry.style), 4, right=True)
        return ink(times.hm(entry.case.history[-1].at, self.day.fair), entry.style)

    def _what(self, entry: Entry, *, width: int) -> Content:
        quote, doubtful = self._quote(entry.case)
        narrow, aside, lead = width < WIDE, self.lane is Lane.SNOOZED, entry.held()
        if narrow and entry.urgency is not Urgency.WAITING and not aside:
            lead += ink(f"{entry.standing} ", entry.style)
        if doubtful:
            lead += ink((_("maybe") if narrow else _("maybe no case")) + " ", "$warning")
        if entry.case.state is State.PROMISED:
            lead += ink(f"{words.standing(State.PROMISED)} ", "$success")
        note = f" · {words.link_note(entry.case.link_note)}" if entry.case.link_note else ""
        asked = ink(f"“{quote}”{note}", "$muted")
        least = 0 if aside else min(asked.cell_length, QUESTION, width - BEFORE)
        room = width - lead.cell_length - least
        return cell(lead + entry.marked(room) + asked, width)

    def _quote(self, case: Case) -> tuple[str, bool]:
        """Give the text that opened the case, and whether that post is in doubt.

        It is looked up once for each version of the board: what is said of a post may
        change while its case stays as it is.
        """
        if (key := case.asks) not in self._quotes:
            line = self.day.line(key)
            self._quotes[key] = (phrases.quote(line), in_doubt(line)) if line else ("", False)
        return self._quotes[key]

    def show_hint(self, hint: str) -> None:
        """Show a word to who is new here, below the cases."""
        if hint != self.hint:
            self.hint = hint
            self.refresh()

    def below(self, free: int) -> Sequence[Content]:
        """Give the hint, where there is room for it below the cases."""
        if not self.hint or not self.entries:
            return ()
        hint = wrapped(ink(self.hint, "$muted italic"), self.wide - 1, indent=1)
        return hint if free > len(hint) else ()

    def nothing(self) -> str:
        """Give what is said when no case is listed."""
        if self._unknown:
            return lanes.unknown()
        if self.lane is Lane.WAITING and not self._anything:
            return _("No case so far.")
        return _(lanes.NOTHING[self.lane])
