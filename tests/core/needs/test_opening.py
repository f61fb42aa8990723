"""What opens a case, what joins one in its place, and what does neither."""

from moderator.core.facts import CaseMoved, CaseOpened, CaseRetracted
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
