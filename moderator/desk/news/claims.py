"""What becomes of the cases that the moderator of this desk has: each turn is told once."""

from collections.abc import Callable, Collection, Container, Iterator, Mapping

from moderator.core.board import Board
from moderator.core.case import Case, Claim
from moderator.core.facts import ActKind, same_moderator
from moderator.desk.day import Day
from moderator.desk.news.endings import Endings
from moderator.desk.news.quoted import Quoted
from moderator.desk.sentences.hands import is_own
from moderator.desk.words import phrases
from moderator.words.language import _


def held(board: Board, moderator: str) -> Iterator[tuple[Claim, Case]]:
    """Give the cases that lack a follow-up and that a moderator has, each with the claim."""
    for one in (*board.waiting, *board.snoozed):
        if one.case.claim and same_moderator(moderator, one.case.claimed_by(board.clock)):
            yield one.case.claim, one.case


class Held:
    """Notices when this moderator is given a case, and when one is theirs no longer.

    At first it tells all that were given before. `name` gives a case in words.
    """

    def __init__(self, day: Day, name: Callable[[Case], str] = phrases.case_name) -> None:
        self._day, self._name = day, name
        self._mine: dict[str, Case] = {}
        self._given: dict[str, str] = {}
        self._quoted = Quoted(day)
        self.bare: dict[str, str] = {}
        """What was told with a note about a post that was deleted since, each without it."""
        self._endings = Endings(day, ActKind.RELEASE, ActKind.UNDO)
        self.over: list[str] = []
        """What was told of cases that were given, and are theirs no longer."""

    def news(self, board: Board, *, acting: Collection[str] = ()) -> list[str]:
        """Give a line for each case that came or went, but for what own acts are `acting` on.

        These are ids of cases, or of acts that are taken back. An own act that was kept, and
        is done only now, is no news either.
        """
        self.bare = self._quoted.bare()
        self._given = {act: self.bare.get(told, told) for act, told in self._given.items()}
        mine = {claim.act: case for claim, case in held(board, self._day.moderator)}
        given = {act: self._told(case) for act, case in mine.items() if act not in self._given}
        released = self._endings.of({act: case.id for act, case in (self._mine | mine).items()})
        gone = {act: case for act, case in self._mine.items() if act not in mine}
        self.over = [self._given[act] for act in gone]
        self._given |= given
        self._mine = mine
        others = {act: case for act, case in gone.items() if not {act, case.id} & {*acting}}
        lost = self._lost(others, board, released)
        return [*filter(None, given.values()), *lost]

    def _lost(
        self, gone: Mapping[str, Case], board: Board, released: Container[str]
    ) -> Iterator[str]:
        """Give what became of cases that were held, by their claims, as far as they still wait."""
        waiting = {one.case.id: one.case for one in (*board.waiting, *board.snoozed)}
        for act, before in gone.items():
            now = waiting.get(before.id)
            if now is None:
                continue
            what = self._name(now)
            if now.claim and now.claim.act == act:
                yield _("Your claim has run out: {what}").format(what=what)
            elif now.claim and not self._by_own_doing(now.claim, before.claim):
                yield _("{party} has it now: {what}").format(party=now.claim.by, what=what)
            elif not now.claim and act not in released:
                yield _("No longer yours: {what}").format(what=what)

    def _by_own_doing(self, now: Claim, before: Claim | None) -> bool:
        """Whether this moderator has the case still, or gave it away since they had it."""
        gave_before = before is not None and now.at < before.at
        return is_own(now.by, self._day) or (is_own(now.giver, self._day) and not gave_before)

    def _told(self, case: Case) -> str:
        """Give who hands over what, and the note with it; nothing of an own claim."""
        claim = case.claim
        if not claim or not claim.giver:
            return ""
        said = _("{party} hands you {what}").format(party=claim.giver, what=self._name(case))
        note = next((note.text for note in case.notes if note.act == claim.act), "")
        return self._quoted.told(said, note, case.id)
