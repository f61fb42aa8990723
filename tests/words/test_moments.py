"""Moments as programs and clocks have them, also where the calendar ends."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from moderator.words.moments import local, utc

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
