"""What an order still needs is asked for in lines, and what is typed next answers or leaves it."""

import pytest

from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side
from moderator.wishes.wish import Wish
from tests.desk import fair
from tests.desk.orders.typist import Typist
from tests.fakes import FakeDay, a_case, a_line, at


async def test_what_is_missing_is_asked_for_and_a_number_answers(typist):
    asked = await typist.types("snooze 1")
    assert asked[:3] == [
        "Set aside until when?",
        "1: until somebody writes, in this conversation",
        "2: until 11:50, 5 min",
    ]
    await typist.types("2")
    assert typist.day.acts[0].until == at("11:50:07")
    assert not typist.orders.asking


async def test_an_answer_may_be_a_time(typist):
    await typist.types("snooze 1", "+15")
    assert typist.day.acts[0].until == at("12:00:07")


async def test_an_empty_line_leaves_a_question(typist):
    assert await typist.types("move 1", "") == ["Nothing was changed."]
    assert not typist.day.acts
    assert await typist.types("") == []


@pytest.mark.parametrize("out", ["x", "X", "stop", "no", "", "  "])
async def test_a_question_is_left_by_a_word_that_is_no_answer_and_nothing_is_done(typist, out):
    assert await typist.types("side 1", out) == ["Nothing was changed."]
    assert typist.acts == []
    assert not typist.orders.asking
    assert not typist.orders.done


async def test_fewer_than_three_letters_of_a_name_choose_nothing(typist):
    assert (await typist.types("side 1", "k"))[0] == "Nothing here is called so."
    assert (await typist.types("se"))[0] == "Nothing here is called so."
    assert typist.acts == []
    await typist.types("see")
    assert typist.day.acts[-1].side is Side.SEEKER


async def test_a_part_of_a_name_narrows_the_question_down(typist):
    asked = await typist.types("move 1", "bakker")
    assert [line.split(",")[0] for line in asked[1:-1]] == ["3: Bakker Bolt", "6: bakkerbolt"]
    await typist.types("3")
    assert typist.day.acts[0].to == "bakkerbolt"


async def test_what_a_case_is_about_already_comes_first_and_changes_nothing(typist):
    asked = await typist.types("move 1")
    assert asked[1].startswith("1: zorggroepnoord, now: Vacature: verpleegkundige")
    assert await typist.types("1") == ["Nothing was changed."]
    assert typist.acts == []


async def test_an_answer_that_fits_nothing_is_asked_again(typist):
    said = await typist.types("snooze 1", "ooit")
    assert said[:2] == ["That is no time: try 11:42 or +15.", "Set aside until when?"]
    assert typist.orders.asking


async def test_a_long_list_is_cut_and_says_so():
    names = {f"Bedrijf {number}": (f"bedrijf{number}",) for number in range(40)}
    line = a_line("q", "11:00", "vera", "Wie zoekt er een kok?", Label.QUESTION, case="q")
    typist = Typist(FakeDay([line], [a_case("q", "vera", "UWV")], fair=Fair(employers=names)))
    asked = await typist.types("move 1")
    assert len(asked) == 12
    assert asked[-2] == "and 32 more; type a part of a name to hear fewer"


@pytest.mark.parametrize("open_question", ["hand 1", "note 1", "nudge 1", "move 1"])
async def test_an_order_in_full_or_a_no_leaves_a_question(typist, open_question):
    said = await typist.types(open_question, "list")
    assert said[0] == "Nothing was changed."
    assert len(said) > 1
    assert await typist.types(open_question, "no") == ["Nothing was changed."]
    assert typist.acts == []
    assert not typist.orders.asking


@pytest.mark.parametrize(
    ("order", "answer"),
    [("nudge 1", "1"), ("nudge 1", "= Kunt u antwoorden?"), ("snooze 1", "1"), ("hand 1", "1")],
)
async def test_a_case_that_was_answered_while_a_question_was_open_is_left_alone(order, answer):
    typist = Typist(fair.at_work(others={"q2": ("bram",)}))
    await typist.types(order)
    await typist.day.act(Wish(ActKind.RESOLVE, "q1"))
    said = await typist.types(answer)
    assert said == [
        "No longer waiting, resolved by moderator: question from lotte_v to Zorggroep Noord"
    ]
    assert typist.acts == [ActKind.RESOLVE]


@pytest.mark.parametrize("order", ["side 1 2", "snooze 1 9", "label 1 9"])
async def test_a_number_typed_before_the_question_was_heard_is_no_answer_to_it(typist, order):
    asked = await typist.types(order)
    assert asked == await typist.types("", " ".join(order.split()[:2]))
    assert not typist.day.acts


async def test_a_number_that_was_not_offered_chooses_nothing(typist):
    await typist.types("move 1", "bakker")
    said = await typist.types("1")
    assert said[0] == "That number is not among these."
    assert [line[0] for line in said[2:-1]] == ["3", "6"]
    assert not typist.day.acts
    await typist.types("6")
    assert typist.acts == [ActKind.MOVE]


async def test_a_number_beyond_those_that_were_told_is_none_of_them():
    names = {f"Bedrijf {number}": (f"bedrijf{number}",) for number in range(40)}
    line = a_line("q", "11:00", "vera", "Wie zoekt er een kok?", Label.QUESTION, case="q")
    typist = Typist(FakeDay([line], [a_case("q", "vera", "UWV")], fair=Fair(employers=names)))
    assert (await typist.types("move 1", "10"))[0] == "That number is not among these."
    assert not typist.day.acts


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9:99", "That is no time: try 11:42 or +15."),
        ("7", "That is no time: try 11:42 or +15."),
        ("10:30", "It is 11:45 already: try a later time, or +15."),
    ],
)
async def test_a_case_is_set_aside_to_a_time_to_come_or_asked_again(typist, typed, why):
    said = await typist.types("snooze 1", typed)
    assert said[:2] == [why, "Set aside until when?"]
    assert not typist.day.acts
