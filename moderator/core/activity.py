"""When posts were posted: how many in each minute, and the latest of all."""

from collections import Counter
from datetime import UTC, datetime


class Activity:
    """Posts and reposts by the minute, kept up to date one at a time."""

    def __init__(self) -> None:
        self.latest = datetime.min.replace(tzinfo=UTC)
        self._minutes: Counter[datetime] = Counter()

    def move(self, before: datetime | None, after: datetime | None) -> None:
        """Count one post at its moment now, instead of at that before (None: at none)."""
        if before == after:
            return
        if before is not None:
            self._minutes[minute(before)] -= 1
        if after is not None:
            self._minutes[minute(after)] += 1
            self.latest = max(self.latest, after)

    def minutes(self) -> list[tuple[datetime, int]]:
        """How many there are in each minute that has any, in order."""
        return sorted((at, count) for at, count in self._minutes.items() if count)


def minute(at: datetime) -> datetime:
    """The beginning of a moment's minute."""
    return at.replace(second=0, microsecond=0)
