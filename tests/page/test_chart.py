"""Where the bars of a chart stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.page.chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    Caption,
    Series,
    stacked,
)

CAPTION = Caption("day", "The day", "What there was")


def chart(above, below=(), steps=3):
    axis = Axis(tuple(f"{number}:00" for number in range(steps)), "from")
    return stacked(
        CAPTION,
        axis,
        [Series(f"a{n}", "s1", counts) for n, counts in enumerate(above)],
        [Series(f"b{n}", "s2", counts) for n, counts in enumerate(below)],
    )


def test_bars_of_a_step_stand_on_each_other():
    low, high = chart([(4, 0, 0), (6, 0, 0)]).bars
    assert (low.told, high.told) == ("0:00: 4 a0", "0:00: 6 a1")
    assert low.y == pytest.approx(high.y + high.height)
    assert high.height / low.height == pytest.approx(1.5)


def test_series_below_hang_from_the_line():
    made = chart([(2, 0, 0)], [(5, 0, 0)])
    up, down = made.bars
    assert up.y + up.height == pytest.approx(made.zero)
    assert down.y == pytest.approx(made.zero)
    assert [mark.text for mark in made.up] == ["6", "4", "2", "0", "2"]


COUNTS = st.lists(st.integers(0, 100_000), min_size=3, max_size=3).map(tuple)


@given(st.lists(COUNTS, max_size=4), st.lists(COUNTS, max_size=4))
def test_no_bar_leaves_the_chart_and_every_figure_is_in_the_table(above, below):
    made = chart(above, below)
    for bar in made.bars:
        assert bar.x >= LEFT
        assert bar.x + bar.width <= WIDTH - RIGHT + 1e-6
        assert bar.y >= TOP - 1e-6
        assert bar.y + bar.height <= HEIGHT - BOTTOM + 1e-6
    assert len(made.bars) == sum(count > 0 for series in (*above, *below) for count in series)
    assert 2 <= len(made.up) <= 9
    assert [row for _, row in made.rows] == list(zip(*above, *below, strict=True)) or not (
        above or below
    )


def test_steps_too_many_for_their_names_are_named_now_and_then():
    made = chart([tuple([1] * 100)], steps=100)
    gaps = {later.at - mark.at for mark, later in zip(made.across, made.across[1:], strict=False)}
    assert len(made.bars) == 100
    assert min(gaps) >= 5 * 6.5


def test_the_last_steps_name_stands_within_the_chart():
    *_others, last = Axis(("17-11 10:00",) * 17, "from").marks()
    assert last.at + len(last.text) * 6.5 / 2 <= WIDTH


def test_a_chart_of_nothing_is_a_chart():
    assert chart([], steps=0).bars == ()
