"""What one key does to the case or the post that is selected, and how one key undoes it."""

import pytest

from moderator.core.case import State
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from tests.desk import fair
from tests.desk.fair import done
from tests.desk.screen import desk_of, listed, on_screen
from tests.fakes import FakeDay, a_line


async def test_a_claim_is_seen_in_words_and_the_same_key_releases():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        await pilot.press("c")
        assert "yours" in on_screen(pilot)
        assert "claimed until 12:00 by moderator" in on_screen(pilot)
        assert desk.status.said == "Yours now: question from lotte_v to Zorggroep Noord"
        await pilot.press("c")
        assert done(day) == [("claim", "q1"), ("release", "q1")]


async def test_a_closed_case_is_nobodys_until_it_waits_again():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, _):
        await pilot.press("c", "r", "4")
        assert "claimed until 12:00 by moderator" in on_screen(pilot)
        assert " ● " not in on_screen(pilot)
        await pilot.press("R", "1")
        assert " ● “is dit" in on_screen(pilot)


@pytest.mark.parametrize("key", ["d", "r"])
async def test_a_key_that_is_held_down_closes_one_case_and_says_so(key):
    day, seconds = fair.at_work(), 100.0
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        desk.acting.clock = lambda: seconds
        for _time in range(5):
            await pilot.press(key)
            seconds += 0.9
        assert [act.target for act in day.acts] == ["q1"]
        assert desk.status.said.startswith("One at a time: not done to broken link from jan_k")
        assert "again in a second" in on_screen(pilot)
        seconds += 0.2
        await pilot.press(key)
        assert [act.target for act in day.acts] == ["q1", "b1"]


async def test_who_goes_to_another_case_closes_it_at_once():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        desk.acting.clock = lambda: 100.0
        await pilot.press("d", "down", "d", "up", "r")
        assert [act.target for act in day.acts] == ["q1", "q2", "b1"]


async def test_a_label_is_confirmed_with_one_key():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("y")
        assert [(act.kind, act.label) for act in day.acts] == [(ActKind.CONFIRM, Label.QUESTION)]
        assert desk.status.said == "Confirmed, question: the post of lotte_v"


async def test_every_act_is_undone_with_one_key():
    day = fair.at_work()
    acts = (
        ["c"],
        ["s", "enter"],
        ["w", "x", "enter"],
        ["n", "ctrl+y"],
        ["m", "down", "enter"],
        ["y"],
    )
    async with desk_of(day) as (pilot, desk):
        for keys in acts:
            await pilot.press(*keys)
            await pilot.pause()
        for _ in acts:
            await pilot.press("u")
            await pilot.pause()
        assert day.standing() == []
        assert listed(desk)[0] == "q1"
        await pilot.press("u")
        assert desk.status.said == "There is nothing to undo."


async def test_an_act_that_would_be_in_vain_is_refused_in_words():
    day = fair.at_work()
    day.refusal = "that moment is past"
    async with desk_of(day) as (pilot, desk):
        await pilot.press("s", *"12:30", "enter")
        await pilot.pause()
        assert desk.status.said == "That was not possible: that moment is past"


async def test_resolving_moves_the_selection_to_the_next_case():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r")
        assert day.case("q1").state is State.RESOLVED
        assert desk.case.id == "b1"
        assert desk.status.said == "Resolved: question from lotte_v to Zorggroep Noord"
        assert "Zorggroep Noord  ·  u undoes it" in on_screen(pilot)


async def test_long_names_yield_to_how_an_act_is_undone():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("down", "d")
        await pilot.pause()
        screen = on_screen(pilot)
        assert "Dismissed as a false alarm: broken link from jan_k and 1 other" in screen
        assert "…  ·  u undoes it" in screen


async def test_two_quick_keys_close_two_cases():
    day = fair.at_work()
    async with desk_of(day) as (pilot, _):
        await pilot.press("r", "d")
        assert [(act.kind, act.target) for act in day.acts] == [
            (ActKind.RESOLVE, "q1"),
            (ActKind.DISMISS, "b1"),
        ]


async def test_undo_takes_back_the_last_act_and_names_it():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("d", "u")
        assert day.case("q1").state is State.OPEN
        assert listed(desk)[0] == "q1"
        assert desk.status.said == "Undone: dismissed, question from lotte_v to Zorggroep Noord"


async def test_undo_goes_back_to_the_case_that_waits_again():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r", "u")
        assert desk.case.id == "q1"
        await pilot.press("d")
        assert (day.acts[-1].kind, day.acts[-1].target) == (ActKind.DISMISS, "q1")


@pytest.mark.parametrize(("label", "case"), [("v", "q1"), ("b", "q2")])
async def test_undoing_a_label_moves_the_selection_only_where_a_case_comes_back(label, case):
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("l", label)
        await pilot.pause()
        desk.moving.select_case("q2")
        await pilot.press("u")
        assert desk.case.id == case


async def test_undo_in_the_stream_stays_on_its_post():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("tab", "tab", *["up"] * 7, "r", "u")
        assert (desk.case.id, desk.line.key) == ("b1", "b2")


async def test_undo_with_nothing_done_says_so():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("u")
        assert desk.status.said == "There is nothing to undo."


async def test_closing_without_a_case_says_so_kindly():
    async with desk_of(FakeDay([a_line("o", "10:00", "vera", "Hallo")])) as (pilot, desk):
        await pilot.press("r")
        assert desk.status.said == "No case is selected."
        assert "Nobody is waiting." in on_screen(pilot)


async def test_a_closed_case_can_be_seen_and_reopened():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r", "4")
        assert desk.case.state is State.RESOLVED
        assert not desk.check_action("do", ("resolve",))
        await pilot.press("R")
        assert day.case("q1").state is State.OPEN


async def test_an_act_that_is_refused_is_said_in_one_line():
    day = fair.at_work()
    day.refusal = "the journal is closed"
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r")
        assert desk.status.said == "That was not possible: the journal is closed"
