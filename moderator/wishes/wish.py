"""What a moderator wants done: an act with all that it takes, and how it is called."""

from dataclasses import dataclass
from datetime import datetime

from moderator.core.facts import Acted, ActKind, particulars
from moderator.core.labels import Label, Side, Substance


@dataclass(frozen=True, slots=True)
class Wish:
    """An act that is to be done; `what` names in words what it is done to.

    What the other fields are, and which kind takes which, `core.facts.Acted` tells; a
    confirmation takes nothing.
    """

    kind: ActKind
    target: str
    what: str = ""
    label: Label | None = None
    substance: Substance | None = None
    until: datetime | None = None
    to: str = ""
    text: str = ""
    side: Side | None = None

    def acted(self, id_: str, *, by: str, at: datetime, serial: int) -> Acted:
        """The act, as done by a moderator at that time."""
        return Acted(id=id_, by=by, at=at, serial=serial, **particulars(self))
