"""Who else looks at a case is seen; what another has can be helped with, once that was asked."""

import pytest

from moderator.core.facts import ActKind
from moderator.desk.orders.table import Orders
from moderator.desk.telling.teller import Teller
from moderator.wishes.wish import Wish
from moderator.words.language import speak
from tests.desk import fair
from tests.desk.fair import by
from tests.desk.screen import desk_of, on_screen

KEYS = {
    "r": ActKind.RESOLVE,
    "d": ActKind.DISMISS,
    "s": ActKind.SNOOZE,
    "m": ActKind.MOVE,
    "M": ActKind.MERGE,
}
BOXED = {"s": ["enter"], "m": ["down", "enter"], "M": ["enter"]}


async def claimed_by_anna(case_id="q1"):
    day = fair.at_work()
    await by("anna", day, ActKind.CLAIM, case_id)
    return day


def own(day):
    return [act.kind for act in day.acts if act.by == day.moderator]


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_asks_first_and_enter_does_it(key):
    day = await claimed_by_anna()
    async with desk_of(day, size=(100, 40)) as (pilot, _):
        for answer, acts in (("escape", []), ("enter", [KEYS[key]])):
            await pilot.press(key, *BOXED.get(key, []))
            assert "Do it anyway?" in on_screen(pilot)
            assert "anna has question from lotte_v" in on_screen(pilot)
            assert own(day) == []
            await pilot.press(answer)
            assert own(day) == acts


async def test_a_key_that_is_held_down_answers_no_question():
    day = await claimed_by_anna()
    async with desk_of(day, size=(100, 40)) as (pilot, _):
        await pilot.press(*"rrrr", "enter")
        assert own(day) == []


async def test_who_makes_their_case_part_of_anothers_is_asked_as_well():
    day = await claimed_by_anna("b1")
    async with desk_of(day, size=(100, 40)) as (pilot, _):
        await pilot.press("M", *"jan_k", "enter")
        assert "anna has broken link from jan_k and 1" in on_screen(pilot)
        await pilot.press("enter")
    assert own(day) == [ActKind.MERGE]


async def test_own_cases_and_those_of_nobody_are_asked_nothing_about():
    day = await claimed_by_anna()
    day.now += fair.FAIR.claim_lease
    await day.act(Wish(ActKind.CLAIM, "b1"))
    orders = Orders(day, teller := Teller(day))
    teller.news()
    for order in ("resolve 1", "resolve 2", "resolve 3"):
        await orders.carry_out(order)
    assert own(day)[1:] == [ActKind.RESOLVE] * 3


async def test_the_draft_of_a_nudge_says_who_has_the_case():
    day = await claimed_by_anna()
    async with desk_of(day, size=(100, 40)) as (pilot, _):
        await pilot.press("n")
        assert "anna has question from lotte_v to Zorggroep Noord." in on_screen(pilot)
        await pilot.press("ctrl+y")
        assert own(day) == []
        await pilot.press("ctrl+y")
    assert own(day) == [ActKind.NUDGE]


@pytest.mark.parametrize(
    "order", ["resolve 1 2", "dismiss 1", "snooze 1 12:30", "move 1 fair", "merge 1 2", "merge 2 1"]
)
@pytest.mark.parametrize(("language", "yes"), [("en", "1"), ("en", "yes"), ("nl", "ja")])
async def test_in_plain_mode_an_order_asks_first(order, language, yes):
    day = await claimed_by_anna()
    orders = Orders(day, teller := Teller(day))
    teller.news()
    speak(language)
    order = order.replace("fair", {"en": "fair", "nl": "beurs"}[language])
    anyway = {"en": " Do it anyway?", "nl": " Toch doen?"}[language]
    asked, *_ = await orders.carry_out(order)
    assert asked.startswith("anna ")
    assert asked.endswith(anyway)
    await orders.carry_out("")
    assert own(day) == []
    await orders.carry_out(order)
    await orders.carry_out(yes)
    assert len(own(day)) == (2 if order == "resolve 1 2" else 1)


async def test_a_post_of_anothers_case_is_taken_out_once_that_was_asked():
    day = await claimed_by_anna("b1")
    orders = Orders(day, teller := Teller(day))
    teller.news()
    await orders.carry_out("split 2")
    asked, *_ = await orders.carry_out(f"p{teller.post_number('b2')}")
    assert asked.endswith("Do it anyway?")
    await orders.carry_out("1")
    assert own(day) == [ActKind.SPLIT]


async def test_who_else_looks_at_a_case_stands_beside_it_for_as_long_as_they_do():
    day = fair.at_work(others={"q1": ("bram", "cleo")})
    async with desk_of(day, size=(120, 60)) as (pilot, desk):
        assert on_screen(pilot).count("looked at by bram, cleo") == 2
        await pilot.press("c")
        assert "yours · looked at by bram, cleo" in on_screen(pilot)
        day.others = {}
        desk.look()
        await pilot.pause()
        assert "looked at by" not in on_screen(pilot)
        assert day.looked_at == "q1"
    assert day.looked_at is None
