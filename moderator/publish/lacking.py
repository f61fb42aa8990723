"""Cases that the engine has and a desk was not told of, where that lasts: pure."""

from datetime import datetime, timedelta

from feeds.said import said

MOMENT = timedelta(seconds=5)
"""After a merge, and at the start, some are on their way for less than this."""


class Lacking:
    """Knows since when cases have been lacking without a break."""

    def __init__(self) -> None:
        self._since: datetime | None = None

    def notes(self, lacking: int, now: datetime) -> list[str]:
        """What the moderator should know of so many cases that are lacking now."""
        self._since = (self._since or now) if lacking else None
        if self._since is None or now - self._since < MOMENT:
            return []
        return [said("cases still to come: {number}", number=lacking)]
