"""What each screen looks like, at the two sizes that count most."""

import pytest

from moderator.desk.app import DeskApp
from tests.desk import fair

SIZES = [(80, 24), (120, 40)]


def at_quarter_to_twelve():
    return fair.at_work(arrived=14)


SCREENS = {
    "start": (fair.before_the_start, []),
    "at_work": (at_quarter_to_twelve, ["down", "down"]),
    "evidence": (at_quarter_to_twelve, ["enter"]),
    "broken_link": (at_quarter_to_twelve, ["down"]),
    "stream": (at_quarter_to_twelve, ["tab", "tab", "up", "up"]),
    "filter": (at_quarter_to_twelve, ["slash", *"label:q", "enter"]),
    "relabel": (at_quarter_to_twelve, ["l"]),
    "all_cases": (at_quarter_to_twelve, ["r", "a"]),
    "help": (at_quarter_to_twelve, ["question_mark"]),
    "end": (fair.at_work, []),
    "light": (at_quarter_to_twelve, ["t"]),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_looks(snap_compare, screen, size):
    make_day, keys = SCREENS[screen]

    app = DeskApp(make_day())
    assert snap_compare(app, press=keys, terminal_size=size)
