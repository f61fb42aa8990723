"""What a moderator wants done: an act with all that it takes, and how it is called."""

from dataclasses import dataclass
from datetime import datetime

from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label, Side, Substance
from moderator.desk.day import Day


@dataclass(frozen=True, slots=True)
class Wish:
    """An act that is to be done; `what` names in words what it is done to.

    What the other fields are, and which kind takes which, `core.facts.Acted` tells.
    """

    kind: ActKind
    target: str
    what: str
    label: Label | None = None
    substance: Substance | None = None
    until: datetime | None = None
    to: str = ""
    text: str = ""
    side: Side | None = None

    async def carry_out(self, day: Day) -> Acted:
        """Have it done on that day. Raises ValueError where it would be in vain."""
        return await day.act(
            self.kind,
            self.target,
            label=self.label,
            substance=self.substance,
            until=self.until,
            to=self.to,
            text=self.text,
            side=self.side,
        )
