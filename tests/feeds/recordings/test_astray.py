"""A moment that a post gives itself is believed where others come near it."""

from datetime import UTC, datetime, timedelta

import pytest

from feeds.recordings.astray import AHEAD, believed

START = datetime(2026, 5, 12, 8, tzinfo=UTC)
FAR = START.replace(year=2099)


def moments(*given, sure=()):
    """Give what is believed of these minutes after the start, or moments."""
    own = [
        START + timedelta(minutes=each) if isinstance(each, int | float) else each for each in given
    ]
    return [at for _, at in believed(own, lambda at: at, sure=lambda at: at in sure)]


def minutes(*given):
    return [START + timedelta(minutes=each) for each in given]


def test_moments_in_order_are_all_believed_and_none_is_made_up():
    assert moments(0, None, 5, 900, 910) == [START, None, *minutes(5, 900, 910)]


@pytest.mark.parametrize("liars", [1, 3])
def test_few_that_date_themselves_far_ahead_of_all_others_are_not_believed(liars):
    ordinary = range(AHEAD + 9)
    came = moments(0, *[FAR] * liars, *ordinary)
    assert came == [START, *[None] * liars, *minutes(*ordinary)]


def test_first_of_all_may_be_astray():
    assert moments(FAR, *range(9)) == [None, *minutes(*range(9))]


def test_morning_after_a_night_is_believed():
    assert moments(0, 1, *range(900, 920)) == minutes(0, 1, *range(900, 920))


def test_last_one_is_astray_where_it_comes_more_than_a_day_later():
    assert moments(0, 1, 1400, FAR) == [*minutes(0, 1, 1400), None]


def test_what_somebody_else_has_seen_is_believed_however_late():
    assert moments(0, FAR, *range(9), sure=[FAR])[1] == FAR


def test_what_comes_late_is_believed():
    assert moments(0, 50, *range(40)) == minutes(0, 50, *range(40))
