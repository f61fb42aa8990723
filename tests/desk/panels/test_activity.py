from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from moderator.desk.panels.activity import MINUTES, bars, chart
from tests.fakes import at

START = at("09:30")


def day_of(*posts_by_minute):
    return [(START + timedelta(minutes=minute), posts) for minute, posts in posts_by_minute]


def test_a_short_day_has_a_bar_for_each_minute_and_shows_gaps():
    assert bars(day_of((0, 3), (2, 1)), 80) == (1, START, [3, 0, 1])


def test_a_long_day_has_more_minutes_a_bar():
    step, start, sums = bars(day_of((0, 3), (4, 1), (5, 2), (399, 1)), 80)
    assert (step, start) == (5, START)
    assert sums[:2] == [4, 2]
    assert len(sums) == 80


def test_an_old_post_that_comes_late_does_not_make_the_day_a_single_bar():
    week = -7 * 24 * 60
    assert bars(day_of((week, 1), (0, 3), (2, 1)), 80) == (1, START, [3, 0, 1])


def test_of_a_fair_of_several_days_the_bars_are_the_last_one():
    night = 13 * 60
    step, start, sums = bars(day_of((-night, 5), (0, 3), (11 * 60, 1)), 1_000)
    assert (step, start, sum(sums)) == (1, START, 4)


def test_nothing_yet_gives_no_bars():
    assert bars([], 80) == (1, None, [])


@given(st.dictionaries(st.integers(0, 700), st.integers(1, 9), min_size=1), st.integers(1, 200))
def test_no_post_is_lost_and_no_bar_falls_outside(posts, width):
    step, _, sums = bars(day_of(*sorted(posts.items())), width)
    assert sum(sums) == sum(posts.values())
    assert len(sums) <= width
    assert step in MINUTES or len(sums) == 1


@given(st.lists(st.integers(0, 10_000), max_size=50), st.integers(1, 6))
def test_any_post_at_all_is_visible_and_none_leaves_nothing(sums, height):
    lines = chart(sums, height)
    assert len(lines) == height
    assert [mark != " " for mark in lines[-1]] == [posts > 0 for posts in sums]


def test_the_highest_bar_fills_the_height():
    assert chart([8, 4], 2) == ["█ ", "██"]
