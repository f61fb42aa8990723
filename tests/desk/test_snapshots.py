"""What each screen looks like, at the two sizes that count most."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input, TextArea

from feeds.post import Gap
from feeds.status import FeedState, Status
from moderator.core.board import Accounting, FeedGap
from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label
from moderator.desk.app import DeskApp
from moderator.desk.frame import Frame
from moderator.desk.screens.watch import WatchScreen
from moderator.intake.tally import FeedStatus
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.panels.test_head import feeds
from tests.desk.test_practice import practised
from tests.fakes import FakeDay, a_line, at

SIZES = [(80, 24), (120, 40)]


def at_quarter_to_twelve():
    return fair.at_work(arrived=14)


def at_work_with_anna():
    """Give the fair of which a colleague has the first case, and the others are looked at."""
    day = at_quarter_to_twelve()
    claim = Acted("c", ActKind.CLAIM, "q1", "anna", at("11:44"), 0)
    day.acts, day.others = [claim], {"q2": ("anna",)}
    return day


def practice():
    return practised(at_quarter_to_twelve())


def in_trouble():
    """Give a live fair whose feeds are well, retrying, silent and stopped, with a gap."""
    why = "401 Unauthorized: the token was refused. Put a new one in the environment."
    x, mastodon, bluesky, mqtt = feeds(
        {"state": FeedState.SILENT, "last_post": at("11:12"), "last_sign": at("11:45")},
        {"state": FeedState.RETRYING, "retry_seconds": 8.0, "reason": "the connection was closed"},
        {"state": FeedState.CONNECTED, "lag": timedelta(seconds=2), "last_post": at("11:42")},
        {"state": FeedState.STOPPED, "reason": why},
    )
    gapped = replace(mastodon, gaps=(FeedGap("mastodon", Gap(at("11:10"), at("11:20"))),))
    return fair.at_work(live=True, every_feed=[x, gapped, bluesky, mqtt])


def not_heard():
    """Give a live fair whose engine has gone silent."""
    unheard = {"state": FeedState.UNHEARD, "last_sign": at("11:41")}
    return fair.at_work(live=True, every_feed=feeds(unheard, unheard))


def not_known():
    """Give a live fair of which nothing was ever heard."""
    now = Status("fair", FeedState.SILENT, reason="there is no fair called tbmm", gives_posts=False)
    return FakeDay(fair=fair.FAIR, live=True, every_feed=[FeedStatus(now, Accounting())])


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
    "hand_over": (at_quarter_to_twelve, ["H"]),
    "split": (at_quarter_to_twelve, ["down", "x"]),
    "jump": (fair.to_be_played, ["g"]),
    "zoomed": (at_quarter_to_twelve, ["tab", "tab", "z"]),
    "whole": (at_quarter_to_twelve, ["v"]),
    "end": (fair.at_work, []),
    "anyway": (at_work_with_anna, ["r"]),
    "anyway_nudge": (at_work_with_anna, ["n"]),
    "feeds": (in_trouble, []),
    "feeds_intake": (in_trouble, ["i"]),
    "not_heard": (not_heard, []),
    "not_known": (not_known, []),
    "no_employers": (fair.before_the_start, ["e"]),
    "filter_fits_nothing": (at_quarter_to_twelve, ["slash", *"zzz", "enter"]),
    "none_aside": (at_quarter_to_twelve, ["3"]),
    "none_in_doubt": (at_quarter_to_twelve, ["2"]),
    "choose_nothing": (at_quarter_to_twelve, ["M", *"zzz"]),
    "no_time": (fair.to_be_played, ["g", *"ooit", "enter"]),
    "hand_over_stranger": (at_quarter_to_twelve, ["H", *"carla", "enter"]),
    "hand_over_note": (at_work_with_anna, ["down", "H", "enter"]),
    "practice": (practice, []),
    "aside": (practice, ["a"]),
    "inject": (practice, ["I"]),
    "observe": (practice, ["O"]),
    "anew": (practice, ["B"]),
    "practice_help": (practice, ["question_mark", "pagedown"]),
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


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_looks_while_the_fair_is_being_opened(snap_compare, size):
    assert snap_compare(Frame(fair.FAIR), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_looks_of_a_debrief(snap_compare, size):
    app = DeskApp(practised(at_quarter_to_twelve()))
    assert snap_compare(app, press=["D"], terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_looks_to_who_looks_on(snap_compare, size):
    day = at_quarter_to_twelve()

    async def look_on(pilot):
        await pilot.app.show(lambda browse, memory: WatchScreen(day, browse, memory))
        await pilot.pause()

    assert snap_compare(Frame(day.fair), run_before=look_on, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_looks_where_nobody_talks(snap_compare, size):
    speak("nl")
    sent = [a_line(str(n), "10:00", "x", "Vacature!", Label.VACANCY) for n in range(105)]
    day = FakeDay(sent, fair=fair.FAIR, arrived=10, now=at("10:00"), live=True)

    async def half_an_hour_later(pilot):
        await pilot.pause()
        day.arrived, day.now = 105, at("10:31")
        pilot.app.screen.pull()
        await pilot.pause()

    assert snap_compare(DeskApp(day), run_before=half_an_hour_later, terminal_size=size)
