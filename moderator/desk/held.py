"""What becomes of the cases that the moderator of this desk has: each turn is told once."""

from collections.abc import Iterator

from moderator.core.board import Board
from moderator.core.case import Case, Claim
from moderator.core.facts import ActKind
from moderator.desk import phrases
from moderator.desk.day import Day
from moderator.words.language import _

_LETTING_GO = (ActKind.RELEASE, ActKind.HAND_OVER, ActKind.UNDO)


def held(board: Board, moderator: str) -> Iterator[tuple[Claim, Case]]:
    """Give the cases that lack a follow-up and that a moderator has, each with the claim."""
    for one in (*board.waiting, *board.snoozed):
        if one.case.claim and one.case.claimed_by(board.clock) == moderator:
            yield one.case.claim, one.case


class Held:
    """Notices when this moderator is given a case, and when one is theirs no longer.

    At first it tells all that were given before.
    """

    def __init__(self, day: Day) -> None:
        self._day = day
        self._mine: dict[str, Case] = {}
        self._given: dict[str, str] = {}
        self._let_go: set[str] = set()
        self.over: list[str] = []
        """What was told of cases that were given, and are theirs no longer."""

    def news(self, board: Board, *, acting: str = "") -> list[str]:
        """Give a line for each case that came or went, but for what an own act is `acting` on.

        That is a case's id, or the id of the act that is taken back. An own act that was
        kept, and is done only now, is no news either.
        """
        cases = [one.case for one in (*board.waiting, *board.snoozed)]
        mine = {claim.act: case for claim, case in held(board, self._day.moderator)}
        given = {act: _given(case) for act, case in mine.items() if act not in self._given}
        left = self._mine.keys() - mine.keys()
        self.over = [self._given[act] for act in left]
        gone = [case for act, case in self._mine.items() if act in left]
        own = self._own(gone, acting)
        self._given |= given
        self._mine = mine
        lost = self._lost([case for case in gone if case not in own], cases)
        return [*filter(None, given.values()), *lost]

    def _own(self, gone: list[Case], acting: str) -> list[Case]:
        """Give the cases that an own act let go of: one that is done now, or that was kept."""
        self._let_go |= {act.target for act in self._day.kept() if act.kind in _LETTING_GO}
        own = [case for case in gone if not {acting, *self._let_go}.isdisjoint(_names(case))]
        self._let_go &= {name for case in self._mine.values() for name in _names(case)}
        return own

    def _lost(self, gone: list[Case], cases: list[Case]) -> Iterator[str]:
        """Give what became of cases that were held, as far as they still wait."""
        waiting = {case.id: case for case in cases}
        for before in gone:
            now = waiting.get(before.id)
            if now is None:
                continue
            what = phrases.case_name(now)
            if now.claim and before.claim and now.claim.act == before.claim.act:
                yield _("Your claim has run out: {what}").format(what=what)
            elif now.claim and now.claim.by != self._day.moderator:
                yield _("{party} has it now: {what}").format(party=now.claim.by, what=what)
            elif not now.claim:
                yield _("No longer yours: {what}").format(what=what)


def _names(case: Case) -> tuple[str, ...]:
    """Give what an act may name that lets go of a case: the case, or the claim."""
    return (case.id, case.claim.act) if case.claim else (case.id,)


def _given(case: Case) -> str:
    """Give who hands over what, and the note that came along with it; nothing of an own claim."""
    claim = case.claim
    if not claim or not claim.giver:
        return ""
    said = _("{party} hands you {what}").format(party=claim.giver, what=phrases.case_name(case))
    note = next((note.text for note in case.notes if note.act == claim.act), "")
    return f"{said}: {note}" if note else said
