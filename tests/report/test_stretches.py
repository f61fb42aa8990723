"""The time of a fair in stretches: by the clock that hangs there, in summer and winter."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.core.labels import Label
from moderator.report import charts
from moderator.report.stretches import Stretches
from tests.report.conftest import TEN

MINUTE = timedelta(minutes=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def zones():
    """Zones with and without summer time; where it begins at midnight, and by half an hour."""
    return st.sampled_from(["UTC", "Europe/Amsterdam", "Asia/Beirut", "Australia/Lord_Howe"])


@given(st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), zones())  # noqa: DTZ001
@pytest.mark.parametrize("minutes", [5, 30, 60, 180, 360, 1440])
def test_a_stretch_begins_on_the_clock_of_the_fair_and_another_follows(minutes, at, zone):
    stretches = Stretches(minutes * MINUTE, ZoneInfo(zone))
    start = stretches.start(at)
    assert timedelta() <= at - start < minutes * MINUTE + timedelta(hours=1)
    assert stretches.start(start) == start
    later = stretches.start(start + 5 * stretches.length + stretches.length / 2)
    all_between = [start, *stretches.between(start, later), later]
    assert all_between == sorted(set(all_between))
    assert all(stretches.start(each) == each for each in all_between)


@pytest.mark.parametrize(
    ("first", "last"), [((10, 19), (10, 31)), ((3, 22), (4, 3))], ids=["autumn", "spring"]
)
def test_days_begin_at_midnight_there_also_where_summer_time_begins_or_ends(
    line, report, first, last
):
    began = datetime(2026, *first, 12, tzinfo=AMSTERDAM)
    noons = [(began + timedelta(days=number)).astimezone(UTC) for number in (0, 1, 2, 3, 9, 10, 11)]
    late = datetime(2026, *last, 0, 30, tzinfo=AMSTERDAM).astimezone(UTC)
    made = report([line(Label.OTHER, after=(at - TEN) / MINUTE) for at in (*noons, late)])
    starts = [each.start.astimezone(AMSTERDAM) for each in made.activity.bins]
    assert made.activity.step == timedelta(days=1)
    assert {(each.hour, each.minute) for each in starts} == {(0, 0)}
    assert (starts[-1].month, starts[-1].day) == last
    days = charts.of_the_day(made).steps
    assert len(days) == len(set(days)) == 13
    assert sum(sum(one.counts) for one in charts.of_the_day(made).series) == 8
