"""Posts that come in late: a case that waits for somebody to write sleeps on, as in order."""

from collections.abc import Mapping
from dataclasses import dataclass

from moderator.core.board import Board, Line
from moderator.core.case import Case, Snooze
from moderator.desk.day import Day


@dataclass(frozen=True, slots=True)
class _Looked:
    """A case as it was when one last looked, and the posts that were ever in its conversation."""

    case: Case
    keys: frozenset[str]


class Late:
    """Notices when a post comes to a case that is set aside until somebody writes.

    What was written since would have woken it: this was written before, and nobody had seen it.
    """

    def __init__(self, day: Day) -> None:
        self._day = day
        self._looked: dict[tuple[str, int], _Looked] = {}

    def cases(self, board: Board) -> list[Case]:
        """Give those in which something came in since one last asked; none at first."""
        before, self._looked = self._looked, {}
        aside = [(one.case, one.case.snooze) for one in board.snoozed]
        return [
            case
            for case, snooze in aside
            if snooze and snooze.until is None and self._has_late(case, snooze, before)
        ]

    def _has_late(
        self, case: Case, snooze: Snooze, before: Mapping[tuple[str, int], _Looked]
    ) -> bool:
        """Give whether a post came in late; one that changed nothing of a case is none of it."""
        as_grouped = snooze.act, len(case.regrouped)
        known = before.get(as_grouped)
        if known and known.case is case:
            self._looked[as_grouped] = known
            return False
        lines, keys = self._day.thread(case.id), known.keys if known else frozenset[str]()
        self._looked[as_grouped] = _Looked(case, keys.union(line.key for line in lines))
        new = [line for line in lines if line.key not in keys] if known else []
        return any(_is_late(line, snooze) for line in new)


def _is_late(line: Line, snooze: Snooze) -> bool:
    """Give whether a post was there before a case was set aside, and not by a moderator's word."""
    return line.post.at <= snooze.at and not line.corrected
