"""The desk as a whole: it can be drawn at any size, in any theme, and is taken down in peace."""

import pytest
from textual.dom import NoScreen

from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay


async def test_no_key_fails_where_nothing_has_come_in():
    keys = (*"rdRcswmMxlypou1234f", "enter", "up", "down", "home", "end")
    async with desk_of(fair.before_the_start()) as (pilot, _):
        await pilot.press(*keys, "tab", *keys, "tab", *keys)
        assert "Nothing has come in yet." in on_screen(pilot)


class _Leaving(FakeDay):
    """A day whose desk is being taken down: a panel has no screen any more."""

    left = False

    def board(self):
        if self.left:
            raise NoScreen
        return super().board()


async def test_to_look_while_the_desk_is_taken_down_ends_the_looking():
    day = _Leaving(fair.at_work().lines)
    async with desk_of(day) as (_, desk):
        (look,) = [each for each in desk.workers if each.name == "look"]
        day.left = True
        assert await look.wait() is None
        day.left = False


async def test_a_new_size_of_the_screen_does_not_stop_the_stream():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        for size in [(80, 24), (140, 50), (60, 20)]:
            await pilot.resize_terminal(*size)
            await pilot.pause(0.3)
            assert desk.stream.posts.following


@pytest.mark.parametrize("keys", [[], ["2"], ["e"], ["z"], ["v"]])
async def test_a_terminal_without_any_room_ends_no_desk(keys):
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press(*keys)
        for width in (41, 40, 5, 3, 1, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            await pilot.press("down")
        assert pilot.app.is_running


async def test_light_and_dark_change_with_one_key():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("t")
        assert not pilot.app.current_theme.dark
        await pilot.press("t")
        assert pilot.app.current_theme.dark


@pytest.mark.parametrize("keys", ["", "e"])
async def test_which_theme_it_is_now_is_said(keys):
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press(*keys)
        for name in ("light", "high contrast", "without colour", "dark"):
            await pilot.press("t")
            await pilot.pause()
            assert f"Theme: {name}." in on_screen(pilot)


async def test_accounting_is_on_the_screen():
    async with desk_of(fair.at_work(unreadable=2), size=(120, 40)) as (pilot, _):
        assert "63 received = 15 shown + 46 folded + 2 unreadable" in on_screen(pilot)


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_the_desk_can_be_drawn_at_any_size(size):
    async with desk_of(fair.at_work(), size=size) as (pilot, _):
        await pilot.press("tab", "tab", "up")
        assert on_screen(pilot)
