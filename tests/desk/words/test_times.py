from datetime import UTC, datetime, timedelta

import pytest

from moderator.core.fair import Fair
from moderator.desk.words import speeds, times
from tests.fakes import at

FAIR = Fair()


def test_times_are_those_of_the_fair():
    assert times.hms(at("11:42:07"), FAIR) == "11:42:07"
    assert times.hm(at("11:42"), Fair(timezone="UTC")) == "09:42"
    assert times.day(at("11:42"), FAIR) == "12 May 2026"


def test_where_the_calendar_ends_times_are_as_they_are():
    first = datetime.min.replace(tzinfo=UTC)
    there = Fair(timezone="America/New_York")
    assert (times.hm(first, there), times.hms(first, there)) == ("00:00", "00:00:00")


def test_a_time_of_another_day_has_its_date():
    clock = at("11:42")
    assert times.dated(at("08:05"), clock, FAIR) == "08:05"
    assert times.dated(at("11:42") - timedelta(days=7), clock, FAIR) == "May 5 11:42"
    assert times.dated(None, clock, FAIR) == "??:??"
    assert times.stamp(at("08:05:09"), clock, FAIR) == "08:05:09"
    assert times.stamp(at("11:42") - timedelta(days=400), clock, FAIR) == "07-04-25"


def test_an_evening_past_midnight_needs_no_dates():
    assert times.dated(at("23:50"), at("23:50") + timedelta(hours=2), FAIR) == "23:50"
    assert times.dated(at("00:10"), at("23:50"), FAIR) == "00:10"


def test_late_in_the_evening_a_time_after_midnight_is_still_to_come():
    evening = at("23:57")
    assert times.moment("00:30", evening, FAIR) == evening + timedelta(minutes=33)
    assert times.moment("23:30", evening, FAIR) == evening - timedelta(minutes=27)
    assert times.moment("23:30", evening + timedelta(hours=1), FAIR) > evening


def test_an_unknown_time_is_said_to_be_unknown():
    assert times.hm(None, FAIR) == "??:??"


@pytest.mark.parametrize(
    ("minutes", "short", "long"),
    [
        (0, "0m", "0 min"),
        (43, "43m", "43 min"),
        (65, "1h05", "1 h 05"),
        (720, "12h", "12 h 00"),
        (4320, "3d", "3 days"),
    ],
)
def test_durations_are_short_in_columns_and_plain_in_sentences(minutes, short, long):
    assert times.short(timedelta(minutes=minutes)) == short
    assert times.long(timedelta(minutes=minutes)) == long


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("11:42", "11:42"),
        ("1142", "11:42"),
        ("11.42", "11:42"),
        ("9:05:30", "9:05:30"),
        ("+15", "11:15"),
        ("+2h", "13:00"),
        ("+30 s", "11:00:30"),
    ],
)
def test_a_typed_time_is_one_of_the_same_day(typed, moment):
    assert times.moment(typed, at("11:00"), FAIR) == at(moment)


@pytest.mark.parametrize("typed", ["", "straks", "25:00", "11:75", "+", "-5", "11:42:99"])
def test_what_is_no_time_is_none(typed):
    assert times.moment(typed, at("11:00"), FAIR) is None


def test_speeds_go_up_and_down_and_stop_at_the_ends():
    assert [speeds.faster(1), speeds.faster(60), speeds.faster(7)] == [2, 300, 10]
    assert [speeds.slower(1), speeds.slower(7), speeds.slower(0.5)] == [0.5, 5, 0.5]
    assert speeds.faster(speeds.FLAT_OUT) == speeds.FLAT_OUT
    assert [speeds.spoken(speed) for speed in (0.5, 60, speeds.FLAT_OUT)] == ["½×", "60×", "max"]


@pytest.mark.parametrize(
    ("typed", "speed"),
    [("60", 60), ("60x", 60), ("½×", 0.5), ("0,5", 0.5), ("max", speeds.FLAT_OUT)],
)
def test_a_speed_can_be_typed(typed, speed):
    assert speeds.typed(typed) == speed


@pytest.mark.parametrize("typed", ["", "snel", "-3", "0", "nan", "inf", "1e9"])
def test_what_is_no_speed_is_none(typed):
    assert speeds.typed(typed) is None
