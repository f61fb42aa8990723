"""A case as the queue lists it."""

from dataclasses import dataclass
from datetime import timedelta

from textual.content import Content

from moderator.core.case import Case, Urgency
from moderator.desk.content.ink import ink
from moderator.desk.words import signs, words

LONGEST_HOLDER = 10
"""Cells that the name of who has a case may take: what was asked is to be read, too."""

STYLES = {Urgency.OVERDUE: "$error bold", Urgency.DUE: "$warning", Urgency.WAITING: ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """One case as the queue lists it."""

    case: Case
    urgency: Urgency | None
    waited: timedelta
    marks: tuple[str, ...]
    holder: str = ""

    @property
    def style(self) -> str:
        """The colour that goes with its standing."""
        return STYLES[self.urgency] if self.urgency else "$muted"

    @property
    def standing(self) -> str:
        """Its urgency where it waits, else its state."""
        return words.standing(self.urgency or self.case.state)

    def held(self) -> Content:
        """Give what its second line begins with: who has it, where anybody has."""
        if not self.holder:
            return ink("   ")
        name = ink(self.holder, "$primary bold").truncate(LONGEST_HOLDER, ellipsis=True)
        return ink(" " if self.holder == signs.PRESENT else "   ") + name + ink(" ")

    def marked(self, room: int) -> Content:
        """Give its first marks, as many as there is room for, and whether there are more."""
        for most in range(len(self.marks), -1, -1):
            said = ", ".join(self.marks[:most]) + ("…" if most < len(self.marks) else "")
            if self.marks and (told := ink(f"{said} ", "$primary")).cell_length <= room:
                return told
        return ink("")
