"""Which act that is not answered yet another one comes after: they are about the same case."""

from collections.abc import Callable, Sequence

from moderator.core.facts import Acted, ActKind
from moderator.wishes.outstanding import outstanding


def comes_after(act: Acted, unanswered: Sequence[Acted], case_of: Callable[[str], str]) -> str:
    """Give the id of the last unanswered act about the same case; empty where there is none.

    `case_of` gives the id of the case that a key stands for, or the key itself. What takes an
    act back comes after none but that, and what was taken back is nothing to come after.
    """
    if act.kind is ActKind.UNDO:
        return ""
    about = _about(act, case_of)
    standing = outstanding(unanswered)
    return next((one.id for one in reversed(standing) if about & _about(one, case_of)), "")


def _about(act: Acted, case_of: Callable[[str], str]) -> set[str]:
    joins = act.kind is ActKind.MERGE
    return {case_of(act.target), *([case_of(act.to)] if joins else ())}
