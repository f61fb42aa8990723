"""Keys act on what is selected in the list that has the focus, wherever its rows have gone."""

from datetime import timedelta

from moderator.core.facts import ActKind
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.fair import done
from tests.desk.test_desk import desk_of


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
