"""How long a feed waits before its next try."""

from hypothesis import given
from hypothesis import strategies as st

from feeds.backoff import SPREAD, USUAL, Backoff, Ladder, Trouble


def test_delays_double_up_to_the_longest():
    ladder = Ladder(first=5, most=320)

    assert [ladder.delay(tries) for tries in range(1, 9)] == [5, 10, 20, 40, 80, 160, 320, 320]


def test_delays_can_begin_at_once_and_grow_by_a_step():
    ladder = Ladder(first=0, most=1, grow=1, step=0.25)

    assert [ladder.delay(tries) for tries in range(1, 7)] == [0, 0.25, 0.5, 0.75, 1, 1]


def test_each_trouble_climbs_a_ladder_of_its_own():
    backoff = Backoff({Trouble.NETWORK: Ladder(1, 60), Trouble.SERVER: Ladder(5, 300)})

    assert [backoff.after(Trouble.NETWORK) for _ in range(3)] == [1, 2, 4]
    assert [backoff.after(Trouble.SERVER) for _ in range(2)] == [5, 10]
    assert backoff.after(Trouble.NETWORK) == 8


def test_after_a_sign_of_life_the_ladders_begin_anew():
    backoff = Backoff({Trouble.NETWORK: Ladder(1, 60)})
    backoff.after(Trouble.NETWORK)
    backoff.after(Trouble.NETWORK)
    backoff.reset()

    assert backoff.after(Trouble.NETWORK) == 1


def test_nobody_comes_back_before_the_platform_said():
    assert Backoff().after(Trouble.LIMITED, at_least=840) == 840


@given(
    trouble=st.sampled_from(Trouble),
    failures=st.integers(1, 200),
    chance=st.floats(0, 1),
)
def test_a_delay_is_never_longer_than_its_ladder_and_spread(trouble, failures, chance):
    backoff = Backoff()
    delays = [backoff.after(trouble, chance=chance) for _ in range(failures)]

    assert delays == sorted(delays)
    assert delays[-1] <= USUAL[trouble].most * (1 + SPREAD)
