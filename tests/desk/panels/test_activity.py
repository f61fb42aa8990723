from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.desk.panels.activity import MINUTES, bars, chart
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
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


def test_a_post_that_is_dated_long_before_the_fair_does_not_squeeze_it():
    begun = [(minute, 3) for minute in range(12)]
    assert bars(day_of((-170, 1), *begun), 80) == (1, START, [3] * 12)
    all_day = [(minute, 3) for minute in range(480)]
    assert bars(day_of((-170, 1), *all_day), 480) == (1, START, [3] * 480)


def test_a_slow_beginning_and_a_pause_of_many_are_the_day():
    slowly = [(0, 1), (25, 1), *((minute, 3) for minute in range(50, 90))]
    after_lunch = [(0, 5), (120, 40)]
    for day in (slowly, after_lunch):
        assert sum(bars(day_of(*day), 200)[2]) == sum(posts for _, posts in day)


@pytest.mark.parametrize(("width", "said"), [(80, " · 1 earlier"), (45, "")])
async def test_what_lies_before_the_chart_is_said_where_there_is_room(width, said):
    day = fair.at_work()
    day.activity = lambda: day_of((-170, 1), *((minute, 3) for minute in range(12)))
    async with desk_of(day, size=(width, 40)) as (pilot, _):
        line = next(row for row in on_screen(pilot).splitlines() if "Activity" in row)
    assert f"Activity · posts a minute, at most 3{said} ─" in line


def test_nothing_yet_gives_no_bars():
    assert bars([], 80) == (1, None, [])


@given(st.dictionaries(st.integers(0, 700), st.integers(1, 9), min_size=1), st.integers(1, 200))
def test_no_bar_falls_outside_and_few_posts_are_left_out_if_any(posts, width):
    step, _, sums = bars(day_of(*sorted(posts.items())), width)
    assert 0.95 * sum(posts.values()) <= sum(sums) <= sum(posts.values())
    assert len(sums) <= width
    assert step in MINUTES or len(sums) == 1


@given(st.lists(st.integers(0, 10_000), max_size=50), st.integers(1, 6))
def test_any_post_at_all_is_visible_and_none_leaves_nothing(sums, height):
    lines = chart(sums, height)
    assert len(lines) == height
    assert [mark != " " for mark in lines[-1]] == [posts > 0 for posts in sums]


def test_the_highest_bar_fills_the_height():
    assert chart([8, 4], 2) == ["█ ", "██"]
