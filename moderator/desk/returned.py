"""Cases that were set aside and wait with the others again: each return is told once."""

from collections.abc import Collection

from moderator.core.board import Board
from moderator.core.case import Case


class Returned:
    """Notices when cases come back by themselves, by time or because somebody wrote."""

    def __init__(self) -> None:
        self._aside: dict[str, str] = {}

    def cases(self, board: Board, woken: Collection[str] = ()) -> list[Case]:
        """Give those that were set aside when one last asked, and wait now.

        Left out are those `woken` by oneself: of these it has the acts that set them aside.
        """
        before = self._aside
        self._aside = {one.case.id: one.case.snooze.act for one in board.snoozed if one.case.snooze}
        gone = {id_ for id_, act in before.items() if id_ not in self._aside and act not in woken}
        return [one.case for one in board.waiting if one.case.id in gone] if gone else []
