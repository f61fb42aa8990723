"""Cases that were set aside and wait with the others again: each return is told once."""

from moderator.core.board import Board
from moderator.core.case import Case
from moderator.core.facts import ActKind
from moderator.desk.day import Day
from moderator.desk.news.endings import Endings


class Returned:
    """Notices when cases come back by themselves, by time or because somebody wrote."""

    def __init__(self, day: Day) -> None:
        self._endings = Endings(day, ActKind.UNDO)
        self._aside: dict[str, str] = {}

    def cases(self, board: Board) -> list[Case]:
        """Give those that were set aside when one last asked, and wait now.

        Left out are those that an own act woke which was kept, and is done only now.
        """
        before, aside = self._aside, [one.case for one in board.snoozed]
        self._aside = {case.snooze.act: case.id for case in aside if case.snooze}
        woken = self._endings.of(before | self._aside)
        still = set(self._aside.values())
        gone = {case_id: act for act, case_id in before.items() if case_id not in still}
        back = [one.case for one in board.waiting if one.case.id in gone] if gone else []
        return [case for case in back if gone[case.id] not in woken or _tells(case, gone[case.id])]


def _tells(case: Case, act: str) -> bool:
    """Give whether a case tells that an act set it aside; not where that was taken back."""
    return act in {one.act for one in (case.snooze, *case.woken) if one}
