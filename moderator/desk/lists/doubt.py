"""The posts whose label is in doubt, and matters: it would open, answer or close a case."""

from moderator.core.board import Line
from moderator.core.labels import Label
from moderator.desk.lists.rounds import Rounds

UNSURE = 0.7
"""Below this confidence a label that moves a case is in doubt."""

LOST = 0.5
"""Below this one any other label may as well be a question that nobody sees."""

_MOVES = (Label.QUESTION, Label.BROKEN_LINK, Label.FOLLOW_UP)
_HIDES = (Label.REACTION, Label.OTHER, Label.CANDIDATE)


def in_doubt(line: Line) -> bool:
    """Give whether a moderator had better look at the post's label."""
    verdict = line.verdict
    if verdict is None or line.corrected or line.deleted:
        return False
    if verdict.label in _MOVES:
        return verdict.confidence < UNSURE
    return verdict.label in _HIDES and verdict.confidence < LOST


class Doubts(Rounds):
    """The positions in the stream of the posts in doubt."""

    def belongs(self, line: Line) -> bool:
        """Give whether a moderator had better look at the post's label."""
        return in_doubt(line)
