"""Whole conversations as they go at a fair, and where each of them ends."""

import pytest

from feeds.post import Author
from moderator.core.labels import Label, Substance
from tests.core.scene import Scene

pytestmark = pytest.mark.usefixtures("few_are_warm")

LOTTE, JAN = Author("lotte", "Lotte Vis"), Author("jan", "Jan Bos")


@pytest.fixture
def fair():
    """Give a fair with one vacancy, `v`."""
    scene = Scene()
    scene.offers("v", "zorg", text="Verpleegkundige gezocht https://zorg.example/1")
    return scene


def test_each_of_several_askers_in_one_thread_gets_the_own_answer(fair):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="@zorg parttime?")
    fair.asks("q2", JAN, at=2, reply_to="v", text="@zorg rijbewijs nodig?")
    fair.asks("q3", "piet", at=3, reply_to="q1", text="@lotte @zorg en voor 16 uur?")
    fair.answers("a1", "zorg", at=5, text="@jan nee hoor, fiets mag ook")
    fair.answers("a2", "zorg", at=6, reply_to="q1", text="@lotte ja, 24 uur")
    assert fair.states == {"q1": "answered", "q2": "answered", "q3": "open"}


def test_one_post_that_mentions_two_askers_answers_both(fair):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="salaris?")
    fair.asks("q2", JAN, at=1, reply_to="v", text="uren?")
    fair.answers("a", "zorg", at=4, text="@jan @lotte 24 uur, FWG 45")
    assert fair.states == {"q1": "answered", "q2": "answered"}


def test_asker_who_is_called_by_name_under_the_vacancy_is_answered(fair):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="parttime?")
    fair.asks("q2", JAN, at=2, reply_to="v", text="rijbewijs nodig?")
    fair.answers("a", "zorg", at=5, reply_to="v", text="Lotte: ja, parttime kan")
    assert fair.states == {"q1": "answered", "q2": "open"}


def test_name_called_under_one_vacancy_answers_nothing_under_another(fair):
    fair.offers("w", "zorg", text="Kok gezocht")
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="parttime?")
    fair.answers("a", "zorg", at=5, reply_to="w", text="Lotte: ja, parttime kan")
    assert fair.states == {"q1": "open"}


def test_reply_that_quotes_the_question_answers_it(fair):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="parttime?")
    fair.answers("a", "zorg", at=5, reply_to="v", quotes="q1", text="Ja, dat kan")
    assert fair.states == {"q1": "answered"}


def test_question_that_turns_into_one_after_it_was_quoted_is_answered(fair):
    asked = fair.says("q1", LOTTE, at=1, reply_to="v", text="parttime")
    fair.answers("a", "zorg", at=5, reply_to="v", quotes="q1", text="Ja, dat kan")
    fair.edits(asked, Label.QUESTION, edited=2, text="parttime?")
    assert fair.states == {"q1": "answered"}


@pytest.mark.parametrize(
    "text", ["Hoi Lotte, een rijbewijs is niet nodig", "Hoi Lotte Bos, nee hoor"]
)
def test_of_two_askers_of_one_name_the_words_tell_which_is_answered(fair, text):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="is er ook een parttime contract?")
    fair.asks("q2", Author("lotte2", "Lotte Bos"), at=2, reply_to="v", text="rijbewijs nodig?")
    fair.answers("a", "zorg", at=5, text=text)
    assert fair.states == {"q1": "open", "q2": "answered"}


def test_organiser_who_passes_a_question_on_leaves_it_to_the_employer(fair):
    fair.asks("q", LOTTE, at=1, text="@markt weet iemand of bij @zorg parttime kan?")
    fair.says("m", "markt", Label.FOLLOW_UP, substance=Substance.PROMISE, at=2, reply_to="q",
              text="@lotte @zorg kunnen jullie dit beantwoorden?")  # fmt: skip
    assert fair.states == {"q": "open"}
    fair.answers("a", "zorg", at=3, reply_to="m", text="@markt @lotte ja dat kan")
    assert fair.states == {"q": "answered"}


def test_direct_message_is_a_promise_until_the_answer_comes_in_public(fair):
    fair.asks("q", LOTTE, at=1, reply_to="v", text="salaris?")
    fair.promises("p", "zorg", at=2, reply_to="q", text="@lotte stuur even een DM")
    fair.reacts("t", LOTTE, at=3, reply_to="p", text="gedaan!")
    assert fair.states == {"q": "promised"}
    fair.answers("a", "zorg", at=9, reply_to="p", text="FWG 45, net gemaild")
    assert fair.states == {"q": "answered"}


def test_second_asker_below_an_answer_waits_for_the_own_one(fair):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="salaris?")
    fair.answers("a", "zorg", at=2, reply_to="q1", text="FWG 45")
    fair.asks("q2", JAN, at=3, reply_to="a", text="ook voor starters?")
    assert fair.states == {"q1": "answered", "q2": "open"}
    fair.answers("b", "zorg", at=4, reply_to="q2", text="@jan @lotte ja")
    assert fair.states == {"q1": "answered", "q2": "answered"}


def test_visitor_helps_and_the_organiser_confirms_what_the_fair_was_asked(fair):
    fair.asks("q", LOTTE, at=1, text="hoe laat begint het?")
    fair.reacts("b", JAN, at=4, reply_to="q", text="10 uur")
    assert fair.states == {"q": "open"}
    fair.answers("c", "markt", at=5, reply_to="b", text="klopt, 10 uur")
    assert fair.states == {"q": "answered"}


def test_link_is_broken_for_one_until_the_employer_speaks_in_the_thread(fair):
    fair.reports("r1", LOTTE, at=1, reply_to="v", text="404")
    fair.reports("r2", JAN, at=2, text="@zorg link https://zorg.example/1 doet het niet")
    fair.takes_back("t", LOTTE, at=3, text="@zorg hij doet het weer")
    fair.answers("z", "zorg", at=4, text="Kom werken in de zorg: https://zorg.example/1")
    assert fair.states == {"r1": "open"}
    fair.answers("y", "zorg", at=5, reply_to="v", text="Excuses, deze werkt")
    assert fair.states == {"r1": "answered"}


def test_agency_that_recruits_in_a_quote_of_its_own_owes_the_word_there(fair):
    fair.offers("k", "flex", at=1, quotes="v", text="Mooie baan, wij bemiddelen!")
    fair.asks("q", LOTTE, at=2, reply_to="k", text="@flex hoeveel uren?")
    fair.answers("a", "flex", at=3, reply_to="q", text="@lotte 24")
    assert fair.states == {"q": "answered"}


def test_manual_repost_repeats_the_post_with_its_link():
    fair = Scene()
    words = "Verkopers gezocht voor onze winkels"
    fair.offers("v1", "bolt", text=f"{words} https://bolt.example/assen")
    fair.offers("v2", "bolt", at=1, text=f"{words} https://bolt.example/emmen")
    repeat = f"Iets voor mij? RT @bolt: {words} https://bolt.example/emmen"
    fair.asks("q", "lotte", at=2, text=repeat)
    assert fair.subject("q") == ("v2", None)


@pytest.mark.parametrize(
    "text", ["@lotte verpleegkundige kan ook parttime", "@lotte ja, zie https://zorg.example/1"]
)
def test_of_two_questions_by_one_asker_an_answer_tells_which_it_means(fair, text):
    fair.offers("w", "zorg", text="Kok voor de keuken gezocht https://zorg.example/2")
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="kan verpleegkundige ook parttime?")
    fair.asks("q2", LOTTE, at=2, reply_to="w", text="moet de kok een diploma hebben?")
    fair.answers("a", "zorg", at=3, text=text)
    assert fair.states == {"q1": "answered", "q2": "open"}


def test_a_word_of_an_earlier_question_tells_it_where_the_last_has_none(fair):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="kan het ook parttime?")
    fair.asks("q2", LOTTE, at=2, text="@zorg moet ik bij jullie een diploma hebben?")
    fair.answers("a", "zorg", at=3, text="@lotte nee, parttime niet")
    assert fair.states == {"q1": "answered", "q2": "open"}


@pytest.mark.parametrize("text", ["@lotte nee", "@lotte parttime niet, diploma ook niet"])
def test_what_tells_no_other_question_more_means_the_last(fair, text):
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="kan het ook parttime?")
    fair.asks("q2", LOTTE, at=2, text="@zorg moet ik bij jullie een diploma hebben?")
    fair.answers("a", "zorg", at=3, text=text)
    assert fair.states == {"q1": "open", "q2": "answered"}


def test_a_mending_means_the_report_for_all_that_it_has_a_word_of_a_question(fair):
    fair.offers("w", "zorg", text="Kok voor de keuken gezocht https://zorg.example/2")
    fair.asks("q", LOTTE, at=1, reply_to="w", text="mag het als herintreder?")
    fair.reports("r", LOTTE, at=2, reply_to="v", text="de knop doet niks")
    fair.answers("a", "zorg", at=3, text="@lotte het is hersteld, herintreders zijn welkom")
    assert fair.states == {"q": "open", "r": "answered"}


def test_vacancy_that_gets_another_link_is_told_by_that(fair):
    fair.offers("w", "zorg", text="Kok voor de keuken gezocht https://zorg.example/2")
    fair.asks("q1", LOTTE, at=1, reply_to="v", text="parttime?")
    fair.asks("q2", LOTTE, at=2, reply_to="w", text="diploma?")
    fair.answers("a", "zorg", at=3, text="@lotte ja, zie https://zorg.example/3")
    assert fair.states == {"q1": "open", "q2": "answered"}
    new = "Verpleegkundige gezocht https://zorg.example/3"
    fair.offers("v", "zorg", text=new, edited=4)
    assert fair.states == {"q1": "answered", "q2": "open"}


def test_answer_to_one_of_two_questions_on_a_vacancy_answers_both():
    fair = Scene()
    fair.offers("v", "bolt", text="Plukkers gezocht voor het seizoen")
    fair.offers("w", "bolt", text="Chauffeur gezocht")
    fair.asks("q1", "lotte", at=1, text="@bolt is er onderdak voor de plukkers?")
    fair.asks("q2", "lotte", at=2, text="@bolt en de chauffeur, moet die ervaring hebben?")
    fair.asks("q3", "lotte", at=3, text="@bolt hoeveel uren maken plukkers?")
    fair.answers("a", "bolt", at=4, text="@lotte 40 uur, en onderdak niet")
    assert fair.states == {"q1": "answered", "q2": "open", "q3": "answered"}


def test_asking_on_below_a_question_with_a_link_is_about_that_vacancy_too(fair):
    fair.asks("q1", LOTTE, at=1, text="Is dit ook parttime? https://zorg.example/1")
    fair.answers("a", "zorg", at=2, reply_to="q1", text="@lotte ja")
    fair.asks("q2", LOTTE, at=3, reply_to="a", text="@zorg en wat verdient het?")
    fair.asks("q3", JAN, at=4, reply_to="q1", text="dat wil ik ook weten")
    assert fair.states == {"q1": "open", "q3": "open"}
    assert fair.case("q1").posts == ("q1", "q2")
    assert fair.subject("q3") == ("v", None)


def test_question_with_its_words_behind_what_it_repeats_is_one():
    fair = Scene()
    fair.offers("v", "bolt", text="Vakkenvullers gezocht in alle winkels! https://bolt.example/1")
    repeat = "RT @bolt: Vakkenvullers gezocht in alle winkels! https://bolt.example/1"
    fair.asks("q1", "lotte", at=1, text=f"{repeat} < ook in Borger?")
    fair.asks("q2", "jan", at=2, text=f"{repeat} #banen")
    assert fair.states == {"q1": "open"}
    assert fair.subject("q1") == ("v", None)


def test_short_name_of_a_job_tells_the_vacancy():
    fair = Scene()
    fair.offers("v1", "zorg", text="Kok gezocht in Rolde")
    fair.offers("v2", "zorg", text="Portier gezocht in Rolde")
    fair.asks("q", "lotte", at=1, text="@zorg die kok, werkt die in het weekend?")
    assert fair.subject("q")[0] == "v1"
