"""That cases are still to come is told where it lasts: after a merge it is so for a moment."""

from datetime import timedelta

from moderator.publish.lacking import MOMENT, Lacking
from tests.fakes import START

TICK = timedelta(seconds=1)


def test_what_is_lacking_for_a_moment_is_not_told_however_often():
    lacking = Lacking()
    for second in range(20):
        assert lacking.notes(second % 2, START + second * TICK) == []


def test_what_stays_lacking_is_told_until_it_is_there():
    lacking = Lacking()
    assert lacking.notes(1, START) == []
    assert lacking.notes(2, START + MOMENT - TICK) == []
    assert lacking.notes(2, START + MOMENT) == ["cases still to come: 2"]
    assert lacking.notes(1, START + MOMENT + TICK) == ["cases still to come: 1"]
    assert lacking.notes(0, START + MOMENT + 2 * TICK) == []
