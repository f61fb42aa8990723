"""The stream follows what comes until one goes up, and asks only for what is visible."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input

from moderator.desk.lists.rounds import AGAIN, CHUNK
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import FakeDay, a_long_day


async def test_the_stream_follows_until_one_goes_up_and_says_that_it_does_not():
    day = fair.at_work(arrived=12)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("tab", "tab", "up")
        day.arrived = 15
        desk.pull()
        assert "holds still · 3 new · f follows" in on_screen(pilot)
        assert desk.line.key == "q3"
        await pilot.press("f")
        assert "holds still" not in on_screen(pilot)
        assert desk.case.id == "q1"


async def test_going_below_the_last_post_follows_again():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "down")
        assert desk.stream.posts.following


async def test_the_filter_narrows_while_one_types_and_escape_clears_it():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("slash")
        desk.stream.typed.value = "label:broken"
        await pilot.pause()
        assert desk.stream.posts.count() == 2
        await pilot.press("enter")
        assert desk.stream.posts.has_focus
        await pilot.press("escape")
        assert desk.stream.posts.count() == 15
        assert not desk.stream.query_one(Input).display


@pytest.mark.parametrize(("width", "date"), [(120, " 04-02-25 "), (80, " 04-02 ")])
async def test_a_post_that_is_dated_long_before_the_fair_has_its_date_there(width, date):
    day = fair.at_work(arrived=3)
    line = day.lines[1]
    long_ago = replace(line.post, created_at=line.post.at - timedelta(days=462))
    day.lines[1] = replace(line, post=long_ago)
    async with desk_of(day, size=(width, 40)) as (pilot, _):
        assert sum(date in row for row in on_screen(pilot).splitlines()) == 1


class _Busy(FakeDay):
    """A day on which a post comes between any two looks."""

    def board(self):
        self.arrived += 1
        return super().board()


async def test_the_stream_goes_on_following_when_a_filter_gives_its_line_back():
    long = a_long_day(1000)
    async with desk_of(_Busy(long.lines, arrived=150), size=(200, 60)) as (pilot, desk):
        await pilot.press("slash", *"absent", "enter", "escape")
        await pilot.pause()
        for _ in range(3):
            desk.pull()
            assert "holds still" not in on_screen(pilot)


async def test_scrolling_up_holds_the_stream_and_scrolling_down_lets_it_go():
    day = a_long_day(200)
    async with desk_of(day) as (pilot, desk):
        posts = desk.stream.posts
        posts.scroll_relative(y=-20, animate=False, force=True)
        await pilot.pause(0.3)
        assert not posts.following
        posts.scroll_end(animate=False, force=True)
        await pilot.pause(0.3)
        assert posts.following


async def test_a_stream_of_many_posts_asks_only_for_what_is_visible():
    day = a_long_day(300_000)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("tab", "tab", "home", "pagedown", "end")
        await pilot.pause()
        assert desk.stream.posts.count() == 300_000
        assert max(asked for asked in day.asked if asked not in (CHUNK, AGAIN)) < 50


@pytest.mark.parametrize("gone", [3, 10])
async def test_a_post_that_leaves_the_stream_moves_no_selection_to_another(gone):
    day = fair.at_work(arrived=12)
    async with desk_of(day) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "up")
        key = desk.line.key
        place = next(at for at, line in enumerate(day.lines) if line.key == key)
        assert place == 10
        del day.lines[gone]
        day.arrived, day.edition, day.changed = 11, day.edition + 1, day.changed + 1
        assert desk.stream.posts.selected is None
        desk.pull()
        chosen = desk.stream.posts.selected
        assert (chosen.key if chosen else "") == ("" if gone == place else key)


async def test_a_post_that_leaves_a_filtered_stream_is_looked_for_no_more():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("slash")
        desk.stream.typed.value = "label:broken"
        await pilot.pause()
        at = next(n for n, line in enumerate(day.lines) if line.key == "b1")
        del day.lines[at]
        day.arrived, day.edition, day.changed = len(day.lines), day.edition + 1, day.changed + 1
        desk.pull()
        await pilot.pause()
        assert desk.stream.posts.count() == 1
