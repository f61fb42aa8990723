"""That a colleague took back how a case had ended, or that it was opened again."""

from moderator.core.case import Case, Moved, State
from moderator.desk.words import words
from moderator.words.language import _


def undone(before: Case, now: Case, *, own: str) -> str:
    """Give how a case stands again, and who took what back; nothing where `own` did, or nobody."""
    end, acts = before.history[-1], {moved.act for moved in now.history}
    turned = before.lacks_follow_up is not now.lacks_follow_up
    if not turned or end.act is None or end.act in acts or end.by == own:
        return ""
    said = _("waits again: {party} took back “{what}”")
    if not now.lacks_follow_up:
        said = _("closed again: {party} took back “{what}”")
    return said.format(party=end.by, what=_what(end))


def _what(end: Moved) -> str:
    return _("opened again") if end.state is State.OPEN else words.standing(end.state)
