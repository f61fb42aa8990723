"""A panel that has the whole screen, and the way from it to the next one and back."""

import pytest

from tests.desk import fair
from tests.desk.screen import desk_of, on_screen


async def test_zoom_gives_a_panel_the_screen_and_back():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("z")
        await pilot.pause()
        assert (desk.queue.size.width, desk.stream.display) == (78, False)
        assert "Waiting for an employer · 5 · z: back" in on_screen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert (desk.talk.size.width, desk.queue.display) == (76, False)
        await pilot.press("escape")
        await pilot.pause()
        assert desk.stream.display
        assert ": back" not in on_screen(pilot)


@pytest.mark.parametrize(("key", "lane"), [("1", "queue"), ("2", "unsure")])
async def test_tab_goes_from_a_panel_that_has_all_the_room_to_the_next_and_back(key, lane):
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press(key, "z")
        panels = [("talk", "talk"), ("stream", "posts"), (lane, lane)]
        for there in panels:
            await pilot.press("tab")
            assert (desk.room.zoomed, desk.focused.id) == there
        for there in (panels[1], panels[0], panels[2]):
            await pilot.press("shift+tab")
            assert (desk.room.zoomed, desk.focused.id) == there
        await pilot.press("escape", "tab")
        assert (desk.room.zoomed, desk.focused.id) == ("", "talk")
        await pilot.press("shift+tab")
        assert (desk.room.zoomed, desk.focused.id) == ("", "queue")
