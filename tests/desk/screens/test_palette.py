"""The palette has the acts that exist now, and finds them by what they do."""

from moderator.core.facts import ActKind
from moderator.desk.keys.keys import acts_of
from moderator.desk.keys.keys import listed as act_listed
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen, shown


async def test_the_palette_has_the_acts_that_exist_now():
    async with desk_of(fair.at_work(arrived=12)) as (_, desk):
        titles = {act_listed(act) for act in acts_of(desk)}
        assert {"Resolved  r", "Label  l", "Undo  u", "Next case  N"} <= titles
        assert "Reopen  R" not in titles


async def test_the_palette_opens_once_and_not_over_what_has_no_acts():
    async with desk_of(fair.at_work(arrived=12)) as (pilot, desk):
        await pilot.press("ctrl+p", "ctrl+p", "escape")
        assert pilot.app.screen is desk
        for opening in ("n", "s", "e", "question_mark"):
            await pilot.press(opening)
            opened = pilot.app.screen
            await pilot.press("ctrl+p")
            assert pilot.app.screen is opened
            await pilot.press("escape")
        told = [each.message for each in pilot.app._notifications]
        assert told == ["To choose an act, close what is open."] * 4


async def test_an_act_can_be_done_from_the_palette():
    day = fair.at_work(arrived=12)
    async with desk_of(day) as (pilot, _):
        await pilot.press("ctrl+p", *"dismiss")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause()
        assert [act.kind for act in day.acts] == [ActKind.DISMISS]


async def test_the_palette_finds_an_act_by_what_it_does_and_says_where_it_finds_none():
    async with desk_of(fair.at_work(arrived=12), size=(120, 40)) as (pilot, desk):
        await pilot.press("ctrl+p", *"alarm")
        await shown(pilot, "Dismiss  d")
        await pilot.press(*"xyz")
        await shown(pilot, "Nothing here is called so.")
        await pilot.press("enter")
        assert pilot.app.screen is desk


async def test_what_enter_would_take_in_the_palette_is_marked_without_colour():
    async with desk_of(fair.at_work(arrived=12)) as (pilot, desk):
        await pilot.press("ctrl+p")
        first, *others = sorted(map(act_listed, acts_of(desk)))
        await shown(pilot, f"▸ {first}")
        await pilot.press("down")
        await shown(pilot, f"▸ {others[0]}")
        assert f"▸ {first}" not in on_screen(pilot)
        await pilot.press(*"alarm")
        await shown(pilot, "▸ Dismiss  d")
