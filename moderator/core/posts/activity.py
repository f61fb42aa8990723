"""When posts were posted: how many in each minute, and the latest of all."""

from bisect import bisect_left, insort
from datetime import UTC, datetime, timedelta

_APART = timedelta(days=1)
_FEW = 8
"""One in so many is few."""


class Activity:
    """The moments of posts and reposts by the minute, kept up to date one at a time."""

    def __init__(self) -> None:
        self._minutes: dict[datetime, list[datetime]] = {}

    def move(self, before: datetime | None, after: datetime | None) -> None:
        """Count one post at its moment now, instead of at that before (None: at none)."""
        if before == after:
            return
        if before is not None:
            moments = self._minutes[minute(before)]
            del moments[bisect_left(moments, before)]
            if not moments:
                del self._minutes[minute(before)]
        if after is not None:
            insort(self._minutes.setdefault(minute(after), []), after)

    def minutes(self) -> list[tuple[datetime, int]]:
        """How many there are in each minute that has any, in order."""
        return sorted((at, len(moments)) for at, moments in self._minutes.items())

    @property
    def latest(self) -> datetime:
        """The time of the latest; of the beginning of time before there is one.

        The few that lie a day or more after all the others date themselves as they
        please: they do not count.
        """
        minutes, later = self.minutes(), 0
        most = sum(count for _, count in minutes) // _FEW
        last = len(minutes) - 1
        for place in range(last, 0, -1):
            later += minutes[place][1]
            if later > most:
                break
            if minutes[place][0] - minutes[place - 1][0] >= _APART:
                last = place - 1
        return self._minutes[minutes[last][0]][-1] if minutes else datetime.min.replace(tzinfo=UTC)


def minute(at: datetime) -> datetime:
    """The beginning of a moment's minute."""
    return at.replace(second=0, microsecond=0)
