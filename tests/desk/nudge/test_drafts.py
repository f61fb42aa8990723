"""A draft that was left is there again, for as long as it is about the same."""

from dataclasses import replace

from moderator.core.case import State
from moderator.desk.nudge.draft import draft
from moderator.desk.nudge.drafts import Drafts
from tests.desk import fair
from tests.desk.screen import desk_of, on_screen


async def test_a_draft_that_was_changed_and_left_is_there_until_it_is_taken():
    day = fair.at_work()
    async with desk_of(day, size=(120, 40)) as (pilot, _):
        await pilot.press("n", *" Graag", "escape", "down", "n")
        assert "Graag" not in on_screen(pilot)
        await pilot.press("escape", "up", "n")
        assert "#TBNN Graag" in on_screen(pilot)
        await pilot.press("ctrl+y", "n")
        assert "#TBNN Graag" not in pilot.app.screen.area.text
    assert day.acts[0].text.endswith("#TBNN Graag")


def test_a_draft_that_was_left_goes_with_what_it_was_about():
    day = fair.at_work()
    case = day.case("q1")
    first = draft(case, day.thread("q1"), fair=day.fair, clock=day.clock)
    kept = Drafts()
    kept.leave(case, first, "Graag")
    later = replace(first, text="as it is worded a minute later")
    assert kept.of(case, later).text == "Graag"
    assert kept.of(case, replace(later, above=None)).text == later.text
    states = {state: replace(case.history[0], state=state) for state in State}
    promised = replace(case, history=(*case.history, states[State.PROMISED]))
    assert kept.of(promised, later).text == "Graag"
    again = (states[State.ANSWERED], states[State.OPEN])
    assert kept.of(replace(case, history=(*case.history, *again)), later).text == later.text
    kept.leave(case, first, "")
    assert kept.of(case, later).text == later.text
