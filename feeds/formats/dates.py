"""Dates as people and spreadsheets write them -> moments in UTC."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum

from feeds.formats.times import from_epoch, from_twitter, unread

MONTHS = """jan januari january|feb februari february|mrt maart mar march|apr april|mei may
    |jun juni june|jul juli july|aug augustus august|sep sept september|okt oktober oct october
    |nov november|dec december"""
MONTH = {
    name: number for number, names in enumerate(MONTHS.split("|"), 1) for name in names.split()
}
CLOCK = (
    r"(?:[ t,]+(?:om |at |- )?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
    r"\s*(?:uur)?(?P<half>[ap]\.?m\.?)?)?\s*(?P<zone>utc|gmt|z|[+-]\d\d:?\d\d)?"
)
NUMBERS = re.compile(r"(?P<a>\d{1,4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,4})" + CLOCK)
WORDS = re.compile(
    r"(?:[a-z]+\.?,? )?(?:(?P<day>\d{1,2})\.?[ -](?P<name>[a-z]{3,9})\.?"
    r"|(?P<name2>[a-z]{3,9})\.? (?P<day2>\d{1,2})),?[ -](?P<year>\d{4})" + CLOCK
)
PLAIN = re.compile(r"\d{4,16}(?:[.,]\d{1,12})?")
EXCEL = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's days have no zone


class Order(Enum):
    """Which of two small numbers is the day."""

    DAY_FIRST = "day-month-year"
    MONTH_FIRST = "month-day-year"


@dataclass(frozen=True, slots=True)
class Reader:
    """How the dates of one table are read; `zone` is that of times that name none."""

    order: Order
    zone: tzinfo

    def moment(self, text: str) -> datetime:
        """The moment in UTC; BadPost where the text names none."""
        written = " ".join(text.lower().split())
        try:
            naive_or_aware = self._numbers(written) or self._words(written) or self._plain(written)
            if naive_or_aware is None:
                return from_twitter(text.strip())
            if naive_or_aware.tzinfo is None:
                naive_or_aware = naive_or_aware.replace(tzinfo=self.zone)
            return naive_or_aware.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise unread(text) from error

    def _numbers(self, written: str) -> datetime | None:
        found = NUMBERS.fullmatch(written)
        if not found:
            return None
        first, second, third = (int(found[name]) for name in "abc")
        if len(found["a"]) > 2:
            return _built(first, second, third, found)
        year = third if len(found["c"]) > 2 else 2000 + third
        if self.order is Order.MONTH_FIRST:
            first, second = second, first
        return _built(year, second, first, found)

    def _words(self, written: str) -> datetime | None:
        found = WORDS.fullmatch(written)
        if not found:
            return None
        month = MONTH.get(found["name"] or found["name2"], 0)
        return _built(int(found["year"]), month, int(found["day"] or found["day2"]), found)

    def _plain(self, written: str) -> datetime | None:
        """A spreadsheet's day number, or seconds, milliseconds or microseconds since 1970."""
        if not PLAIN.fullmatch(written):
            return None
        amount = float(written.replace(",", "."))
        if amount < 1e5:
            return EXCEL + timedelta(seconds=round(amount * 86_400))
        per_second = 1 if amount < 1e11 else 1000 if amount < 1e14 else 1_000_000
        return from_epoch(amount, per_second=per_second)


def _built(year: int, month: int, day: int, found: re.Match[str]) -> datetime:
    """That day at the clock time found; raises ValueError where there is no such moment."""
    hour = int(found["hour"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    micros = int((found["fraction"] or "").ljust(6, "0")[:6])
    naive = datetime(year, month, day, hour, minute, second, micros)  # noqa: DTZ001 - zoned below
    zone = found["zone"]
    if not zone:
        return naive
    offset = timedelta()
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        offset = -offset if zone[0] == "-" else offset
    return naive.replace(tzinfo=UTC) - offset


def order_of(samples: Iterable[str], *, likely: Order) -> tuple[Order, bool]:
    """Which number is the day, and whether the samples prove it.

    A number above 12 is a day; where there is none, or there are some in both
    places, it stays likely at best.
    """
    pairs = [
        (int(found["a"]), int(found["b"]))
        for text in samples
        if (found := NUMBERS.fullmatch(" ".join(text.lower().split()))) and len(found["a"]) < 3
    ]
    day_first = any(first > 12 for first, _ in pairs)
    month_first = any(second > 12 for _, second in pairs)
    if day_first != month_first:
        return (Order.DAY_FIRST if day_first else Order.MONTH_FIRST), True
    return likely, not pairs
