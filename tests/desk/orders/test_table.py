"""That every act of the desk can be typed, in both languages, and that help tells of each order."""

import re
from pathlib import Path

import pytest

from moderator.core.facts import ActKind
from moderator.desk.keys.keys import ACTS
from moderator.desk.keys.typed import ORDERS as ORDERS_TYPED
from moderator.desk.keys.typed import name
from moderator.words.language import _, speak
from tests.desk import fair
from tests.desk.orders.typist import Typist

ORDERS = {
    "claim 1": ActKind.CLAIM,
    "hand 1 bram belt zelf": ActKind.HAND_OVER,
    "resolve 1": ActKind.RESOLVE,
    "dismiss 1": ActKind.DISMISS,
    "snooze 1 12:30": ActKind.SNOOZE,
    "note 1 Gebeld met HR": ActKind.NOTE,
    "move 1 fair itself": ActKind.MOVE,
    "merge 1 2": ActKind.MERGE,
    "label 1 reaction": ActKind.RELABEL,
    "confirm 1": ActKind.CONFIRM,
    "side 1 job seeker": ActKind.SIDE,
}


@pytest.mark.parametrize("order", ORDERS)
async def test_an_act_is_one_line_and_undo_takes_it_back(typist, order):
    said = await typist.types(order)
    assert typist.acts == [ORDERS[order]]
    assert said[-1].endswith("Type undo to take it back.")
    await typist.types("undo")
    assert typist.day.last_act() is None


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_the_words_on_the_desks_key_bar_are_understood(typist, language):
    speak(language)
    words = [_(key.description) for key in ACTS if key.show and key.action != "next_case"]
    assert len(words) > 12
    for word in words:
        assert ": " in (await typist.types(f"help {word}"))[0], word


async def test_who_knows_an_order_from_the_key_bar_types_that(typist):
    speak("nl")
    said = await typist.types("later 1 12:30")
    assert typist.acts == [ActKind.SNOOZE]
    assert said[0].startswith("Weggelegd tot 12:30")
    await typist.types("opgelost 2")
    assert typist.acts[1:] == [ActKind.RESOLVE]


async def test_every_kind_of_act_can_be_typed(typist):
    for order in ORDERS:
        await typist.types(order, "undo")
    await typist.types("claim 1", "release 1", "nudge 1", "1", "split 2 p2")
    await typist.types("resolve 3", "reopen 3")
    assert set(typist.acts) == set(ActKind)


async def test_the_help_of_list_tells_by_what_it_is_sorted(typist):
    usage, order = await typist.types("help list")
    assert usage.startswith("list [all")
    assert order.startswith("Overdue (after 30 min) comes before due (after 10 min)")


async def test_help_explains_one_order(typist):
    assert await typist.types("help snooze") == [
        "snooze N [M …] [TIME]: set a case aside for a while, or take it back up"
    ]


async def test_help_knows_an_order_by_its_beginning_and_in_capitals(typist):
    assert await typist.types("help Snoo") == await typist.types("help snooze")


async def test_a_beginning_of_several_orders_is_told_with_the_words_that_begin_so():
    speak("nl")
    said = await Typist(fair.at_work()).types("st")
    assert said == ["st kan zijn: stap, step, stop, stream, stroom. Typ er meer van."]


async def test_no_number_is_asked_for_where_there_is_none_to_type():
    asked = await Typist(fair.at_work()).types("hand 1")
    assert asked[1] == "Type a name and a note; an empty line changes nothing."


async def test_the_acts_are_typed_in_dutch():
    speak("nl")
    typist = Typist(fair.at_work())
    await typist.types(
        "claim 1", "loslaten 1", "wegleggen 1 12:30", "notitie 1 gebeld", "samen 4 2"
    )
    await typist.types("bevestig 1", "partij 1 werkzoekende", "seintje 3", "1", "terug")
    kinds = ["claim", "release", "snooze", "note", "merge", "confirm", "side", "nudge", "undo"]
    assert typist.acts == kinds


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_about_plain_mode_has_every_order(language):
    speak(language)
    page = (Path(__file__).parents[3] / "docs" / "plain-mode.md").read_text(encoding="utf-8")
    missing = [order for order in ORDERS_TYPED if not re.search(rf"`{name(order)}\b", page)]
    assert missing == []


async def test_help_explains_every_word_behind_it(typist):
    assert len(await typist.types("help snooze claim")) == 2


@pytest.mark.parametrize("orders", [["resolve 99"], ["resolve 2 99", "list"], ["snooze 2", ""]])
async def test_after_an_order_that_did_nothing_undo_says_what_it_would_take_back(typist, orders):
    await typist.types("claim 1", *orders)
    said = await typist.types("undo")
    before = "claimed, question from lotte_v to Zorggroep Noord"
    told = f"Your last order did nothing. Before it, at 11:45: {before}. Type undo to undo that."
    assert said == [told]
    assert typist.acts == ["claim"]
    await typist.types("undo")
    assert typist.acts == ["claim", "undo"]


@pytest.mark.parametrize("orders", [["list"], ["resolve 99", "claim 2"], ["claim 2 1", "help"]])
async def test_after_an_order_that_did_something_undo_takes_it_back_at_once(typist, orders):
    await typist.types("claim 1", *orders, "undo")
    assert typist.acts[-1] == "undo"


async def test_after_orders_that_were_all_refused_undo_takes_nothing_back(typist):
    await typist.types("claim 3")
    typist.day.refusal = "somebody else has it"
    await typist.types("claim 1 2")
    typist.day.refusal = ""
    assert (await typist.types("undo"))[0].startswith("Your last order did nothing.")
