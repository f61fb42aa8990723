"""What others do to a case is heard by its number, once, and one's own acts are no news."""

from dataclasses import replace

import pytest

from moderator.classify.judges import alone
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.day.live import LiveDay
from moderator.desk.orders.table import Orders
from moderator.desk.telling.teller import Teller
from moderator.pipeline import Pipeline
from moderator.store.memory import MemoryJournal
from tests.core.offered import LINK, a_fair
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


async def test_what_one_did_is_no_news_whatever_the_capitals_of_ones_name():
    day = fair.at_work()
    teller = Teller(day)
    teller.news()
    await by("Moderator", day, ActKind.RESOLVE, "q1")
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


def told_of(scene, *, at):
    """Give what tells a fair's scene at that minute after ten."""
    pipeline = Pipeline(scene.engine, alone(scene.engine.fair).first, MemoryJournal())
    return Teller(LiveDay(pipeline, [], moderator="bram", now=lambda: minute(at)))


def answered_by_the_employer():
    """Give a fair of which a question was asked and answered, and what tells it."""
    scene = Scene()
    scene.offers("v1", "zorg")
    scene.asks("q1", "lotte", at=2, reply_to="v1", text="is dit parttime?")
    scene.answers("a1", "zorg", at=5, reply_to="q1")
    teller = told_of(scene, at=9)
    assert teller.news()[-1] == "10:05 case 1, answered by zorg"
    return scene, teller


def test_that_an_employer_deleted_its_answer_is_told_with_the_case_that_waits_again():
    scene, teller = answered_by_the_employer()
    scene.deletes("a1", at=8)
    waits = "10:09 case 1, waits again: zorg deleted the post that made it “answered”"
    assert teller.news() == [waits]
    assert teller.news() == []


def test_that_an_answer_is_none_after_all_is_told_and_so_is_that_it_is_one_again():
    scene, teller = answered_by_the_employer()
    label = scene.acts(ActKind.RELABEL, "a1", label=Label.REACTION)
    assert teller.news() == [
        "10:09 case 1, waits again: question from lotte to zorg is no longer “answered”"
    ]
    scene.acts(ActKind.UNDO, label)
    assert teller.news() == ["10:05 case 1, answered by zorg"]


def a_resolved_dead_link():
    """Give a fair of which a link was found dead and resolved, and what tells it."""
    scene = a_fair()
    scene.checks(LINK, at=4)
    scene.acts(ActKind.RESOLVE, "link:v1", at=40, by="anna")
    teller = told_of(scene, at=50)
    assert teller.news()[-1] == "10:40 case 1, resolved by anna"
    return scene, teller


def test_a_dead_link_that_is_reported_as_well_keeps_its_number_and_only_that_is_told():
    scene, teller = a_resolved_dead_link()
    scene.reports("b1", "lotte", at=45, reply_to="v1", text="link doet het niet")
    opened = "10:45 case 1, opened again by lotte: link doet het niet"
    assert teller.news() == ["10:50 case 1, now broken link from lotte to zorg", opened]
    assert teller.numbered(1).id == "x:b1"
    assert teller.news() == []


def test_a_dead_link_of_which_the_report_is_none_after_all_keeps_its_number_too():
    scene, teller = a_resolved_dead_link()
    scene.reports("b1", "lotte", at=45, reply_to="v1", text="link doet het niet")
    teller.news()
    scene.acts(ActKind.RELABEL, "b1", label=Label.REACTION)
    closed = "10:50 case 1, closed again: dead link of zorg is no longer “opened again”"
    assert teller.news() == ["10:50 case 1, now dead link of zorg", closed]
    assert teller.numbered(1).id == "link:x:v1"


def test_of_a_case_that_is_one_again_after_a_merge_nothing_old_is_told():
    scene = Scene()
    scene.offers("v1", "zorg")
    scene.asks("q1", "lotte", at=2, reply_to="v1")
    scene.asks("q2", "jan", at=4, reply_to="v1")
    scene.promises("f2", "zorg", at=6, reply_to="q2")
    teller = told_of(scene, at=50)
    teller.news()
    merged = scene.acts(ActKind.MERGE, "q2", to="q1", by="anna")
    assert teller.news()[0] == "10:06 case 1, promised by zorg"
    scene.acts(ActKind.UNDO, merged)
    assert teller.news() == [
        "10:50 case 1, waits again: question from lotte to zorg is no longer “promised”",
        "10:50 case 2, a case again, overdue: question from jan to zorg",
    ]
    assert teller.news() == []


async def test_a_list_tells_how_each_question_begins_and_show_tells_all_of_it():
    day = fair.at_work()
    long = "is dit ook te doen naast een studie " * 10
    day.lines[5] = replace(day.lines[5], post=replace(day.lines[5].post, text=long))
    orders = Orders(day, teller := Teller(day))
    assert long.strip() in " ".join(teller.news())
    listed = next(line for line in await orders.carry_out("list") if "case 1," in line)
    assert listed.partition(": ")[2] == f"{'is dit ook te doen naast een studie ' * 3}is dit ook…"
    assert long in " ".join(await orders.carry_out("show 1"))
