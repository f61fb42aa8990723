"""What a moderator must hear of cases: what became of theirs, of acts, and which came back."""

from moderator.core.board import Board
from moderator.core.case import Case
from moderator.desk.day import Day
from moderator.desk.lists.lanes import Lane
from moderator.desk.news.claims import Held
from moderator.desk.news.late import Late
from moderator.desk.news.refusals import Refusals
from moderator.desk.news.returned import Returned
from moderator.desk.sentences import answers
from moderator.desk.sentences.hands import is_own


class News:
    """Tells each thing once; `over` is what it told before, and holds no more."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._held, self._refusals, self._returned = Held(day), Refusals(day), Returned(day)
        self._late = Late(day)

    @property
    def over(self) -> list[str]:
        """What was told of cases that were given, and are this moderator's no longer."""
        return self._held.over

    @property
    def bare(self) -> dict[str, str]:
        """What was told with words about a post that was deleted since, each without them."""
        return self._held.bare | self._refusals.bare

    def of(self, board: Board, *, acting: str) -> list[str]:
        """Give a line for each thing that is no outcome of the own act that is under way."""
        back = [one for one in self._returned.cases(board) if one.snooze or not acting]
        held, refused = self._held.news(board, acting=(acting,)), self._refusals.news()
        late = map(answers.late, self._late.cases(board))
        return [*held, *refused, *map(answers.back, back), *late]

    def departure(self, case: Case, lane: Lane, *, acting: str) -> str:
        """Give what became of a case that was selected, and is not in its lane any more.

        Nothing where the own act that is under way tells it, or a case set aside was taken up.
        """
        now = self._day.case(case.id)
        if now is not None and not now.lacks_follow_up and lane is not Lane.CLOSED:
            own = acting == case.id and is_own(now.history[-1].by, self._day)
            return "" if own else answers.departed(now)
        taken_up = now and now.id == case.id and lane is Lane.SNOOZED
        return "" if acting or taken_up else answers.not_listed(case)
