"""How often the desk looks at its day: soon where things move, less at rest, never all the time."""

from collections.abc import Callable
from time import monotonic

LOOK_SECONDS = 0.1
"""After so long it looks again, where the last look found something new."""

REST_SECONDS = 0.2
"""After so long, where it found nothing."""

SHARE = 0.25
"""The part of the time that looking may take: with thousands of cases it happens less often."""


class Pace:
    """Tells when to look again; `now` gives seconds that only rise."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._next = now()

    def keep(self, look: Callable[[], bool]) -> None:
        """Look, where it is time to; `look` tells whether it found something new.

        To be called every `LOOK_SECONDS`, by a timer that may be a little early.
        """
        began = self._now()
        if began < self._next - LOOK_SECONDS / 4:
            return
        wait = LOOK_SECONDS if look() else REST_SECONDS
        self._next = began + max(wait, (self._now() - began) / SHARE)
