"""Moments in UTC from the ways in which platforms write them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from feeds.base import BadPost
from feeds.said import said

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_WAIT = 3600.0
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TWITTER = re.compile(
    r"[A-Za-z]{3} ([A-Za-z]{3}) (\d\d?) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d) (\d{4})",
    re.ASCII,
)


def unread(text: str) -> BadPost:
    """The complaint about a date that cannot be read."""
    return BadPost(said("date cannot be read: {date}", date=repr(text[:40])))


def from_iso(value: object) -> datetime:
    """The moment that an ISO 8601 text with a zone names; BadPost where it names none."""
    if not isinstance(value, str) or not value:
        raise BadPost(said("no date"))
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is UTC:
            return moment
        if moment.tzinfo is None:
            raise BadPost(said("date without a time zone: {date}", date=value[:40]))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise unread(value) from error


def from_epoch(amount: float, *, per_second: int) -> datetime:
    """The moment so many parts of a second after 1970 began; BadPost out of range."""
    try:
        return EPOCH + timedelta(microseconds=round(amount * (1_000_000 // per_second)))
    except (OverflowError, ValueError) as error:
        raise unread(str(amount)) from error


def from_microseconds(value: object) -> datetime | None:
    """The moment of a count of microseconds; None where there is none."""
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        return None
    return from_epoch(value, per_second=1_000_000)


def from_twitter(value: object) -> datetime:
    """The moment in X v1.1 form, `Tue Jul 03 09:05:00 +0000 2012`, or in ISO form.

    Month names are read here because strptime follows the machine's language.
    """
    found = TWITTER.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return from_iso(value)
    month, day, hour, minute, second, sign, zone_hours, zone_minutes, year = found.groups()
    offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        clock = (int(hour), int(minute), min(int(second), 59))
        date = (int(year), MONTHS.index(month.lower()) + 1, int(day))
        return datetime(*date, *clock, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise unread(found.group()) from error


def from_http(value: str) -> datetime | None:
    """The moment in a header of HTTP, `Tue, 03 Jul 2012 09:05:00 GMT`; None where it names none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def retry_seconds(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, be it a date; None where it asks for nothing."""
    said = value.strip()
    if said.isascii() and said.isdigit():
        return within_reason(float(said))
    until = from_http(said)
    return within_reason((until - now).total_seconds()) if until else None


def within_reason(seconds: float) -> float:
    """The seconds to wait; whoever asks for more than an hour errs, or is asked once too often."""
    return min(max(seconds, 0.0), LONGEST_WAIT)
