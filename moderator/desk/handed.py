"""What colleagues hand over to the moderator of this desk: each case is told once."""

from collections.abc import Iterator

from moderator.core.board import Board
from moderator.core.case import Case, Claim
from moderator.desk import phrases
from moderator.desk.day import Day
from moderator.words.language import _


class Handed:
    """Notices when this moderator is given a case; at first, all that were given before."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._told: set[str] = set()

    def news(self, board: Board) -> list[str]:
        """Give a line for each case that was handed over since, and is still theirs."""
        given = list(self._given(board))
        fresh = [_told(claim, case) for claim, case in given if claim.act not in self._told]
        self._told = {claim.act for claim, _case in given}
        return fresh

    def _given(self, board: Board) -> Iterator[tuple[Claim, Case]]:
        for one in (*board.waiting, *board.snoozed):
            claim = one.case.claim
            if claim and claim.giver and one.case.claimed_by(board.clock) == self._day.moderator:
                yield claim, one.case


def _told(claim: Claim, case: Case) -> str:
    """Give who hands over what, and the note that came along with it."""
    said = _("{party} hands you {what}").format(party=claim.giver, what=phrases.case_name(case))
    note = next((note.text for note in case.notes if note.act == claim.act), "")
    return f"{said}: {note}" if note else said
