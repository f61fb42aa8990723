"""Cases that were set aside and wait with the others again: each return is told once."""

from moderator.core.board import Board
from moderator.core.case import Case


class Returned:
    """Notices when cases come back by themselves, by time or because somebody wrote."""

    def __init__(self) -> None:
        self._aside: set[str] = set()

    def cases(self, board: Board) -> list[Case]:
        """Give those that were set aside when one last asked, and wait now."""
        before = self._aside
        self._aside = {one.case.id for one in board.snoozed}
        gone = before - self._aside
        return [one.case for one in board.waiting if one.case.id in gone] if gone else []
