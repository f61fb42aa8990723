"""The acts that were refused, as the journal remembers them: of each moderator the last ones.

A desk sends an act until it has the answer: one that was refused must not be done another time,
when it could be, and what was made after it is refused with it. How long a desk is out of reach
nobody knows, but it does not make so many acts meanwhile. A program that sends nonsense, and
never ends, pushes out its own alone.
"""

from hashlib import sha256

from moderator.store.journal import Ledger

MOST = 1000
"""Refusals of one moderator that are remembered."""

WHY = "refused {}"
"""Under which name the journal has a refusal, by the act; acts that were done it keeps anyway."""

IN_VAIN = "in vain {}"
"""Under which name it has that a refused act would have changed nothing."""

PLACE = "refused of {}: {}"
"""Under which name it has which act is in that place of a moderator's; the next takes `next`."""


class RefusedActs:
    """Why acts were refused, by their ids."""

    def __init__(self, journal: Ledger) -> None:
        self._journal = journal

    def why(self, id_: str) -> str:
        """Why that act was refused; empty where it was not, or so many ago."""
        return self._journal.remembered(WHY.format(id_))

    def hinders(self, id_: str) -> bool:
        """Whether what was made after that act is refused, too: it was, and not as in vain."""
        return bool(self.why(id_)) and not self._journal.remembered(IN_VAIN.format(id_))

    def keep(self, id_: str, why: str, *, by: str, in_vain: bool = False) -> None:
        """Remember a refusal, in the place of that moderator's oldest where there are enough."""
        whose = sha256(by.encode()).hexdigest()[:16]  # a name would have to be forgotten here, too
        following = PLACE.format(whose, "next")
        number = int(self._journal.remembered(following) or 0)
        place = PLACE.format(whose, number)
        oldest = self._journal.remembered(place)
        forgotten = {WHY.format(oldest): "", IN_VAIN.format(oldest): ""}
        said = {WHY.format(id_): why, IN_VAIN.format(id_): "yes" if in_vain else ""}
        placed = {place: id_, following: str((number + 1) % MOST)}
        self._journal.append((), remember=forgotten | said | placed)
