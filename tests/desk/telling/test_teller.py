"""What others do to a case is heard by its number, once, and one's own acts are no news."""

from dataclasses import replace

import pytest

from moderator.core.facts import ActKind
from moderator.desk.orders.table import Orders
from moderator.desk.telling.teller import Teller
from tests.core.scene import Scene, minute
from tests.desk import fair
from tests.desk.fair import FAIR, by
from tests.fakes import FakeDay


async def test_who_is_given_a_case_hears_of_it_by_its_number_and_when_it_is_taken_back():
    day = fair.at_work()
    teller = Teller(day)
    teller.news()
    given = await by("bram", day, ActKind.HAND_OVER, "q1", to="moderator", text="kijk jij?")
    first, *more = teller.news()
    assert "a note by bram: kijk jij?" in first
    assert more == [
        "11:45 bram hands you case 1, question from lotte_v to Zorggroep Noord: kijk jij?"
    ]
    await by("bram", day, ActKind.UNDO, given.id)
    assert teller.news() == [
        "11:45 No longer yours: case 1, question from lotte_v to Zorggroep Noord"
    ]


@pytest.mark.parametrize(
    ("closing", "what"), [(ActKind.RESOLVE, "resolved"), (ActKind.DISMISS, "dismissed")]
)
async def test_that_another_took_back_how_a_case_had_ended_is_heard(closing, what):
    day = fair.at_work()
    teller = Teller(day)
    teller.news()
    closed = await by("cleo", day, closing, "q1")
    assert teller.news() == [f"11:45 case 1, {what} by cleo"]
    await by("cleo", day, ActKind.UNDO, closed.id)
    assert teller.news() == [f"11:45 case 1, waits again: cleo took back “{what}”"]
    await by("cleo", day, closing, "q1")
    opened = await by("bram", day, ActKind.REOPEN, "q1")
    teller.news()
    await by("bram", day, ActKind.UNDO, opened.id)
    assert teller.news() == ["11:45 case 1, closed again: bram took back “opened again”"]


def test_who_hears_late_of_a_case_hears_each_time_what_was_asked_then():
    engine = Scene()
    engine.offers("v1", "zorg")
    engine.asks("q1", "lotte", text="wat schuift het?", at=1, reply_to="v1")
    engine.answers("a1", "zorg", at=2, reply_to="q1")
    engine.asks("q2", "lotte", text="bruto of netto?", at=3, reply_to="a1")
    engine.answers("a2", "zorg", at=4, reply_to="q2")
    engine.asks("q3", "lotte", text="en in de avond?", at=5, reply_to="a2")
    (case,) = engine.engine.cases()
    posts = ("v1", "q1", "a1", "q2", "a2", "q3")
    lines = [engine.engine.line(f"x:{key}") for key in posts]
    told = Teller(FakeDay(lines, [case], {}, FAIR, now=minute(6))).news()
    assert [line.partition(", ")[2] for line in told] == [
        "question from lotte to zorg, waiting: wat schuift het?",
        "answered by zorg",
        "opened again by lotte: bruto of netto?",
        "answered by zorg",
        "opened again by lotte: en in de avond?",
    ]


async def test_what_one_took_back_oneself_is_no_news():
    day = fair.at_work()
    orders = Orders(day, teller := Teller(day))
    teller.news()
    for order in ("resolve 1", "undo"):
        await orders.carry_out(order)
        teller.heard()
        assert teller.news() == []


async def test_who_has_a_case_hears_that_their_claim_ran_out_and_nothing_of_their_own_acts():
    day = fair.at_work()
    orders = Orders(day, teller := Teller(day))
    teller.news()
    for order in ("claim 1", "release 1", "claim 2"):
        await orders.carry_out(order)
        teller.heard()
        assert teller.news() == []
    day.now += fair.FAIR.claim_lease
    assert "Your claim has run out: case 2, " in teller.news()[-1]


async def test_what_becomes_of_a_case_while_something_else_is_done_is_told_all_the_same():
    day = fair.at_work()
    orders = Orders(day, teller := Teller(day))
    given = await by("bram", day, ActKind.HAND_OVER, "q1", to="moderator")
    teller.news()
    await by("bram", day, ActKind.UNDO, given.id)
    await orders.carry_out("note 2 gebeld")
    teller.heard()
    assert ["No longer yours" in line for line in teller.news()] == [True]


async def test_a_list_tells_how_each_question_begins_and_show_tells_all_of_it():
    day = fair.at_work()
    long = "is dit ook te doen naast een studie " * 10
    day.lines[5] = replace(day.lines[5], post=replace(day.lines[5].post, text=long))
    orders = Orders(day, teller := Teller(day))
    assert long.strip() in " ".join(teller.news())
    listed = next(line for line in await orders.carry_out("list") if "case 1," in line)
    assert listed.partition(": ")[2] == f"{'is dit ook te doen naast een studie ' * 3}is dit ook…"
    assert long in " ".join(await orders.carry_out("show 1"))
