"""A word to who is new at the desk: one thing to try, until it has been done."""

from moderator.core.facts import ActKind
from moderator.desk.machine.memory import Memory
from moderator.words.language import N_, _

VISITS = 3
"""For how many times at a desk hints are shown at all."""

HINTS = (
    (
        ActKind.NUDGE,
        N_("Try n: a draft to the employer who owes this word. Nothing is sent for you."),
    ),
    (ActKind.RESOLVE, N_("Try r: the case is dealt with, and leaves the list.")),
    (ActKind.UNDO, N_("Try u: whatever you did last is undone.")),
    (ActKind.RELABEL, N_("Try l: say what a post really is; the board follows.")),
    (ActKind.SNOOZE, N_("Try s: set a case aside until later. ? tells every key.")),
)


def hint(memory: Memory) -> str:
    """Give what to try next; nothing for who has done it all, or has been here often."""
    if memory.visits > VISITS:
        return ""
    return next((_(words) for act, words in HINTS if act not in memory.done), "")
