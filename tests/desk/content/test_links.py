"""The links of a conversation: how they are, and that one key opens or looks at them again."""

from dataclasses import replace

import pytest

from moderator.core.facts import LinkChecked, LinkState
from moderator.intake.tally import Checks
from moderator.wishes.sense import Refusal
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen
from tests.fakes import at


async def test_a_link_is_looked_at_again_with_one_key():
    day = fair.at_work()
    asked = []

    async def recheck(key):
        asked.append(key)
        if len(asked) > 1:
            raise Refusal("the fair's engine cannot be reached now")
        return 1

    day.checks, day.recheck = lambda: Checks(known=3, failed=1), recheck
    async with desk_of(day) as (pilot, desk):
        await pilot.press("L")
        assert asked == ["q1"]
        assert desk.status.said == "The link is looked at again."
        await pilot.press("L")
        assert desk.status.said == "That was not possible: the fair's engine cannot be reached now"
        await pilot.press("i")
        await pilot.pause()
        assert "3 links known, 1 check failed" in on_screen(pilot)


async def test_where_links_are_not_checked_there_is_no_key_for_it():
    async with desk_of(fair.at_work()) as (pilot, desk):
        assert not desk.check_action("do", ("recheck",))
        await pilot.press("L")
        assert not desk.status.said.startswith("The link")


@pytest.mark.parametrize(
    ("state", "told"),
    [(LinkState.ALIVE, "works, 3 min ago"), (LinkState.DEAD, "dead, 3 min ago: no such page")],
)
async def test_the_state_of_a_link_and_its_age_stand_beside_it(state, told):
    day = fair.at_work()
    link = "https://zorggroepnoord.example.nl/wijkzorg"
    reason = "no such page" if state.is_broken else ""
    day.lines[1] = replace(day.lines[1], link=LinkChecked(link, state, at("11:42"), reason))
    async with desk_of(day, size=(160, 40)) as (pilot, _):
        assert f"→ zorggroepnoord.example.nl/wijkzorg · {told}" in on_screen(pilot)


async def test_the_link_of_the_conversation_is_opened_and_said():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("o")
        assert pilot.app.opened == ["https://zorggroepnoord.example.nl/wijkzorg"]
        assert desk.status.said == f"Opening {pilot.app.opened[0]}"
        await pilot.press("end", "o")
        assert desk.status.said == "There is no link in this conversation."
