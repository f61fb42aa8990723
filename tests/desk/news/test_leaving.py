"""That q leaves the desk, and asks first where the fair would stop for others."""

import pytest

from moderator.core.facts import Acted, ActKind
from moderator.desk.app import DeskApp
from moderator.desk.orders.table import Orders
from moderator.desk.telling.teller import Teller
from moderator.intake.tally import Depths
from moderator.wishes.wish import Wish
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.screen import shown

OTHERS = {"q1": ("bram",)}
CLAIMED = enumerate(("q1", "q2"))


def a_desk(others, *, has_the_fair):
    day = fair.at_work(arrived=12)
    day.others = others
    app = DeskApp(day)
    app.has_the_fair = has_the_fair
    return app


async def test_the_fair_of_others_is_left_by_a_second_q_that_comes_soon():
    app = a_desk(OTHERS, has_the_fair=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("q")
        await shown(pilot, "The fair stands still for bram when you leave  ·  q leaves, Esc stays")
        assert not app._exit
        await pilot.press("q")
        assert app._exit


async def test_acts_that_the_disk_refused_are_not_left_behind_without_a_word():
    app = a_desk({}, has_the_fair=True)
    app.day.waiting = Depths(acts=2)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("q")
        said = "2 acts are not in the journal yet: they are lost when you leave now"
        await shown(pilot, f"{said}  ·  q leaves, Esc stays")
        await pilot.press("escape", "i")
        await shown(pilot, "2 acts not in the journal")


async def test_escape_takes_back_that_one_would_leave_and_nothing_else():
    app = a_desk(OTHERS, has_the_fair=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "q", "escape")
        assert app.screen.status.said == ""
        assert app.screen.lists.lane == "closed"
        await pilot.press("q")
        assert not app._exit
        await pilot.press("escape", "escape")
        assert app.screen.lists.lane == "waiting"


async def test_the_fair_of_others_is_left_in_plain_mode_by_a_second_quit():
    day = fair.at_work(arrived=12)
    day.others = OTHERS
    orders = Orders(day, Teller(day), has_the_fair=True)
    warning = ["The fair stands still for bram when you leave; type quit again to leave."]
    assert await orders.carry_out("quit") == warning
    await orders.carry_out("list")
    assert await orders.carry_out("quit") == warning
    assert not orders.done
    assert await orders.carry_out("quit") == []
    assert orders.done


async def test_stop_asks_first_where_dutch_is_spoken():
    day = fair.at_work(arrived=12)
    day.others = OTHERS
    speak("nl")
    orders = Orders(day, Teller(day), has_the_fair=True)
    (warning,) = await orders.carry_out("stop")
    assert warning.endswith("typ nog eens stop om weg te gaan.")
    assert not orders.done


async def test_who_leaves_others_with_cases_of_theirs_is_told_until_when_those_are_claimed():
    app = a_desk(OTHERS, has_the_fair=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c", "q")
        warning = "You still have 1 case, until 12:00  ·  q leaves, Esc stays"
        await shown(pilot, warning)
        await pilot.press("c")
        assert app.screen.status.said.startswith("Released")
        await pilot.press("q")
        assert app._exit


async def test_who_leaves_plain_mode_with_cases_is_told_too_and_who_is_alone_is_not():
    day = fair.at_work(arrived=12)
    day.others = OTHERS
    for case in ("q1", "q2"):
        await day.act(Wish(ActKind.CLAIM, case))
    orders = Orders(day, Teller(day))
    warning = ["You still have 2 cases, until 12:00; type quit again to leave."]
    assert await orders.carry_out("quit") == warning
    day.others = {}
    assert await orders.carry_out("quit") == []
    assert orders.done


async def test_who_leaves_with_acts_that_are_not_done_yet_is_told_once():
    app = a_desk({}, has_the_fair=False)
    kept = [Acted(f"a{at}", ActKind.CLAIM, case, "m", app.day.now, at) for at, case in CLAIMED]
    app.day.put_off = kept
    orders = Orders(app.day, Teller(app.day))
    warning = "2 acts are not done yet: they wait until you are back here"
    assert await orders.carry_out("quit") == [f"{warning}; type quit again to leave."]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("q")
        await shown(pilot, f"{warning}  ·  q leaves, Esc stays")
        assert not app._exit
        await pilot.press("q")
        assert app._exit


@pytest.mark.parametrize(("others", "has_the_fair"), [({}, True), (OTHERS, False)])
async def test_who_is_alone_or_at_a_desk_of_another_engine_leaves_at_once(others, has_the_fair):
    app = a_desk(others, has_the_fair=has_the_fair)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("q")
        assert app._exit
