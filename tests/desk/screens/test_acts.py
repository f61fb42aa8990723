"""What one key does to the case or the post that is selected, and how one key undoes it."""

import pytest

from moderator.core.facts import ActKind
from moderator.core.labels import Label
from tests.desk import fair
from tests.desk.fair import done
from tests.desk.test_desk import desk_of, listed, on_screen


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
        desk.clock = lambda: seconds
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
        desk.clock = lambda: 100.0
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
