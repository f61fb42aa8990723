"""What opens a case, what joins one, and what does neither."""

import pytest

from moderator.core.facts import ActKind, CaseMoved, CaseOpened, CaseRetracted
from moderator.core.labels import Label
from tests.core.scene import Scene


def a_fair_with_a_vacancy(**settings):
    fair = Scene(**settings)
    fair.offers("v1", "zorg", text="Verpleegkundige gezocht https://zorg.example/1")
    return fair


def test_question_opens_a_case():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.states == {"q1": "open"}
    assert isinstance(fair.changes[0], CaseOpened)
    assert fair.case("q1").opened_by == "q1"
    assert fair.case("q1").kind == "question"
    assert fair.story("q1") == [(2, "open", "q1")]


def test_report_of_a_broken_link_opens_a_case():
    fair = a_fair_with_a_vacancy()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    assert fair.states == {"b1": "open"}
    assert fair.case("b1").kind == "broken_link"


def test_nothing_but_a_question_or_report_opens_a_case():
    fair = a_fair_with_a_vacancy()
    for number, label in enumerate(Label):
        if not label.is_need:
            fair.says(f"p{number}", "lotte", label, at=number, reply_to="v1")
    assert fair.states == {}


def test_question_to_the_own_party_is_no_case():
    fair = a_fair_with_a_vacancy(employers={"Zorggroep": ("zorg", "hr_zorg")})
    fair.asks("q1", "hr_zorg", at=1, reply_to="v1")
    fair.asks("q2", "zorg", at=2, reply_to="v1")
    fair.asks("q3", "markt", at=3, text="Welke bedrijven doen er mee?")
    assert fair.states == {}


def test_employer_asks_the_organiser_like_any_other_asker():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "zorg", at=1, text="@markt hoe laat begint het?")
    fair.asks("q2", "zorg", at=2, reply_to="v1", text="@markt staat deze goed?")
    assert fair.states == {"q1": "open", "q2": "open"}
    assert fair.case("q1").responsible == fair.case("q2").responsible == "markt"
    fair.answers("a1", "markt", at=3, reply_to="q1")
    assert fair.state("q1") == "answered"


def test_the_same_asker_asking_on_in_the_thread_adds_to_the_case():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "lotte", at=4, reply_to="v1")
    assert fair.case("q1").posts == ("q1", "q2")
    assert fair.states == {"q1": "open"}
    assert isinstance(fair.changes[0], CaseMoved)


def test_the_same_asker_in_another_thread_has_another_case():
    fair = a_fair_with_a_vacancy()
    fair.offers("v2", "zorg", at=1)
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "lotte", at=3, reply_to="v2")
    assert fair.states == {"q1": "open", "q2": "open"}


def test_different_questions_by_different_people_are_different_cases():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "jan", at=3, reply_to="v1")
    fair.asks("q3", "els", at=4, reply_to="q1")
    assert fair.states == {"q1": "open", "q2": "open", "q3": "open"}


def test_a_question_and_a_report_by_one_asker_are_two_cases():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    assert fair.states == {"q1": "open", "b1": "open"}


def test_reports_of_one_vacancy_join_one_case_with_its_reporters():
    fair = a_fair_with_a_vacancy()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.reports("b2", "jan", at=3, reply_to="b1", text="hier ook")
    fair.reports("b3", "lotte", at=4, reply_to="v1")
    assert fair.states == {"b1": "open"}
    assert fair.case("b1").posts == ("b1", "b2", "b3")
    assert fair.case("b1").reporters == ("lotte", "jan")


def test_reports_of_one_target_without_a_vacancy_join_one_case():
    fair = Scene()
    fair.reports("b1", "lotte", at=2, text="dood: https://site.example/kaart?utm_source=x")
    fair.reports("b2", "jan", at=3, text="ook dood http://www.site.example/kaart/")
    fair.reports("b3", "els", at=4, text="en https://site.example/anders ook")
    assert fair.case("b1").reporters == ("lotte", "jan")
    assert fair.states == {"b1": "open", "b3": "open"}


def test_reports_below_a_report_without_a_vacancy_join_it():
    fair = Scene()
    fair.reports("b1", "lotte", at=2, text="@markt de plattegrond doet het niet")
    fair.reports("b2", "jan", at=3, reply_to="b1", text="hier ook")
    fair.reports("b3", "els", at=4, reply_to="b2", text="idem")
    assert fair.case("b1").posts == ("b1", "b2", "b3")


def test_reports_of_copies_of_a_vacancy_join_one_case():
    fair = a_fair_with_a_vacancy()
    fair.offers("v2", "zorg", at=5, text="Nogmaals https://www.zorg.example/1/?utm_medium=x")
    fair.reports("b1", "lotte", at=6, reply_to="v2")
    fair.reports("b2", "jan", at=7, reply_to="v1")
    assert fair.states == {"b1": "open"}
    assert fair.case("b1").reporters == ("lotte", "jan")


def test_manual_repost_of_a_question_opens_nothing():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, text="@zorg kan dit ook parttime worden gedaan?")
    fair.asks("r1", "jan", at=3, text="RT @lotte: @zorg kan dit ook parttime worden gedaan?")
    assert fair.states == {"q1": "open"}
    assert fair.line("q1").reposts == 1


def test_manual_repost_of_an_answer_closes_nothing():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.says("o1", "jan", at=1, text="@lotte parttime kan hier altijd")
    fair.answers("r1", "zorg", at=4, text="RT @jan: @lotte parttime kan hier altijd")
    assert fair.state("q1") == "open"


def test_words_before_a_manual_repost_count():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "jan", at=3, text="Weet iemand of dit parttime kan? RT @zorg: "
              "Verpleegkundige gezocht https://zorg.example/1")  # fmt: skip
    assert fair.states == {"q1": "open"}
    assert fair.subject("q1") == ("v1", None)


def test_repost_of_a_question_opens_nothing():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.reposts("r1", "jan", "q1", at=3)
    assert fair.states == {"q1": "open"}
    assert fair.changes == []


def test_carried_post_opens_nothing_until_it_arrives():
    fair = a_fair_with_a_vacancy()
    fair.asks("q1", "lotte", at=2, reply_to="v1", carried=True)
    assert fair.states == {}
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.states == {"q1": "open"}


def test_question_relabelled_by_its_thread_is_retracted():
    fair = Scene()
    question = fair.asks("q1", "lotte", at=2)
    fair.edits(question, Label.OTHER, edited=3, text="laat maar, niks gevraagd")
    assert fair.states == {}
    assert fair.changes == [CaseRetracted("x:q1")]


def test_question_that_turns_out_to_belong_to_another_case_is_retracted():
    fair = a_fair_with_a_vacancy()
    fair.asks("q2", "lotte", at=4, reply_to="late")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.states == {"q1": "open", "q2": "open"}
    fair.reacts("late", "jan", at=3, reply_to="v1")
    assert fair.states == {"q1": "open"}
    assert [type(change) for change in fair.changes] == [CaseRetracted, CaseMoved]


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
