"""How often the desk looks at its day."""

import pytest

from moderator.desk.pace import LOOK_SECONDS, REST_SECONDS, pause


@pytest.mark.parametrize(("new", "period"), [(True, LOOK_SECONDS), (False, REST_SECONDS)])
def test_it_looks_sooner_where_things_move_than_at_rest(new, period):
    assert pause(0.002, new=new) + 0.002 == pytest.approx(period)


@pytest.mark.parametrize("took", [0.05, 0.2, 1.0])
def test_looks_that_take_long_take_a_quarter_of_the_time_at_most(took):
    assert took / (took + pause(took, new=True)) == pytest.approx(0.25)
