"""On a small screen those who wait come first; the other panels are a key away."""

import pytest

from moderator.core.facts import ActKind
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.screen import desk_of, listed, on_screen

WAITING = ("lotte_v", "jan_k", "pieter_dv")


@pytest.mark.parametrize("size", [(40, 12), (40, 24), (80, 12), (200, 12), (60, 16)])
async def test_however_small_the_screen_is_the_queue_shows_cases(size):
    async with desk_of(fair.at_work(), size=size) as (pilot, desk):
        rows = on_screen(pilot).splitlines()
        assert desk.queue.size.height >= 4
        assert all(any(name[:4] in row for row in rows) for name in WAITING[:2])


async def test_the_other_panels_take_their_turns_where_there_is_no_room_for_them():
    async with desk_of(fair.at_work(), size=(40, 12)) as (pilot, desk):
        assert not desk.talk.display
        for key, panel in [("tab", "talk"), ("tab", "stream"), ("tab", "queue")]:
            await pilot.press(key)
            assert (desk.room.zoomed, desk.focused.id) == (
                panel,
                "posts" if panel == "stream" else panel,
            )
        await pilot.press("shift+tab")
        assert desk.room.zoomed == "stream"
        await pilot.press("escape", "enter")
        assert "zorggroepnoord 10:02 vacancy" in on_screen(pilot)
        await pilot.press("escape")
        assert (desk.room.zoomed, desk.focused.id) == ("", "queue")


async def test_a_filter_is_seen_while_it_is_typed_on_a_small_screen():
    async with desk_of(fair.at_work(), size=(40, 12)) as (pilot, desk):
        await pilot.press("slash", *"kok")
        assert "joop" in on_screen(pilot)
        await pilot.press("escape", "escape")
        assert (desk.room.zoomed, desk.focused.id) == ("", "queue")


@pytest.mark.parametrize("size", [(50, 14), (80, 14), (80, 24)])
async def test_however_low_the_screen_is_the_ways_of_a_draft_are_shown(size):
    day = fair.at_work()
    await day.act(Wish(ActKind.NUDGE, "q1", text="a nudge before"))
    async with desk_of(day, size=size) as (pilot, _):
        await pilot.press("n")
        assert "Ctrl+Y copy" in on_screen(pilot)


@pytest.mark.parametrize("size", [(80, 16), (60, 16), (40, 10)])
async def test_what_is_selected_stays_in_view_on_a_screen_that_shrinks(size):
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        await pilot.press("end")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert desk.case.id == listed(desk)[-1]
        assert any(row[1:2] == "▸" for row in on_screen(pilot).splitlines())


async def test_what_was_acted_on_comes_into_view():
    async with desk_of(fair.at_work(), size=(80, 16)) as (pilot, desk):
        desk.queue.scroll_end(animate=False, force=True)
        await pilot.pause()
        assert "▸" not in on_screen(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert "▸" in on_screen(pilot)
