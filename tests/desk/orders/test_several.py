"""One order for several cases: it does to each whose number is typed, or says why not."""

import pytest

from moderator.core.facts import ActKind
from tests.fakes import at


async def test_a_word_among_numbers_is_named_and_nothing_is_done(typist):
    why = "hello is no number of a case: nothing was done. Type numbers only."
    assert await typist.types("resolve 1 2 hello") == [why]
    assert typist.acts == []


@pytest.mark.parametrize("order", ["claim", "resolve", "dismiss"])
async def test_an_order_does_to_every_case_whose_number_is_typed(typist, order):
    said = await typist.types(f"{order} 1 2 1")
    assert len(said) == 2
    assert [act.target for act in typist.day.acts] == ["q1", "b1"]


@pytest.mark.parametrize(
    ("order", "targets"),
    [
        ("confirm 1 2 1", ["q1", "b1"]),
        ("label 1 2 reaction", ["q1", "b1"]),
        ("label 1 p1 reaction", ["q1", "o1"]),
        ("snooze 1 2 12:30", ["q1", "b1"]),
        ("snooze 1 2 1230", ["q1", "b1"]),
        ("move 1 2 fair itself", ["q1", "b1"]),
        ("hand 1 2 bram belt zelf", ["q1", "b1"]),
    ],
)
async def test_what_is_said_behind_several_numbers_holds_for_all_of_them(typist, order, targets):
    await typist.types("find @karin58")
    said = await typist.types(order)
    assert [act.target for act in typist.day.acts] == targets
    assert len(said) == 2


async def test_what_several_numbers_still_need_is_asked_once(typist):
    assert (await typist.types("snooze 1 2"))[0] == "Set aside until when?"
    await typist.types("2")
    assert [act.until for act in typist.day.acts] == [at("11:50:07")] * 2
    assert len(await typist.types("list snoozed")) == 2
    await typist.types("snooze 1 2")
    assert await typist.types("list snoozed") == ["No case is set aside."]
    assert (await typist.types("label 1 2"))[0] == "What are these posts?"
    assert (await typist.types("", "hand 1 2"))[0] == "Who is to have these cases?"


async def test_several_cases_become_one_with_the_second(typist):
    await typist.types("merge 1 2 4")
    assert [(act.target, act.to) for act in typist.day.acts] == [("q1", "b1"), ("q3", "b1")]


async def test_a_closed_case_among_several_is_named_and_the_others_are_done(typist):
    await typist.types("resolve 2")
    said = await typist.types("resolve 2 1")
    assert said[0].startswith("case 2: This case is resolved already: broken link from jan_k")
    assert said[1].startswith("case 1: Resolved: question from lotte_v to Zorggroep Noord.")
    said = await typist.types("snooze 3 2 +15")
    assert said[0].startswith("case 3: Set aside until 12:00: ")
    assert said[1].startswith("case 2: No longer waiting, resolved")
    assert (await typist.types("snooze 2 1 +15"))[0].endswith(". Type reopen first.")
    (said,) = await typist.types("reopen 3")
    assert said.startswith("This case is set aside: ")
    assert said.endswith(". Type snooze to take it back up.")


async def test_how_several_acts_are_undone_is_said_once(typist):
    said = " ".join(await typist.types("claim 1 2 3"))
    assert said.count("Type undo") == 1
    assert said.endswith("Type undo to take it back.")


async def test_cases_are_released_and_reopened_by_several_numbers_too(typist):
    await typist.types("claim 1 2", "release 1 2", "resolve 1 2", "reopen 2 1")
    assert [act.kind for act in typist.day.acts[2:4]] == [ActKind.RELEASE] * 2
    assert [act.kind for act in typist.day.acts[6:]] == [ActKind.REOPEN] * 2


async def test_one_number_that_means_no_case_leaves_all_as_they_are(typist):
    said = await typist.types("resolve 1 99")
    others = "Nothing was done to the others; list tells the numbers."
    assert said == [f"Nothing has the number 99. {others}"]
    assert not typist.day.acts


async def test_an_act_that_is_refused_does_not_hide_those_before_and_after_it(typist):
    typist.day.refusal = "somebody else has it"
    said = await typist.types("claim 1 2")
    why = "That was not possible: somebody else has it"
    assert said == [f"case 1: {why}", f"case 2: {why}"]


@pytest.mark.parametrize("order", ["show", "link", "nudge"])
async def test_what_takes_one_case_says_so_where_more_numbers_are_typed(typist, order):
    assert await typist.types(f"{order} 1 2") == [f"Type: {order} N."]
