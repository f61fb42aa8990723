"""What a moderator wants done: an act with all that it takes, and how it is called."""

from dataclasses import dataclass
from datetime import datetime

from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side, Substance


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
