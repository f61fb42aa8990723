"""That a key which does nothing says why, and that who only looks on is offered nothing else."""

import pytest

from moderator.core.facts import ActKind
from moderator.desk.app import DeskApp
from moderator.desk.boxes.choose import Choose
from moderator.desk.screens.watch import WatchScreen
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.screen import desk_of, listed, on_screen
from tests.fakes import FakeDay


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ("R", "No case is selected."),
        ("x", "No case is selected."),
        ("L", "Links are not checked."),
        ("N", "This fair is live: nothing is played."),
        ("a", "That is for practice only."),
        ("b", "b does nothing here; ? has all keys."),
    ],
)
async def test_a_key_that_does_nothing_says_why(keys, why):
    async with desk_of(FakeDay(live=True), size=(120, 30)) as (pilot, desk):
        await pilot.press(*keys)
        assert desk.status.said == why


async def test_a_closed_case_and_one_of_a_single_post_say_why_not():
    day = fair.at_work(live=True)
    await day.act(Wish(ActKind.RESOLVE, "q2"))
    async with desk_of(day, size=(120, 30)) as (pilot, desk):
        await pilot.press("x")
        assert desk.status.said == "This case is a single post."
        await pilot.press("R")
        assert desk.status.said.startswith("This case is open already: question from lotte_v")
        for key in "nd":
            await pilot.press("4", key)
            assert desk.case.id == "q2"
            said = "This case is resolved already, R reopens it: question from pieter_dv"
            assert desk.status.said.startswith(said)
        await pilot.press("R", "1")
        assert "q2" in listed(desk)
        await day.act(Wish(ActKind.SNOOZE, "q2"))
        desk.look()
        await pilot.press("3", "R")
        assert desk.status.said.startswith("This case is set aside, s takes it back up: question")


async def test_what_is_typed_into_a_filter_is_no_key_without_meaning():
    async with desk_of(fair.at_work(live=True), size=(120, 30)) as (pilot, desk):
        await pilot.press("slash", *"vbN")
        assert desk.status.said == ""
        assert desk.stream.typed.value == "vbN"


async def test_who_looks_on_is_offered_no_key_that_changes_anything():
    day = fair.at_work(arrived=12)
    day.checks = object
    app = DeskApp(day)
    async with app.run_test(size=(120, 60)) as pilot:
        await app.push_screen(WatchScreen(day, app.browse, app.memory))
        await pilot.pause()
        assert "Try n" not in on_screen(pilot)
        for key in "ncrdLuDBN":
            await pilot.press(key)
            assert pilot.app.screen.status.said.startswith("Here one only looks on"), key
        assert day.acts == []
        await pilot.press("question_mark")
        shown = on_screen(pilot)
        assert "Filter the stream" in shown
        assert "Have the link looked at again" not in shown
        assert "Remind the employer" not in shown
        assert "Play until another case opens" not in shown


async def test_who_looks_on_is_told_that_the_recording_has_ended_too():
    day = fair.at_work()
    app = DeskApp(day)
    async with app.run_test(size=(120, 60)) as pilot:
        await app.push_screen(WatchScreen(day, app.browse, app.memory))
        await pilot.pause()
        await pilot.press("d")
        assert app.screen.status.said.startswith("Here one only looks on")
        await pilot.press("space")
        assert app.screen.status.said.startswith("The recording has ended.")


async def test_keys_that_come_fast_are_heeded_in_their_turn():
    day = fair.at_work(live=True)
    await day.act(Wish(ActKind.RESOLVE, "q2"))
    async with desk_of(day, size=(120, 30)) as (pilot, desk):
        await pilot.press("4")
        for key in ("1", "H"):
            pilot.app.simulate_key(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        assert "resolved already" not in desk.status.said


async def test_a_box_in_which_nothing_fits_says_whether_the_words_will_do():
    async with desk_of(fair.at_work(live=True), size=(120, 40)) as (pilot, _):
        await pilot.press("M", *"zzz")
        assert "Nothing here is called so." in on_screen(pilot)
        await pilot.press("enter", "escape", "H")
        assert "There is none: type it." in on_screen(pilot)
        await pilot.press(*"bram")
        assert "Enter takes it as it is typed." in on_screen(pilot)


async def test_once_the_filter_is_cleared_keys_act_on_the_case_that_is_marked_in_the_queue():
    async with desk_of(fair.at_work(live=True), size=(120, 40)) as (pilot, desk):
        await pilot.press("slash", *"label:question", "enter", "up")
        assert desk.case.id == "q4"
        await pilot.press("escape")
        await pilot.pause()
        desk.pull()
        assert desk.case.id == "q1"
        await pilot.press("c")
        assert desk.status.said.startswith("Yours now: question from lotte_v")
