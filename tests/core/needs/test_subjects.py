"""What a case is about: the vacancy above, quoted, linked to, or with the words that are used."""

import pytest

from moderator.core.labels import Label
from moderator.core.text.links import link_key
from tests.core.needs.employers import LINK, a_fair
from tests.core.scene import Scene


def test_subject_is_the_vacancy_above_at_any_depth():
    fair = a_fair()
    above = "v1"
    for number in range(12):
        fair.reacts(f"p{number}", "jan", at=number, reply_to=above)
        above = f"p{number}"
    fair.asks("q1", "lotte", at=20, reply_to=above)
    assert fair.subject("q1") == ("v1", None)
    assert fair.case("q1").responsible == "zorg"
    assert fair.case("q1").confidence == 1.0


def test_subject_is_the_quoted_vacancy():
    fair = a_fair()
    fair.asks("q1", "lotte", at=3, quotes="v2")
    assert fair.subject("q1") == ("v2", None)


def test_subject_is_the_vacancy_quoted_by_a_reply_elsewhere():
    fair = a_fair()
    fair.reacts("p1", "jan", at=3)
    fair.asks("q1", "lotte", at=4, reply_to="p1", quotes="v2")
    fair.asks("q2", "els", at=5, reply_to="q1")
    assert fair.subject("q1") == fair.subject("q2") == ("v2", None)


def test_vacancy_above_comes_before_the_one_quoted():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="v1", quotes="v2")
    assert fair.subject("q1") == ("v1", None)


@pytest.mark.parametrize(
    "link",
    [LINK, "http://www.zorg.example/1/", "https://ZORG.example/1?utm_source=x#boven"],
)
def test_subject_is_the_vacancy_with_the_same_link_however_it_is_written(link):
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text=f"Is {link} ook parttime te doen?")
    assert fair.subject("q1") == ("v1", None)
    assert fair.case("q1").responsible == "zorg"


def test_link_key_is_equal_for_one_target_and_tells_nothing_of_it():
    assert link_key(LINK) == link_key("http://www.zorg.example/1/?utm_source=x#boven")
    assert link_key(LINK) != link_key("https://zorg.example/2")
    assert link_key(link_key(LINK)) == link_key(LINK)
    assert "zorg" not in link_key(LINK)


def test_link_of_two_employers_leads_to_the_vacancy_of_the_one_that_is_mentioned():
    fair = Scene()
    fair.offers("v1", "zorg", text="Kok gezocht https://banen.example/1")
    fair.offers("v2", "bolt", at=1, text="Kok gezocht https://banen.example/1")
    fair.asks("q1", "jan", at=2, text="@zorg kan https://banen.example/1 parttime?")
    fair.asks("q2", "jan", at=3, text="Kan https://banen.example/1 parttime?")
    assert (fair.subject("q1"), fair.subject("q2")) == (("v1", None), ("v2", None))


def test_same_link_comes_before_the_employer_mentioned():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text=f"Iets voor mij? {LINK}")
    fair.asks("q2", "jan", at=4, text="@bolt is de nachtbakker van https://zorg.example/1 van jou?")
    assert fair.subject("q1") == ("v1", None)
    assert fair.subject("q2") == ("v1", None)


def test_of_two_vacancies_with_one_link_the_employer_mentioned_is_meant():
    fair = a_fair()
    fair.offers("v3", "bolt", at=2, text=f"Samen met zorg: {LINK}")
    fair.asks("q1", "lotte", at=4, text=f"@bolt hoe zit dat? {LINK}")
    assert fair.subject("q1") == ("v3", None)


def test_of_two_vacancies_with_one_link_the_latest_before_the_question_is_meant():
    fair = a_fair()
    fair.offers("v3", "zorg", at=5, text=f"Nogmaals {LINK}")
    fair.offers("v4", "zorg", at=9, text=f"En nogmaals {LINK}")
    fair.asks("q1", "lotte", at=7, text=f"Hoe laat? {LINK}")
    assert fair.subject("q1") == ("v3", None)


def test_subject_is_the_employer_mentioned_with_the_vacancy_that_the_words_fit():
    fair = a_fair()
    fair.offers("v3", "zorg", at=2, text="Kok gezocht voor de keuken")
    fair.asks("q1", "lotte", at=4, text="@zorg moet je als verpleegkundige een auto?")
    assert fair.subject("q1") == ("v1", "zorg")
    assert fair.case("q1").responsible == "zorg"


def test_of_vacancies_that_fit_alike_the_latest_is_meant():
    fair = a_fair()
    fair.offers("v3", "zorg", at=2, text="Verpleegkundige nachtdienst")
    fair.asks("q1", "lotte", at=4, text="@zorg wat verdient een verpleegkundige?")
    assert fair.subject("q1") == ("v3", "zorg")


def test_words_fit_in_the_plural_too():
    fair = a_fair()
    fair.offers("v3", "zorg", at=2, text="Receptie, weekends only, Assen")
    fair.offers("v4", "zorg", at=1, text="Packers wanted, nights, Assen")
    fair.asks("q1", "lotte", at=4, text="@zorg the night job in Assen, is only English fine?")
    assert fair.subject("q1") == ("v4", "zorg")


def test_vacancy_after_the_question_is_not_meant_by_it():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@zorg komt er nog iets voor een kok?")
    fair.offers("v3", "zorg", at=5, text="Kok gezocht voor de keuken")
    assert fair.subject("q1") == (None, "zorg")


def test_deleted_vacancy_fits_no_words():
    fair = a_fair()
    fair.deletes("v1", at=3)
    fair.asks("q1", "lotte", at=4, text="@zorg moet je als verpleegkundige een auto?")
    assert fair.subject("q1") == (None, "zorg")


def test_only_vacancy_of_the_employer_is_meant_by_a_word_that_points():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@bolt is deze nog vrij?")
    fair.asks("q2", "jan", at=5, text="@bolt wat doen jullie met de feestdagen?")
    assert fair.subject("q1") == ("v2", "bolt")
    assert fair.subject("q2") == (None, "bolt")


@pytest.mark.parametrize("text", ["@bolt is het ploegendienst?", "@bolt zit er een auto bij?"])
def test_term_asked_of_an_employer_is_one_of_its_only_vacancy(text):
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text=text)
    fair.says("p1", "markt", Label.PROMOTION, at=5, text="Stel je vraag met een @")
    fair.asks("q2", "jan", at=6, reply_to="p1", text=text)
    assert fair.subject("q1") == fair.subject("q2") == ("v2", "bolt")
    fair.offers("v3", "bolt", at=2, text="Winkelhulp voor de zaterdag")
    assert fair.subject("q1") == fair.subject("q2") == (None, "bolt")


def test_question_with_the_vacancys_link_joins_the_askers_case_in_its_thread():
    fair = a_fair()
    fair.asks("q1", "lotte", at=3, reply_to="v1")
    fair.asks("q2", "lotte", at=4, text=f"Nog even: parttime? {LINK}")
    assert fair.case("q1").posts == ("q1", "q2")


def test_subject_is_found_when_the_vacancy_comes_last():
    fair = Scene()
    fair.asks("q1", "lotte", at=3, reply_to="v1")
    fair.asks("q2", "jan", at=4, text=f"Wat is {LINK}?")
    assert fair.subject("q1") == fair.subject("q2") == (None, None)
    fair.offers("v1", "zorg", text=LINK)
    assert fair.subject("q1") == fair.subject("q2") == ("v1", None)
