"""Moments as other programs read them, and as a clock in the fair's timezone shows them."""

from datetime import MINYEAR, UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from moderator.words import spelling

HALF_A_DAY = timedelta(hours=12)
"""As long as that, an evening that goes on past midnight needs no dates."""


def utc(at: datetime | None) -> str | None:
    """A moment as ISO 8601 has it; None for the beginning of time, which is no moment of a fair."""
    if at is None or at.year == MINYEAR:
        return None
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """The moment in a timezone; as it is where the calendar ends."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at


def that_day(of: time, day: datetime) -> datetime:
    """That time of a day, in its timezone; where it was over half a day before, of the next one.

    So a fair that goes on past midnight has one evening.
    """
    at = datetime.combine(day.date(), of, day.tzinfo)
    return at if day - at <= HALF_A_DAY else at + timedelta(days=1)


def hm(at: datetime, zone: ZoneInfo) -> str:
    """The moment in hours and minutes."""
    return f"{local(at, zone):%H:%M}"


def hms(at: datetime, zone: ZoneInfo) -> str:
    """The moment in hours, minutes and seconds."""
    return f"{local(at, zone):%H:%M:%S}"


def dated(at: datetime, clock: datetime, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """Hours and minutes, or seconds too; with the date where the clock's is half a day away."""
    shown = hms(at, zone) if seconds else hm(at, zone)
    if is_near(at, clock, zone):
        return shown
    return f"{spelling.date_in_year(local(at, zone).date())} {shown}"


def is_near(at: datetime, clock: datetime, zone: ZoneInfo) -> bool:
    """Whether a moment is known by its time alone: on the clock's date, or within half a day."""
    is_today = local(at, zone).date() == local(clock, zone).date()
    return is_today or abs(clock - at) < HALF_A_DAY
