"""The outcomes of practice, and what each is worth."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a case of the reference."""

    COMING = "coming"
    PENDING = "pending"
    FOUND = "found"
    LEFT = "left"
    UNAIDED = "unaided"
    LATE = "late"
    HASTY = "hasty"
    MISSED = "missed"
    MISTAKEN = "mistaken"

    @property
    def counts(self) -> bool:
        """Whether it is decided: it has come, and its time is up or something was done."""
        return self not in (Outcome.COMING, Outcome.PENDING)

    @property
    def worth(self) -> float:
        """How much of the case it is worth."""
        return _WORTH.get(self, 0.0)


_WORTH = {
    Outcome.FOUND: 1.0,
    Outcome.LEFT: 1.0,
    Outcome.UNAIDED: 1.0,
    Outcome.LATE: 0.5,
    Outcome.HASTY: 0.5,
}
