"""What each screen looks like, at the two sizes that count most."""

import pytest
from textual.widgets import Input, TextArea

from moderator.desk.app import DeskApp
from moderator.words.language import speak
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
    "closed": (at_quarter_to_twelve, ["r", "4"]),
    "in_doubt": (at_quarter_to_twelve, ["2", "down"]),
    "set_aside": (at_quarter_to_twelve, ["s", "enter", "c", "3"]),
    "handled": (at_quarter_to_twelve, ["c", "w", *"gebeld", "enter", "n", "ctrl+y", "down"]),
    "nudge": (at_quarter_to_twelve, ["n"]),
    "snooze": (at_quarter_to_twelve, ["s"]),
    "move": (at_quarter_to_twelve, ["m"]),
    "merge": (at_quarter_to_twelve, ["M"]),
    "party": (at_quarter_to_twelve, ["p"]),
    "note": (at_quarter_to_twelve, ["w", *"gebeld"]),
    "employers": (at_quarter_to_twelve, ["e", "enter"]),
    "palette": (at_quarter_to_twelve, ["ctrl+p"]),
    "intake": (at_quarter_to_twelve, ["i"]),
    "messages": (at_quarter_to_twelve, ["c", "h"]),
    "help": (at_quarter_to_twelve, ["question_mark"]),
    "end": (fair.at_work, []),
    "light": (at_quarter_to_twelve, ["t"]),
    "contrast": (at_quarter_to_twelve, ["t", "t"]),
    "colourless": (at_quarter_to_twelve, ["t", "t", "t"]),
}


@pytest.fixture(autouse=True)
def _no_blinking(monkeypatch):
    """Let cursors stand still, so that equal screens are equal pictures."""
    for widget in (Input, TextArea):
        monkeypatch.setattr(widget.cursor_blink, "_default", False)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_looks(snap_compare, screen, size):
    make_day, keys = SCREENS[screen]

    app = DeskApp(make_day())
    assert snap_compare(app, press=keys, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", ["at_work", "nudge", "employers", "help", "in_doubt"])
def test_looks_in_dutch(snap_compare, screen, size):
    speak("nl")
    make_day, keys = SCREENS[screen]

    app = DeskApp(make_day())
    assert snap_compare(app, press=keys, terminal_size=size)
