"""Moments as programs and clocks have them, also where the calendar ends."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from moderator.words.moments import local, that_day, utc

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def test_a_moment_is_told_to_programs_in_utc_whatever_its_zone():
    assert utc(NOON) == utc(NOON.astimezone(AMSTERDAM)) == "2026-05-12T12:00:00Z"


def test_neither_no_moment_nor_the_beginning_of_time_is_told():
    assert utc(None) is None
    assert utc(datetime.min.replace(tzinfo=UTC)) is None


def test_a_clock_shows_the_time_of_its_zone_and_the_last_moment_as_it_is():
    assert f"{local(NOON, AMSTERDAM):%H:%M}" == "14:00"
    last = datetime.max.replace(tzinfo=UTC)
    assert local(last, AMSTERDAM) == last


def test_a_time_after_midnight_belongs_to_the_evening_before_it():
    evening = NOON.astimezone(AMSTERDAM).replace(hour=22)
    assert that_day(time(0, 30), evening) == evening + timedelta(hours=2, minutes=30)
    assert that_day(time(21), evening) == evening - timedelta(hours=1)
    assert that_day(time(8), NOON) == NOON - timedelta(hours=4)


def test_a_time_of_the_day_is_that_of_the_clocks_also_when_they_are_changed():
    saturday = datetime(2026, 10, 24, 22, tzinfo=AMSTERDAM)
    assert utc(that_day(time(4), saturday)) == "2026-10-25T03:00:00Z"
