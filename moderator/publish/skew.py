"""How far a desk's clock is from that of its fair's engine: pure."""

from collections import deque
from datetime import datetime, timedelta

from feeds.clock import DAY, HOUR, MINUTE, measured
from feeds.said import said

SAID = 3
"""So many times in a row the engine has to say another time: some of it may have come late."""

MOST = timedelta(minutes=1)

OFF = {
    DAY: said("this computer's clock is {number} days off: waiting times are wrong"),
    HOUR: said("this computer's clock is {number} hours off: waiting times are wrong"),
    MINUTE: said("this computer's clock is {number} min off: waiting times are wrong"),
}


class Skew:
    """Compares the times that an engine says with those at which that is heard."""

    def __init__(self) -> None:
        self._apart = deque[timedelta](maxlen=SAID)

    def hear(self, said: datetime, at: datetime) -> None:
        """Take a time in that the engine said just now."""
        self._apart.append(at - said)

    def notes(self) -> list[str]:
        """What the moderator should know of this computer's clock."""
        if len(self._apart) < SAID:
            return []
        least = min(map(abs, self._apart))
        if least < MOST:
            return []
        unit, number = measured(least)
        return [OFF[unit].format(number=number)]
