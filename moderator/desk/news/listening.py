"""Whether nobody talks, also in the while before the desk was opened."""

from collections.abc import Iterator
from datetime import MINYEAR, datetime

from moderator.core.board import Board
from moderator.desk.day import Day
from moderator.megaphone import SPAN, Megaphone, Silence

CHUNK = 500
"""Posts that are looked through at a time for talk, from the newest back."""


class Listening:
    """Hears when the fair has become a megaphone; what came before it listened counts, too."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._megaphone = Megaphone()
        self._has_begun = False

    def silence(self, board: Board) -> Silence | None:
        """Give the silence there is now; None while people talk, or little is sent."""
        if not self._has_begun and board.clock.year != MINYEAR:
            self._has_begun = True
            activity, talk = self._day.activity(), self._talk(board.clock - SPAN)
            self._megaphone.recall(activity, list(talk), board.counts, board.clock)
        unjudged = self._day.depths().unjudged
        return self._megaphone.listen(board.counts, board.clock, unjudged=unjudged)

    def _talk(self, since: datetime) -> Iterator[datetime]:
        """Give the moments of what was said since then, as far back as posts are that late."""
        end = self._day.stream_length()
        while end > 0:
            start = max(end - CHUNK, 0)
            lines = self._day.stream(start, end)
            for line in lines:
                if line.post.at >= since and line.label and line.label.is_talk:
                    yield line.post.at
            if lines[0].post.at < since:
                return
            end = start
