"""The desk of a trainee: what is there in practice only, what is not, and what both type."""

import asyncio
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from textual.widgets import Input

from moderator.desk.boxes.reading import ReadingScreen
from moderator.desk.orders.table import Orders
from moderator.desk.plain import Plain, run_plain
from moderator.desk.telling.teller import Teller
from moderator.practice.attempt import Attempt
from moderator.practice.log import Log, What, of
from moderator.practice.scenario import (
    Cue,
    HeldBack,
    Inject,
    Rubric,
    Scenario,
    Trigger,
    Words,
)
from moderator.practice.staging import Staging
from moderator.words.language import speak
from tests.clocks import until
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen

WALL = datetime(2026, 11, 1, tzinfo=UTC)


class Stage:
    """The day of the fake desk, as the director sees it; keeps what is injected."""

    def __init__(self, day):
        self.day, self.came = day, []
        self.clock = day.clock

    def __getattr__(self, name):
        return getattr(self.day, name)

    async def inject(self, *, events=(), facts=()):
        self.came += [*events, *facts]


@pytest.fixture
def day():
    return practised(fair.at_work(arrived=12))


def practised(day):
    """Give a day on which one practises."""
    hush = Inject(
        "lunch",
        Cue(on=Trigger.HAND),
        held_back=HeldBack(timedelta(minutes=5)),
        about=Words({"en": "Everybody is at lunch.", "nl": "Iedereen luncht."}),
    )
    rubric = Rubric(observed={"tone": Words({"en": "Tone.", "nl": "Toon."})})
    title = Words({"en": "A test", "nl": "Een proef"})
    scenario = Scenario("proef", "day", title=title, injects=(hush,), rubric=rubric)
    staging = Staging(scenario, "Europe/Amsterdam")
    day.practice = Attempt(staging, day.fair, tuple, log=Log(), wall=lambda: WALL)
    day.practice._stage = Stage(day)
    day.player = day.practice.supervise(day.player)
    return day


def said(day, what):
    return [(one.text, one.value) for one in of(day.practice.entries, what)]


async def test_the_desk_says_that_it_is_practice_and_what_is_different(day):
    async with desk_of(day) as (pilot, _desk):
        await pilot.pause()
        screen = on_screen(pilot)
        assert "PRACTICE" in screen
        assert "Practice: a says what you do besides" in screen


def with_words(day, about="Thirty questions in two hours."):
    """Give the day with what its trainee is told beforehand."""
    player, practice = day.player, day.practice
    about, goal = Words({"en": about}), Words({"en": "To choose."})
    scenario = replace(practice.scenario, about=about, goals=(goal,))
    staging = Staging(scenario, "Europe/Amsterdam")
    day.practice = Attempt(staging, day.fair, tuple, log=Log(), wall=lambda: WALL)
    day.player = day.practice.supervise(player)
    return day


async def test_the_day_waits_until_the_trainee_has_read_what_it_is_about(day):
    day = with_words(day)
    day.player.play()
    async with desk_of(day) as (pilot, _desk):
        await pilot.pause()
        screen = on_screen(pilot)
        assert "A test" in screen
        assert "Thirty questions in two hours." in screen
        assert "· To choose." in screen
        assert day.player.paused
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ReadingScreen)
        assert not day.player.paused
    assert not said(day, What.PAUSED)


async def test_who_goes_on_with_an_attempt_is_not_told_again_what_it_is_about(day):
    day = with_words(day)
    day.practice.note(What.BEGAN, "jan")
    assert day.practice.opening
    day.practice.note(What.BEGAN, "jan")
    assert not day.practice.opening


async def test_in_plain_mode_what_the_day_is_about_comes_first(day):
    out = io.StringIO()
    await run_plain(with_words(day), out=out, typed=io.StringIO("quit\n"), pull_seconds=0)
    told = out.getvalue().splitlines()
    assert told[:3] == ["A test", "Thirty questions in two hours.", "· To choose."]
    assert told[4].startswith("This is practice: aside says")


async def test_in_earnest_there_is_nothing_of_practice():
    async with desk_of(fair.at_work(arrived=12)) as (pilot, desk):
        assert "PRACTICE" not in on_screen(pilot)
        for action in ("aside", "inject", "debrief", "observe", "anew"):
            assert not desk.check_action("do", (action,))
        assert desk.check_action("do", ("next_case",))


async def test_a_trainee_is_not_told_when_the_next_case_comes(day):
    async with desk_of(day) as (_pilot, desk):
        assert not desk.check_action("do", ("next_case",))
        assert not desk.check_action("do", ("jump",))
        assert desk.check_action("do", ("step",))


async def test_what_costs_a_trainee_points_is_not_proposed(day):
    async with desk_of(day) as (pilot, desk):
        await pilot.pause()
        assert desk.to_try() == ""
        day.practice = None
        assert desk.to_try().startswith("Try n")


async def test_the_end_of_the_day_says_how_to_come_to_the_debrief():
    day, judged = practised(fair.at_work()), asyncio.Event()
    day.until_done = judged.wait
    async with desk_of(day) as (pilot, _desk):
        judged.set()
        await pilot.pause(0.1)
        assert "5 cases still lack a follow-up.  ·  q: the debrief" in on_screen(pilot)
    teller = Teller(day)
    plain = Plain(teller, Orders(day, teller), io.StringIO(), pull_seconds=0)
    await plain._await_end()
    assert plain.news()[-1] == "Type quit for the debrief."


async def test_words_aside_are_kept(day):
    async with desk_of(day) as (pilot, _desk):
        await pilot.press("a")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "ik bel de bakker"
        await pilot.press("enter")
        await pilot.pause()
        assert said(day, What.ASIDE) == [("ik bel de bakker", 0.0)]
        assert "Kept for the debrief: ik bel de bakker" in on_screen(pilot)


async def test_a_log_that_cannot_be_written_ends_nothing_and_that_is_said(day, orders, tmp_path):
    day.practice._log = Log(tmp_path / "log.jsonl")
    (tmp_path / "log.jsonl").mkdir()
    why = "(not written down yet: Is a directory)"
    assert await orders.carry_out("aside ik bel") == [f"Kept for the debrief: ik bel {why}"]
    assert await orders.carry_out("observe tone 3") == [f"Noted for the debrief. {why}"]
    async with desk_of(day, size=(120, 40)) as (pilot, _desk):
        await pilot.press("I")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert f"It happens now: lunch {why}" in on_screen(pilot)
    assert len(day.practice.entries) == 3


async def test_the_trainer_chooses_an_inject_or_types_a_post(day):
    async with desk_of(day) as (pilot, _desk):
        await pilot.press("I")
        await pilot.pause()
        assert "Everybody is at lunch." in on_screen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("I")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = "@sanne_b [b]hoi[/b] @bakkerbolt"
        await pilot.press("enter")
        await pilot.pause()
        assert said(day, What.INJECTED) == [("lunch", 0.0), ("@sanne_b", 0.0)]
        (post,) = day.practice._stage.came
        assert (post.author.handle, post.mentions) == ("sanne_b", ("bakkerbolt",))
        assert "[b]hoi[/b]" in on_screen(pilot)


async def test_the_trainer_gives_points(day):
    async with desk_of(day) as (pilot, _desk):
        await pilot.press("O")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert said(day, What.OBSERVED) == [("tone", 3.0)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("runs", [True, False])
async def test_the_debrief_holds_the_day_which_then_goes_on_as_before(day, runs, size):
    day.player.paused = not runs
    paused = said(day, What.PAUSED)
    async with desk_of(day, size=size) as (pilot, _desk):
        await pilot.pause()
        await pilot.press("escape")
        await pilot.press("D")
        for _breath in range(100):
            await pilot.pause(0.01)
            if isinstance(pilot.app.screen, ReadingScreen):
                break
        await pilot.pause()
        assert "nothing was due yet" in on_screen(pilot)
        assert day.player.paused
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ReadingScreen)
        await until(lambda: day.player.paused is not runs)
    assert len(said(day, What.DEBRIEFED)) == 1
    assert said(day, What.PAUSED) == paused


async def test_a_debrief_that_was_typed_says_that_the_day_waits(day, orders):
    day.player.play()
    assert (await orders.carry_out("debrief"))[-1] == "Paused: type play to go on."
    assert day.player.paused
    assert "Paused: type play to go on." not in await orders.carry_out("debrief")


async def test_the_day_begins_anew_only_when_that_was_meant(day):
    async with desk_of(day) as (pilot, _desk):
        await pilot.press("B")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not day.practice.again
        await pilot.press("B")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
    assert day.practice.again


async def test_an_attempt_is_not_ended_by_one_q(day):
    async with desk_of(day) as (pilot, desk):
        await pilot.press("q")
        assert desk.status.said == "The attempt ends when you leave"
        assert not pilot.app._exit
        await pilot.press("q")
        assert pilot.app._exit


@pytest.fixture
def orders(day):
    return Orders(day, Teller(day))


async def test_all_of_it_can_be_typed(day, orders):
    assert await orders.carry_out("aside ik bel de bakker") == [
        "Kept for the debrief: ik bel de bakker"
    ]
    assert "lunch: Everybody is at lunch." in await orders.carry_out("inject")
    assert await orders.carry_out("inject lunch") == ["It happens now: lunch"]
    assert "come already" in (await orders.carry_out("inject lunch"))[0]
    assert await orders.carry_out("inject @sanne hoi") == ["It comes now: @sanne: hoi"]
    assert await orders.carry_out("observe tone 3") == ["Noted for the debrief."]
    assert "tone 4: Tone." in await orders.carry_out("observe tone")
    told = await orders.carry_out("debrief")
    assert "Score: nothing was due yet" in told
    assert "  Tone: 3 of 4" in told
    assert "aside TEXT" in (await orders.carry_out("aside"))[0]
    await orders.carry_out("anew")
    assert orders.done
    assert day.practice.again


async def test_the_orders_of_practice_are_typed_in_dutch_too(day, orders):
    speak("nl")
    assert await orders.carry_out("terzijde ik bel") == ["Bewaard voor de nabespreking: ik bel"]
    assert "lunch: Iedereen luncht." in await orders.carry_out("ingreep")
    assert "Score: er was nog niets te doen" in await orders.carry_out("nabespreking")


async def test_in_earnest_none_of_it_can_be_typed():
    orders = Orders(fair.at_work(arrived=12), Teller(fair.at_work(arrived=12)))
    for order in ("aside x", "inject", "debrief", "anew", "observe"):
        assert "aside" not in orders._orders
        assert (await orders.carry_out(order))[0]
    assert not orders.done
