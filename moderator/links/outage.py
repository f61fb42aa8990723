"""Whether it is our own network that fails: many hosts at once, and none that answers. Pure."""

from collections import deque

WINDOW = 60.0
"""Seconds that a host's failure or answer counts."""

MANY = 4
"""So many different hosts do not break down within a minute."""


class Outage:
    """Keeps which hosts answered lately, and which did not; times are seconds of any one clock."""

    def __init__(self) -> None:
        self._failed: deque[tuple[float, str]] = deque(maxlen=500)
        self._answered = float("-inf")

    def answered(self, now: float) -> None:
        """A host answered, whatever it said."""
        self._answered = now

    def failed(self, host: str, now: float) -> None:
        """A host could not be looked up, or reached."""
        self._failed.append((now, host))

    def suspected(self, now: float) -> bool:
        """Whether nothing was reached lately, at many hosts."""
        since = max(now - WINDOW, self._answered)
        return len({host for at, host in self._failed if at > since}) >= MANY
