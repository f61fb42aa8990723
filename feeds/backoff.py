"""How long to wait before the next try: pure, and per class of trouble.

A platform asks for other delays after a broken connection than after a server's
error or a limit. Each class climbs a ladder of its own; all ladders are left
when the platform has sent something again, not when it merely answered.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """The class of an error, as far as it decides how long to wait: why a connection was lost."""

    NETWORK = "network"
    """There is no connection, or it broke, or nothing came over it."""
    SERVER = "server"
    """The platform fails, or the reply is not from its API."""
    LIMITED = "limited"
    """The platform asks to come back later."""
    CROWDED = "crowded"
    """The platform believes that another connection of ours is still open."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A backoff schedule: the delays in seconds, the first, then longer ones up to `most`.

    `grow` multiplies a delay, `step` is added to it.
    """

    first: float
    most: float
    grow: float = 2.0
    step: float = 0.0

    def delay(self, tries: int) -> float:
        """The seconds to wait after that many failures in a row, of which this is the last."""
        delay = self.first
        for _ in range(min(tries, 64) - 1):
            delay = min(delay * self.grow + self.step, self.most)
        return min(delay, self.most)


USUAL: Mapping[Trouble, Ladder] = {
    Trouble.NETWORK: Ladder(first=0.5, most=30),
    Trouble.SERVER: Ladder(first=5, most=300),
    Trouble.LIMITED: Ladder(first=60, most=900),
    Trouble.CROWDED: Ladder(first=10, most=120),
}
"""What fits a platform that asks for nothing else."""

SPREAD = 0.25
"""The part of a delay that is added at random, so that many programs do not return at once."""


class Backoff:
    """The backoff schedules (ladders) of one feed, and how far up each of them it is."""

    def __init__(self, ladders: Mapping[Trouble, Ladder] = USUAL) -> None:
        self._ladders = {**USUAL, **ladders}
        self._tries: Counter[Trouble] = Counter()

    def after(self, trouble: Trouble, *, at_least: float = 0.0, chance: float = 0.0) -> float:
        """The seconds to wait after one more failure.

        `at_least` is what the platform itself asked for; `chance`, from 0 to 1,
        decides how much of the spread is added.
        """
        self._tries[trouble] += 1
        delay = max(self._ladders[trouble].delay(self._tries[trouble]), at_least)
        return delay * (1 + SPREAD * chance)

    def reset(self) -> None:
        """Start anew at the foot of each ladder: something came."""
        self._tries.clear()
