"""The keys that steer a replay, to its end, which is said once."""

import asyncio

import pytest

from moderator.desk.acts.replay import LOOKING
from moderator.desk.boxes.help import Help
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import at


async def test_space_pauses_and_says_so_in_words():
    day = fair.at_work(arrived=10, now=None)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("space")
        assert day.player.paused
        assert "PAUSED" in on_screen(pilot).splitlines()[0]
        await pilot.press("space")
        assert not day.player.paused
        assert desk.status.said == "Playing at 60×."


async def test_speed_step_and_jump_steer_the_player():
    day = fair.to_be_played()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("plus")
        assert day.player.speed == 300
        await pilot.press("minus", "minus")
        assert day.player.speed == 30
        await pilot.press("full_stop")
        assert day.arrived == 5
        await pilot.press("g", *"11:20", "enter")
        await pilot.pause()
        assert day.clock == at("11:20")
        assert desk.status.said == "Jumped to 11:20."
        await pilot.press("g", *"9:00", "enter")
        await pilot.pause()
        assert "does not go back" in desk.status.said


async def test_a_jump_beyond_the_end_says_when_the_recording_ends():
    day = fair.to_be_played()
    day.until_done = asyncio.Event().wait
    async with desk_of(day) as (pilot, desk):
        await pilot.press("g", *"23:00", "enter")
        await pilot.pause()
        assert desk.status.said == "The recording ends at 11:42."


async def test_a_time_that_is_none_is_asked_again():
    async with desk_of(fair.to_be_played()) as (pilot, desk):
        await pilot.press("g", *"straks", "enter")
        assert "That is no time" in on_screen(pilot)
        await pilot.press("backspace")
        assert "That is no time" not in on_screen(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is desk


async def test_the_next_case_is_played_to_and_selected():
    day = fair.to_be_played()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("N")
        for worker in [one for one in pilot.app.workers if one.group == LOOKING]:
            await worker.wait()
        assert desk.case.id == "q1"
        assert day.clock == at("11:02")
        assert day.player.paused
        assert "Paused at a new case" in desk.status.said


async def test_the_end_of_the_recording_is_said_with_what_remains():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        await pilot.pause(0.3)
        assert "The recording has ended. 5 cases still lack a follow-up." in desk.status.said
        assert "ENDED" in on_screen(pilot).splitlines()[0]
        assert not desk.check_action("do", ("play_pause",))


async def test_the_end_is_said_only_once_all_of_the_recording_is_judged():
    day, judged = fair.at_work(), asyncio.Event()
    day.until_done = judged.wait
    async with desk_of(day) as (pilot, desk):
        assert day.player.finished
        assert "has ended" not in desk.status.said
        judged.set()
        await pilot.pause(0.1)
        assert "The recording has ended. 5 cases" in desk.status.said


async def test_a_case_of_the_last_post_is_the_next_case_too():
    day, judged = fair.at_work(arrived=14), asyncio.Event()
    day.until_done = judged.wait
    every, day.every_case = day.every_case, day.every_case[:1]
    async with desk_of(day) as (pilot, desk):
        await pilot.press("N")
        await pilot.pause(0.1)
        day.every_case = every
        judged.set()
        await pilot.pause(0.1)
        assert "Paused at a new case" in desk.status.said


@pytest.mark.parametrize("key", ["space", "full_stop", "plus", "minus", "g", "N"])
async def test_a_key_of_the_replay_says_that_the_recording_has_ended(key):
    async with desk_of(fair.at_work()) as (pilot, desk):
        desk.say("Something else.")
        await pilot.press(key)
        assert pilot.app.screen is desk
        assert desk.status.said == "The recording has ended. 5 cases still lack a follow-up."


async def test_a_jump_typed_until_after_the_end_says_so():
    day = fair.at_work(arrived=14)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("g", *"12:00")
        day.arrived = 15
        await pilot.press("enter")
        await pilot.pause()
        assert "The recording has ended." in desk.status.said


async def test_a_live_fair_shows_no_key_of_a_replay():
    async with desk_of(fair.at_work(live=True)) as (pilot, desk):
        assert not desk.check_action("do", ("next_case",))
        await pilot.press("N")
        assert desk.status.said == "This fair is live: nothing is played."
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, Help)
        assert "Play faster" not in on_screen(pilot)
