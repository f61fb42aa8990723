"""Stretches of equal length into which the time of a fair is cut, by the clock that hangs there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from moderator.words.moments import local

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - of whatever clock
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of a length that divides the day: by that clock the first begins at midnight.

    Where summer time begins or ends, one of many hours is an hour shorter or longer; the hour
    that comes twice has its short ones twice.
    """

    length: timedelta
    zone: ZoneInfo

    def start(self, at: datetime) -> datetime:
        """The beginning of a moment's stretch, in UTC."""
        there = local(at, self.zone)
        wall = there.replace(tzinfo=None)
        begun = wall - (wall - _EPOCH) % self.length
        fold = there.fold if self.length <= _HOUR else 0
        try:
            return begun.replace(tzinfo=self.zone, fold=fold).astimezone(UTC)
        except OverflowError:  # where the calendar ends
            return begun.replace(tzinfo=UTC)

    def between(self, before: datetime, after: datetime) -> Iterator[datetime]:
        """The beginnings of all stretches between those that begin then."""
        count = round((after - before) / self.length)
        for number in range(1, count):
            yield self.start(before + number * self.length + self.length / 2)
