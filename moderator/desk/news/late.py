"""Posts that come in late: a case that waits for somebody to write sleeps on, as in order."""

from moderator.core.board import Board
from moderator.core.case import Case
from moderator.desk.day import Day


class Late:
    """Notices when the conversation grows of a case that is set aside until somebody writes.

    What was written since would have woken it: this was written before, and nobody had seen it.
    """

    def __init__(self, day: Day) -> None:
        self._day = day
        self._known: dict[tuple[str, int], int] = {}

    def cases(self, board: Board) -> list[Case]:
        """Give those in which something came in since one last asked; none at first."""
        before, self._known, late = self._known, {}, []
        for case in (one.case for one in board.snoozed):
            if case.snooze and case.snooze.until is None:
                as_grouped = case.snooze.act, len(case.regrouped)
                posts = self._known[as_grouped] = len(self._day.thread(case.id))
                late += [case] if posts > before.get(as_grouped, posts) else []
        return late
