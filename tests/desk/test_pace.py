"""How often the desk looks at its day, by a clock that a test turns."""

import pytest

from moderator.desk.pace import LOOK_SECONDS, Pace


class Watch:
    """A clock that stands still between ticks, and during looks that take no time."""

    def __init__(self):
        self.seconds = 100.0
        self.looks = []

    def __call__(self):
        return self.seconds

    def look(self, *, new, takes=0.0):
        self.looks.append(self.seconds)
        self.seconds += takes
        return new


def looks_in_two_seconds(**look):
    watch = Watch()
    pace = Pace(watch)
    for tick in range(20):
        watch.seconds = max(watch.seconds, 100.0 + tick * LOOK_SECONDS)
        pace.keep(lambda: watch.look(**look))
    return len(watch.looks)


@pytest.mark.parametrize(
    ("look", "times"),
    [({"new": True}, 20), ({"new": False}, 10), ({"new": True, "takes": 0.05}, 10)],
    ids=["things move", "at rest", "a look that takes long"],
)
def test_it_looks_as_often_as_it_pays(look, times):
    assert looks_in_two_seconds(**look) == times


def test_a_timer_that_is_a_little_early_misses_no_look():
    watch = Watch()
    pace = Pace(watch)
    for tick in range(10):
        watch.seconds = 100.0 + tick * LOOK_SECONDS - 0.01 * (tick % 3)
        pace.keep(lambda: watch.look(new=True))
    assert len(watch.looks) == 10
