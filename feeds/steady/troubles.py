"""What fails beside a feed's stream, and when that is tried again."""

from datetime import datetime, timedelta

from feeds.clock import Clock
from feeds.said import said

MINUTE = timedelta(minutes=1)


class Troubles:
    """What is in trouble, by its name: each has one note, until it is settled."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._notes: dict[str, str] = {}
        self._again: dict[str, datetime] = {}

    def tell(self, what: str, note: str, *, seconds: float | None = None) -> None:
        """Something failed; it is tried again after so many seconds, or never."""
        self._notes[what] = note
        self._again.pop(what, None)
        if seconds is not None:
            self.put_off(what, seconds)

    def put_off(self, what: str, seconds: float) -> None:
        """What has failed, if it has, is tried again no sooner."""
        if what in self._notes:
            self._again[what] = self._clock.now() + timedelta(seconds=seconds)

    def settle(self, what: str) -> None:
        """It fails no more."""
        self._notes.pop(what, None)
        self._again.pop(what, None)

    def notes(self) -> list[str]:
        """What its user should know right now."""
        return [self._timed(note, self._again.get(what)) for what, note in self._notes.items()]

    def _timed(self, note: str, again: datetime | None) -> str:
        if again is None:
            return note
        minutes = max(-((self._clock.now() - again) // MINUTE), 1)
        return said("{note}; next try in {minutes} min", note=note, minutes=minutes)
