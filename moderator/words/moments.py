"""Moments as other programs read them, and as a clock in the fair's timezone shows them."""

from datetime import MINYEAR, UTC, datetime
from zoneinfo import ZoneInfo


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
