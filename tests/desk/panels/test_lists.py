"""Keys act on what is selected in the list that has the focus, wherever its rows have gone."""

from datetime import timedelta

import pytest

from moderator.core.case import State
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.fair import done
from tests.desk.screen import desk_of, listed, on_screen
from tests.fakes import a_case, a_line, at


async def test_keys_act_on_what_is_selected_in_the_list_that_has_the_focus():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        desk.stream.posts.focus()
        await pilot.press("up", "up")
        other = desk.case
        desk.queue.focus()
        await pilot.press("c")
        assert other is None or other.id != "q1"
        assert done(day) == [("claim", "q1")]


async def test_a_key_that_was_meant_for_a_case_that_just_left_does_nothing_and_says_so():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        moment = [100.0]
        desk.lists.clock = lambda: moment[0]
        first, second = (entry.case for entry in desk.queue.entries[:2])
        await day.act(Wish(ActKind.SNOOZE, first.id, until=day.clock + timedelta(minutes=30)))
        desk.look()
        assert desk.status.said.startswith("No longer in this list: ")
        await pilot.press("d")
        assert desk.status.said.startswith("The list moved; selected now: ")
        await pilot.press("d")
        assert done(day)[1:] == [("dismiss", second.id)]


async def test_after_a_moment_or_a_move_of_ones_own_keys_act_at_once():
    day = fair.at_work()
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        moment = [100.0]
        desk.lists.clock = lambda: moment[0]
        for case in (desk.queue.entries[0].case, desk.queue.entries[1].case):
            await day.act(Wish(ActKind.SNOOZE, case.id, until=day.clock + timedelta(minutes=30)))
            desk.look()
            moment[0] += 2
        await pilot.press("c")
        assert done(day)[-1][0] == "claim"


async def test_the_selection_stays_on_its_case_when_rows_move():
    day = fair.at_work(now=at("11:41"))
    async with desk_of(day) as (pilot, desk):
        await pilot.press("down", "down", "down")
        chosen = desk.case.id
        day.lines.insert(0, a_line("p0", "09:20", "vroeg", "Is er iemand?", Label.QUESTION))
        day.arrived += 1
        day.every_case.insert(0, a_case("p0", "vroeg", "UWV Noord", opened="09:20"))
        desk.pull()
        assert listed(desk)[0] == "p0"
        assert desk.case.id == chosen
        assert desk.queue.cursor == 4


async def test_a_lane_is_shown_where_one_left_it_and_closed_cases_from_the_last_one():
    day = fair.at_work()
    async with desk_of(day) as (pilot, desk):
        await pilot.press("r", "d", "down", "down")
        chosen = desk.case.id
        await pilot.press("4", "down", "1")
        assert desk.case.id == chosen == listed(desk)[-1]
        await pilot.press("4")
        assert desk.queue.cursor == 0
        await day.act(Wish(ActKind.RESOLVE, chosen))
        await pilot.press("1")
        assert desk.case.id == listed(desk)[0]


async def test_a_post_with_a_case_shows_its_case_and_another_shows_itself():
    async with desk_of(fair.at_work(), size=(120, 40)) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "up")
        assert desk.case.id == "q4"
        await pilot.press("down")
        assert desk.case is None
        assert "werkt dat nou?" in on_screen(pilot)


async def test_a_click_selects_and_a_second_one_opens():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.click("#queue", offset=(5, 3))
        assert desk.case.id == "b1"
        await pilot.click("#queue", offset=(5, 5), times=2)
        assert desk.case.id == "q2"
        assert desk.talk.has_focus


async def test_tab_goes_from_the_queue_over_the_case_to_the_stream():
    async with desk_of(fair.at_work()) as (pilot, desk):
        order = []
        for _ in range(4):
            order.append(pilot.app.focused)
            await pilot.press("tab")
        assert order == [desk.queue, desk.talk, desk.stream.posts, desk.queue]


async def test_a_case_that_is_answered_while_one_reads_it_is_said_to_be_so():
    day = fair.at_work()
    async with desk_of(day) as (_, desk):
        day.every_case[0] = a_case("q1", "lotte_v", "Zorg", moves=[("11:44", State.ANSWERED, "Z")])
        desk.pull()
        assert desk.status.said == "No longer waiting, answered by Z: question from lotte_v to Zorg"


async def test_escape_goes_back_to_the_stream_where_one_came_from_it():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("tab", "tab", "up", "enter", "escape")
        assert desk.stream.posts.has_focus
        await pilot.press("escape")
        assert desk.queue.has_focus


def more_urgent_comes(day):
    """Let somebody ask who waits longer than all others."""
    day.lines.insert(0, a_line("p0", "09:20", "vroeg", "Is er iemand?", Label.QUESTION))
    day.arrived += 1
    day.every_case.insert(0, a_case("p0", "vroeg", "UWV Noord", opened="09:20"))


@pytest.mark.parametrize("keys", [(), ("down", "up"), ("c",), ("tab",), ("4", "home", "1")])
async def test_until_a_case_is_taken_the_selection_stays_at_the_top(keys):
    day = fair.at_work(now=at("11:41"))
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        first = desk.case.id
        await pilot.press(*keys)
        more_urgent_comes(day)
        desk.pull()
        assert listed(desk)[:2] == ["p0", first]
        loose = keys in [(), ("4", "home", "1")]
        assert desk.queue.selected.id == ("p0" if loose else first)
        desk.moving.note(desk.memory)
        assert desk.memory.case == ("" if loose else first)


async def test_a_key_that_was_meant_for_the_case_that_was_at_the_top_does_nothing_and_says_so():
    day = fair.at_work(now=at("11:41"))
    async with desk_of(day, size=(120, 40)) as (pilot, desk):
        desk.lists.clock = lambda: 100.0
        more_urgent_comes(day)
        desk.pull()
        await pilot.press("d")
        assert desk.status.said.startswith("The list moved; selected now: question from vroeg")
        assert done(day) == []
