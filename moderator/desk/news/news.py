"""What a moderator must hear of cases: what became of theirs, of acts, and which came back."""

from moderator.core.board import Board
from moderator.desk.day import Day
from moderator.desk.news.claims import Held
from moderator.desk.news.refusals import Refusals
from moderator.desk.news.returned import Returned
from moderator.desk.sentences import answers


class News:
    """Tells each thing once; `over` is what it told before, and holds no more."""

    def __init__(self, day: Day) -> None:
        self._held, self._refusals, self._returned = Held(day), Refusals(day), Returned(day)

    @property
    def over(self) -> list[str]:
        """What was told of cases that were given, and are this moderator's no longer."""
        return self._held.over

    def of(self, board: Board, *, acting: str) -> list[str]:
        """Give a line for each thing that is no outcome of the own act that is under way."""
        back = [one for one in self._returned.cases(board) if one.snooze or not acting]
        held, refused = self._held.news(board, acting=(acting,)), self._refusals.news()
        return [*held, *refused, *map(answers.back, back)]
