"""That how a case had ended, or that it was opened again, holds no more: who undid what."""

from datetime import datetime

from moderator.core.case import Case, Moved, State
from moderator.desk.day import Day
from moderator.desk.sentences import hands
from moderator.desk.words import phrases, words
from moderator.words.language import _


def undone(before: Case, now: Case, day: Day) -> str:
    """Give how a case stands again, and because of what; nothing where the moderator did it.

    Nothing, too, where it went on since: that is told as what it is.
    """
    end, known = before.history[-1], {*map(_step, before.history)}
    stood = _step(now.history[-1]) in known and _step(end) not in {*map(_step, now.history)}
    is_own = end.act is not None and hands.is_own(end.by, day)
    is_over = not (before.lacks_follow_up or now.lacks_follow_up)
    if not stood or is_own or is_over:
        return ""
    stands = _("waits again: {why}") if now.lacks_follow_up else _("closed again: {why}")
    return stands.format(why=_why(end, now, day))


def _step(moved: Moved) -> tuple[State, str | datetime | None]:
    """Give what a step is known by: who is behind it may get another name."""
    return moved.state, moved.post or moved.act or moved.at


def _why(end: Moved, now: Case, day: Day) -> str:
    what = _("opened again") if end.state is State.OPEN else words.standing(end.state)
    line = day.line(end.post) if end.post else None
    if end.act:
        return _("{party} took back “{what}”").format(party=end.by, what=what)
    if line is not None and line.deleted:
        said = _("{party} deleted the post that made it “{what}”")
        return said.format(party=phrases.named(line.handle), what=what)
    return _("{case} is no longer “{what}”").format(case=phrases.case_name(now), what=what)
