"""When a post was written, and when it was edited, as its case has it."""

from datetime import datetime

from moderator.core.board import Line
from moderator.core.case import Case
from moderator.core.fair import Fair
from moderator.desk.words import times
from moderator.words.language import _


def written(line: Line, case: Case | None) -> datetime:
    """Give when a post was first written, as far as its case, or its present version, knows."""
    told = (one.at for one in case.history if one.post == line.key) if case else ()
    return min([line.post.at, *(at for at in told if at)])


def edited(line: Line, case: Case | None, *, clock: datetime, fair: Fair) -> str:
    """Give that a post was edited, and when, where that is told apart; nothing where it was not."""
    post = line.post
    if line.deleted or (post.edited_at is None and len(post.versions) < 2):
        return ""
    at = post.edited_at or post.at
    if at <= written(line, case):
        return _("edited")
    return _("edited {time}").format(time=times.dated(at, clock, fair))
