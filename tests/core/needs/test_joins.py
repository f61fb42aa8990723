"""Which earlier report a report joins, where its own place and words do not make it one with it."""

import pytest

from moderator.core.case import Subject
from moderator.core.engine import Engine
from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side
from tests.core.offered import LINK, a_fair
from tests.core.scene import Scene, settle


def a_thread_in_which_two_employers_are_told():
    fair = Scene()
    for employer in ("zorg", "bolt"):
        fair.offers(f"{employer}1", employer, text="Kok gezocht")
        fair.offers(f"{employer}2", employer, text="Chauffeur gezocht")
    fair.says("m", "markt", Label.PROMOTION, at=1, text="De banenmarkt is begonnen!")
    fair.reports("b1", "lotte", at=2, reply_to="m", text="@zorg jullie formulier doet niets")
    fair.reports("b2", "jan", at=3, reply_to="m", text="@bolt jullie site geeft een 404")
    fair.reports("b3", "els", at=4, reply_to="b2", text="hier ook")
    fair.reports("b4", "piet", at=5, reply_to="b1", text="en die van @bolt ook niet")
    return fair


def test_reports_in_one_thread_on_several_employers_are_cases_of_their_own():
    fair = a_thread_in_which_two_employers_are_told()
    fair.answers("a", "zorg", at=6, reply_to="b1", text="@lotte hersteld, excuses")
    assert fair.states == {"b1": "answered", "b2": "open"}
    assert fair.case("b2").responsible == "bolt"
    assert fair.case("b2").reporters == ("jan", "els", "piet")


def test_report_that_tells_nothing_joins_in_with_what_the_one_above_names():
    fair = Scene()
    fair.reports("b1", "jan", at=1, text="De vacature van laborant in Kilcarra geeft een 404")
    fair.reports("b2", "lotte", at=2, reply_to="b1", text="hier ook")
    fair.offers("v", "zorg", text="Laborant gezocht in Kilcarra")
    assert fair.case("b1").posts == ("b1", "b2")
    assert fair.subject("b2") == ("v", None)
    fair.deletes("v", at=4)
    assert fair.case("b1").posts == ("b1", "b2")
    assert fair.subject("b2") == (None, None)


def test_reports_without_a_link_join_when_their_employers_turn_out_to_be_one():
    fair = a_thread_in_which_two_employers_are_told()
    fair.acts(ActKind.SIDE, "bolt", side=Side.EMPLOYER, to="zorg")
    assert fair.case("b1").posts == ("b1", "b2", "b3", "b4")
    assert fair.case("b1").responsible == "zorg"


@pytest.mark.parametrize(
    "text", ["@lotte hier ook niet", "@lotte hier ook. @zorg", "@lotte @markt ook"]
)
def test_report_that_mentions_a_reporter_joins_the_report(text):
    fair = a_fair()
    fair.offers("v2", "zorg", text="Kok gezocht https://zorg.example/2")
    fair.asks("q", "lotte", at=1, text="@zorg salaris?")
    fair.reports("b1", "lotte", at=2, text=f"{LINK} doet het niet")
    fair.reports("b2", "jan", at=3, text=text)
    fair.reports("b3", "els", at=4, text="@jan bij mij ook")
    assert fair.case("b1").posts == ("b1", "b2", "b3")
    assert fair.case("b2").responsible == "zorg"
    fair.acts(ActKind.SPLIT, "b2", at=5)
    assert fair.case("b1").posts == ("b1",)
    assert fair.case("b2").posts == ("b2", "b3")


def test_report_that_mentions_a_reporter_and_another_employer_stands_by_itself():
    fair = a_fair()
    fair.offers("v2", "bolt", text="Kok gezocht https://bolt.example/2")
    fair.offers("v3", "bolt", text="Bakker gezocht https://bolt.example/3")
    fair.reports("b2", "jan", at=3, text="@lotte en @bolt ook niet")
    fair.reports("b1", "lotte", at=2, text=f"{LINK} doet het niet")
    assert fair.states == {"b1": "open", "b2": "open"}


def test_report_that_is_known_before_the_one_that_it_joins_joins_it():
    fair = a_fair()
    fair.says("p", "lotte", at=1)
    fair.reports("b2", "jan", at=3, text="@lotte hier ook")
    assert fair.case("b2").subject == Subject()
    fair.reports("b1", "lotte", at=2, text=f"{LINK} doet het niet")
    assert fair.case("b1").reporters == ("lotte", "jan")
    fair.acts(ActKind.RELABEL, "b1", label=Label.OTHER)
    assert fair.case("b2").subject == Subject()


def test_report_below_another_that_tells_nothing_itself_is_of_the_same():
    fair = Scene()
    fair.offers("v1", "bolt", text="Kok gezocht")
    fair.reports("b1", "lotte", at=1, text="@bolt jullie formulier blijft hangen")
    fair.answers("a1", "bolt", at=2, reply_to="b1", text="@lotte mail naar jobs@bolt.example")
    fair.offers("v2", "bolt", at=3, text="Bakker gezocht")
    fair.reports("b2", "jan", at=4, reply_to="a1", text="@bolt die mail komt terug")
    assert fair.case("b1").subject.post == "v1"
    assert fair.states == {"b1": "open"}
    assert fair.case("b1").reporters == ("lotte", "jan")


def test_report_joins_no_longer_what_turned_out_to_be_no_report():
    fair = Scene()
    post = fair.reports("b1", "lotte", at=1, text="die lijst blijft wit")
    fair.edits(post, Label.REACTION, edited=2, text="wat een mooie lijst!")
    fair.reports("b2", "jan", at=3, reply_to="b1", text="@markt hier ook")
    first, *others = fair.facts
    engine = Engine(fair.engine.fair)
    settle(engine, [first], fair.judge)
    settle(engine, others, fair.judge)
    assert engine.cases() == fair.engine.cases()
