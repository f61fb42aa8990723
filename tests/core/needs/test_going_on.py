"""Who goes on with what they asked adds to that case, and who asks something else opens one."""

import pytest

from moderator.core.facts import ActKind
from moderator.core.labels import Label
from tests.core.scene import Scene


def a_question_that_was_answered_in_a_post_of_its_own(**first):
    fair = Scene()
    fair.offers("v", "bolt", text="Kok gezocht, 32 uur", at=0)
    fair.asks("q", "lotte", at=1, text="@bolt moet je voor die kok een auto hebben?", **first)
    fair.answers("a", "bolt", at=2, text="@lotte nee hoor, met de bus kan het ook")
    return fair


@pytest.mark.parametrize(
    "text",
    [
        "@bolt oh fijn. en krijg je dan ook reiskosten?",
        "@bolt thanks! and are the travel costs paid?",
        "@bolt vanmorgen gevraagd van die auto, moet ik ook een diploma hebben?",
        "@bolt ik had net al gevraagd: kan het ook met de fiets?",
    ],
)
def test_who_goes_on_in_a_post_of_its_own_adds_to_the_case(text):
    fair = a_question_that_was_answered_in_a_post_of_its_own()
    fair.asks("q2", "lotte", at=3, text=text)
    assert fair.states == {"q": "open"}
    assert fair.case("q").posts == ("q", "q2")
    assert fair.case("q").asks == "x:q2"
    fair.acts(ActKind.RELABEL, "q", label=Label.OTHER)
    assert fair.states == {"q2": "open"}


@pytest.mark.parametrize(
    "later",
    [
        {"who": "lotte", "text": "@bolt is er ook een lijst met alle banen?"},
        {"who": "jan", "text": "@bolt en krijg je dan ook reiskosten?"},
        {"who": "lotte", "text": "en wie zoekt er een kok?"},
        {"who": "lotte", "text": "@zorg en krijg je daar ook reiskosten?"},
        {"who": "lotte", "text": "@bolt en die chauffeur, is dat ook 32 uur?"},
        {"who": "lotte", "text": "@bolt ik vroeg me af of je ook een kantoor in Emmen hebt?"},
    ],
)
def test_who_asks_something_else_or_somebody_else_opens_a_case(later):
    fair = a_question_that_was_answered_in_a_post_of_its_own()
    fair.offers("w", "bolt", text="Chauffeur gezocht", at=2.5)
    fair.asks("q2", later["who"], at=3, text=later["text"])
    assert fair.states == {"q": "answered", "q2": "open"}


def test_who_asks_on_below_an_answer_that_was_a_post_of_its_own_adds_to_the_case():
    fair = a_question_that_was_answered_in_a_post_of_its_own(reply_to="v")
    fair.asks("q2", "lotte", at=3, reply_to="a", text="@bolt wordt de bus dan vergoed?")
    fair.asks("q3", "jan", at=4, reply_to="a", text="@bolt moet je ook koken?")
    assert fair.states == {"q": "open", "q3": "open"}


def test_who_asks_on_below_such_an_answer_asks_of_the_same_job_whatever_the_words_fit():
    fair = a_question_that_was_answered_in_a_post_of_its_own()
    fair.offers("w", "bolt", text="Chauffeur gezocht", at=2.5)
    fair.asks("q2", "lotte", at=3, reply_to="a", text="@bolt neemt een chauffeur mij mee?")
    assert fair.states == {"q": "open"}
    assert fair.subject("q") == ("v", "bolt")


def test_who_asked_everybody_asks_on_in_that_thread_whichever_vacancy_was_shown_there():
    fair = Scene()
    fair.offers("v", "bolt", text="Kok gezocht https://bolt.example/kok", at=0)
    fair.asks("q", "lotte", at=1, text="Wie neemt iemand aan zonder rijbewijs?")
    fair.answers("a", "bolt", at=2, reply_to="q", text="Wij! https://bolt.example/kok")
    fair.asks("q2", "lotte", at=3, reply_to="a", text="Gesolliciteerd! Wanneer hoor ik iets?")
    fair.asks("q3", "jan", at=4, reply_to="a", text="Is dat parttime?")
    assert fair.states == {"q": "open", "q3": "open"}
    assert fair.case("q").posts == ("q", "q2")
    fair.acts(ActKind.RELABEL, "q", label=Label.OTHER)
    assert fair.states == {"q2": "open", "q3": "open"}
    assert fair.subject("q2")[0] == "v"


def test_who_asked_one_employer_asks_another_in_that_thread_by_a_link():
    fair = Scene()
    fair.offers("v", "bolt", text="Kok gezocht https://bolt.example/kok", at=0)
    fair.asks("q", "lotte", at=1, text="@zorg hebben jullie ook werk in de keuken?")
    fair.answers("a", "zorg", at=2, reply_to="q", text="Nee, maar @bolt wel")
    fair.asks("q2", "lotte", at=3, reply_to="a", text="Parttime? https://bolt.example/kok")
    assert fair.states == {"q": "answered", "q2": "open"}


def a_report_that_was_promised_to_be_mended():
    fair = Scene()
    fair.offers("v", "bolt", text="Kok gezocht https://bolt.example/kok", at=0)
    fair.reports("r", "lotte", at=1, reply_to="v", text="Het formulier doet niets bij mij")
    fair.promises("a", "bolt", at=2, reply_to="r", text="Wij zoeken het uit")
    return fair


def test_who_asks_on_about_an_own_report_below_it_adds_to_its_case():
    fair = a_report_that_was_promised_to_be_mended()
    fair.asks("q", "lotte", at=3, reply_to="a", text="Is er al nieuws over het formulier?")
    assert fair.states == {"r": "promised"}
    assert fair.case("r").posts == ("r", "q")
    fair.answers("b", "bolt", at=4, reply_to="q", text="Dat werkt weer!")
    assert fair.states == {"r": "answered"}
    fair.acts(ActKind.RELABEL, "r", label=Label.OTHER)
    assert fair.states == {"q": "answered"}


@pytest.mark.parametrize(
    "later",
    [
        {"who": "lotte", "reply_to": "a", "text": "En krijg je ook reiskosten?"},
        {"who": "lotte", "reply_to": "v", "text": "Moet ik het formulier ook ondertekenen?"},
        {"who": "jan", "reply_to": "a", "text": "Is er al nieuws over het formulier?"},
    ],
)
def test_who_asks_something_else_below_a_report_or_beside_it_opens_a_case(later):
    fair = a_report_that_was_promised_to_be_mended()
    fair.asks("q", later["who"], at=3, reply_to=later["reply_to"], text=later["text"])
    assert fair.states == {"r": "promised", "q": "open"}


def test_what_is_asked_of_the_organiser_in_posts_of_their_own_are_cases_of_their_own():
    fair = Scene()
    fair.asks("q1", "lotte", at=1, text="@markt hoe laat begint het?")
    fair.asks("q2", "lotte", at=2, text="@markt en is er een garderobe?")
    fair.answers("a", "markt", at=3, reply_to="q1", text="@lotte om tien uur")
    assert fair.states == {"q1": "answered", "q2": "open"}


def test_an_hour_later_a_question_goes_on_only_where_it_says_so():
    fair = a_question_that_was_answered_in_a_post_of_its_own()
    fair.asks("q2", "lotte", at=62, text="@bolt en krijg je dan ook reiskosten?")
    fair.asks("q3", "lotte", at=63, text="@bolt vanmorgen gevraagd, krijg je ook reiskosten?")
    assert fair.states == {"q": "open", "q2": "open"}
    assert fair.case("q").posts == ("q", "q3")


def test_case_that_is_moved_takes_along_what_goes_on_with_it():
    for post in ("q", "q2"):
        fair = a_question_that_was_answered_in_a_post_of_its_own()
        fair.offers("v2", "zorg", at=0, text="Verpleegkundige gezocht")
        fair.asks("q2", "lotte", at=3, text="@bolt en krijg je dan ook reiskosten?")
        fair.acts(ActKind.MOVE, post, at=4, to="x:v2")
        assert fair.case("q").posts == ("q", "q2")
        assert fair.case("q").responsible == "zorg"


def test_question_that_goes_on_may_be_parted_from_the_case():
    fair = a_question_that_was_answered_in_a_post_of_its_own()
    fair.asks("q2", "lotte", at=3, text="@bolt en krijg je dan ook reiskosten?")
    fair.acts(ActKind.SPLIT, "q2", at=4)
    assert fair.states == {"q": "answered", "q2": "open"}
