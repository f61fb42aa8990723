"""What a case is about, and whose word it therefore wants."""

import pytest

from feeds.post import Author
from moderator.core.case import Subject
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.core.text.links import link_key
from tests.core.scene import Scene

LINK = "https://zorg.example/1"


def a_fair(**settings):
    fair = Scene(**settings)
    fair.offers("v1", "zorg", text=f"Verpleegkundige wijkzorg gezocht {LINK}")
    fair.offers("v2", "bolt", at=1, text="Nachtbakker gezocht https://bolt.example/2")
    return fair


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


@pytest.mark.parametrize(
    "text",
    [
        "@bolt hebben jullie ook stages?",
        "@bolt nog iets voor een kok?",
        "@bolt anything for a driver?",
        "@bolt hebben jullie ook iets voor een kok, zie alleen die nachtbakker?",
        "@bolt any jobs for a driver? This nachtbakker is not for me",
        "@bolt any starter roles this year?",
        "@bolt nemen jullie slagers aan? zie alleen de nachtbakker",
        "@bolt are you after slagers or is it all nachtbakkers",
        "@bolt @zorg is het druk?",
    ],
)
def test_what_else_an_employer_has_is_asked_of_the_employer(text):
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text=text)
    assert fair.subject("q1") == (None, "bolt")


@pytest.mark.parametrize("text", ["any more work", "any other jobs", "any other openings"])
def test_what_else_is_sought_is_the_vacancy_that_fits_it(text):
    fair = a_fair()
    fair.offers("v3", "bolt", at=2, text="Verkoper gezocht, no other experience needed")
    fair.asks("q1", "lotte", at=4, text=f"@bolt {text} for a nachtbakker?")
    fair.asks("q2", "jan", at=5, text=f"@bolt {text}?")
    assert fair.subject("q1") == ("v2", "bolt")
    assert fair.subject("q2") == (None, "bolt")


def test_a_job_behind_the_other_of_two_terms_is_the_vacancy():
    fair = a_fair()
    fair.offers("v3", "bolt", at=2, text="Verkoper gezocht https://bolt.example/3")
    fair.asks("q1", "lotte", at=4, text="@bolt is it full time or just weekends for nachtbakkers?")
    assert fair.subject("q1") == ("v2", "bolt")


def test_whom_else_an_employer_takes_tells_no_job():
    fair = a_fair()
    fair.offers("v3", "zorg", at=2, text="Helpende gezocht, mbo 2 https://zorg.example/3")
    text = "@zorg nemen jullie voor die wijkzorg ook mensen aan met mbo?"
    fair.asks("q1", "lotte", at=4, text=text)
    assert fair.subject("q1") == ("v1", "zorg")


def test_an_internship_is_not_the_vacancy_with_the_like_words():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@zorg kan ik ook stage lopen als verpleegkundige?")
    assert fair.subject("q1") == (None, "zorg")


def test_subject_is_the_employer_replied_to():
    fair = a_fair()
    fair.says("p1", "bolt", at=2, text="Goedemorgen allemaal")
    fair.asks("q1", "lotte", at=4, reply_to="p1", text="Zijn jullie er ook zaterdag?")
    assert fair.subject("q1") == (None, "bolt")


def test_subject_is_the_employer_spoken_to_higher_in_the_thread():
    fair = a_fair()
    fair.reacts("p1", "jan", at=2, text="@bolt lekker brood hoor")
    fair.asks("q1", "lotte", at=4, reply_to="p1", text="Bakken zij ook volkoren?")
    assert fair.subject("q1") == (None, "bolt")


def test_an_account_that_nobody_saw_may_be_an_employer():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@installatie_noord zoeken jullie nog iemand?")
    assert fair.subject("q1") == (None, "installatie_noord")
    assert fair.case("q1").responsible == "installatie_noord"
    assert fair.case("q1").confidence == 0.5


def test_an_account_that_turns_out_to_be_a_visitor_owes_nothing():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@jan weet jij hoe laat het begint?")
    fair.says("p1", "jan", at=5, text="Goedemorgen")
    assert fair.subject("q1") == (None, None)
    assert fair.case("q1").responsible == "markt"


def test_subject_is_the_organiser_mentioned():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@markt hoe laat begint de chat?")
    assert fair.subject("q1") == (None, None)
    assert fair.case("q1").responsible == "markt"
    assert not fair.case("q1").to_all


def test_employer_mentioned_comes_before_the_organiser():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@markt is @bolt er ook?")
    assert fair.subject("q1") == (None, "bolt")


def test_subject_is_the_fair_where_nobody_is_addressed():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="Welk bedrijf zoekt een kok?")
    assert fair.subject("q1") == (None, None)
    assert fair.case("q1").to_all
    assert fair.case("q1").responsible == "markt"


def test_fair_without_an_organiser_answers_by_its_own_name():
    fair = Scene(organiser=(), name="Banenmarkt Noord")
    fair.asks("q1", "lotte", at=4)
    assert fair.case("q1").responsible == "Banenmarkt Noord"


def test_organiser_goes_by_the_name_of_its_profile():
    fair = Scene(organiser=("@Markt",))
    fair.says("p1", Author("markt", "De Banenmarkt"))
    fair.asks("q1", "lotte", at=4)
    assert fair.case("q1").responsible == "De Banenmarkt"


def test_question_with_the_vacancys_link_joins_the_askers_case_in_its_thread():
    fair = a_fair()
    fair.asks("q1", "lotte", at=3, reply_to="v1")
    fair.asks("q2", "lotte", at=4, text=f"Nog even: parttime? {LINK}")
    assert fair.case("q1").posts == ("q1", "q2")


def test_party_of_the_vacancy_can_be_asked_by_another_employer():
    fair = a_fair()
    fair.asks("q1", "bolt", at=3, reply_to="v1")
    assert fair.case("q1").responsible == "zorg"


def test_subject_is_found_when_the_vacancy_comes_last():
    fair = Scene()
    fair.asks("q1", "lotte", at=3, reply_to="v1")
    fair.asks("q2", "jan", at=4, text=f"Wat is {LINK}?")
    assert fair.subject("q1") == fair.subject("q2") == (None, None)
    fair.offers("v1", "zorg", text=LINK)
    assert fair.subject("q1") == fair.subject("q2") == ("v1", None)


def test_question_below_a_vacancy_that_somebody_passed_on_is_its_employers():
    fair = a_fair()
    fair.reacts("p1", "jan", at=2, quotes="v1", text="Iemand iets voor in mijn netwerk?")
    fair.reacts("p2", "els", at=2, text=f"Kijk! RT @zorg: Verpleegkundige wijkzorg gezocht {LINK}")
    fair.asks("q1", "lotte", at=3, reply_to="p1", text="@jan Is dit parttime?")
    fair.asks("q2", "lotte", at=4, reply_to="p2", text="@els Is dit in Assen?")
    assert fair.subject("q1") == fair.subject("q2") == ("v1", None)
    assert fair.case("q1").responsible == "zorg"


def test_who_offers_the_work_of_another_in_an_own_post_owes_the_word():
    fair = a_fair()
    fair.offers("v3", "flexkade", at=2, text="Voor @bolt zoeken wij twee bakkers")
    fair.asks("q1", "lotte", at=3, reply_to="v3")
    assert fair.case("q1").responsible == "flexkade"


def test_who_only_answered_so_far_may_be_asked():
    fair = Scene()
    fair.says("c", "jan", Label.CANDIDATE, text="Receptionist zoekt werk in Assen")
    fair.answers("a", "klok", at=1, reply_to="c", text="@jan mail ons je cv")
    fair.asks("q", "lotte", at=2, text="@markt @klok is er ook werk in de bediening?")
    fair.answers("m", "markt", at=3, reply_to="q", text="@lotte dat weet @klok het best")
    assert fair.subject("q") == (None, "klok")
    assert fair.states == {"q": "open"}


def test_who_turns_out_to_have_answered_may_be_asked_and_no_longer_when_it_did_not():
    fair = Scene()
    fair.asks("q", "lotte", at=2, text="@markt @klok is er ook werk in de bediening?")
    answer = fair.answers("a", "klok", at=1, text="@jan mail ons je cv")
    fair.answers("b", "klok", at=1, text="@els mail ons je cv")
    assert fair.subject("q") == (None, "klok")
    fair.acts(ActKind.RELABEL, "a", label=Label.REACTION)
    assert fair.subject("q") == (None, "klok")
    fair.acts(ActKind.RELABEL, "b", label=Label.REACTION)
    assert fair.subject("q") == (None, None)
    fair.edits(answer, Label.FOLLOW_UP, edited=3, text="RT @jan: wie zoekt er een receptionist?")
    assert fair.subject("q") == (None, None)


def test_word_that_begins_like_the_employers_name_tells_the_job_all_the_same():
    fair = Scene()
    firm = Author("spint", "Spinhorst Textiel")
    fair.offers("v", firm, text="Stagiair textielontwerp gezocht")
    fair.offers("w", firm, at=1, text="Chauffeur gezocht bij Spinhorst")
    fair.asks("q1", "lotte", at=2, text="@spint is de stage textielontwerp ook voor mbo?")
    fair.asks("q2", "jan", at=3, text="@spint hoeveel mensen werken er bij Spinhorst textiel?")
    assert fair.subject("q1")[0] == "v"
    assert fair.subject("q2")[0] is None


def test_report_of_the_fairs_own_list_is_the_organisers_whomever_it_names():
    fair = Scene()
    fair.offers("v", Author("vbouw", "Veenstra Bouw"), text="Leerling-timmerman gezocht")
    text = "@markt op de {} klik ik Veenstra Bouw en krijg een dansschool"
    fair.reports("r1", "lotte", at=4, text=text.format("deelnemerslijst"))
    fair.reports("r2", "jan", at=5, text=text.format("site"))
    assert fair.case("r1").responsible == "markt"
    assert fair.case("r2").responsible == "Veenstra Bouw"


def test_report_to_the_organiser_that_names_an_employer_is_the_employers():
    fair = Scene()
    fair.offers("v", Author("vbouw", "Veenstra Bouw"), text="Leerling-timmerman gezocht")
    fair.says("m", "markt", Label.PROMOTION, at=1, text="Stel je vraag!")
    fair.reports("b", "lotte", at=2, reply_to="m", text="link van Veenstra Bouw geeft een fout")
    fair.asks("q", "jan", at=3, reply_to="m", text="is Veenstra Bouw er ook bij vandaag?")
    assert fair.subject("b")[0] == "v"
    assert fair.case("b").responsible == "Veenstra Bouw"
    assert fair.subject("q") == (None, None)


def test_question_below_what_the_organiser_said_to_all_is_of_the_employer_that_it_names():
    fair = Scene()
    fair.offers("v", Author("vbouw", "Veenstra Bouw"), text="Leerling-timmerman gezocht")
    fair.says("m", "markt", Label.PROMOTION, at=1, text="Al 61 vacatures!")
    fair.asks("q1", "lotte", at=2, reply_to="m", text="heeft Veenstra ook kantoorwerk?")
    fair.answers("a", "markt", at=3, reply_to="q1", text="@lotte dat zoeken we uit")
    fair.asks("q2", "jan", at=4, reply_to="a", text="en heeft Veenstra ook avondwerk?")
    fair.asks("q3", "els", at=5, text="@markt heeft Veenstra ook kantoorwerk?")
    assert fair.case("q1").responsible == "Veenstra Bouw"
    assert [fair.case(each).responsible for each in ("q2", "q3")] == ["markt", "markt"]


def test_who_answers_somebody_else_asks_the_employer_that_is_mentioned():
    fair = Scene()
    fair.offers("v", "bolt", text="Lassers gezocht voor onze werf")
    fair.says("o", "dirk", at=1, text="Druk aan de kade")
    fair.answers("a", "dirk", at=2, text="@jan mail ons je cv")
    fair.asks("q1", "lotte", at=3, reply_to="o", text="Neemt @bolt die lassers vast in dienst?")
    fair.asks("q2", "els", at=4, reply_to="o", text="Neemt @onbekend die vast in dienst?")
    assert fair.subject("q1") == ("v", "bolt")
    assert fair.subject("q2") == (None, "dirk")


@pytest.mark.parametrize(
    "text",
    [
        "Welke ziekenhuizen bieden het eerste jaar meer afdelingen?",
        "Zijn er ook ziekenhuizen waar je in het eerste jaar op de dag begint?",
        "right so who on here has got the first year without nights in het eerste jaar",
    ],
)
def test_what_asks_which_employers_do_so_is_about_no_vacancy(text):
    fair = Scene()
    fair.offers("v", "bolt", text="Operatieassistent, geen nachten in het eerste jaar")
    fair.asks("q", "lotte", at=1, text=text)
    assert fair.case("q").subject == Subject()


@pytest.mark.parametrize(
    "text",
    [
        "welke uren heeft die banketbakker in Weert?",
        "Wie van jullie heeft die banketbakker in Weert?",
    ],
)
def test_who_asks_what_a_job_has_asks_about_that_vacancy(text):
    fair = Scene()
    fair.offers("v", "bolt", text="Banketbakker gezocht in Weert, 32 uur")
    fair.asks("q", "lotte", at=1, text=text)
    assert fair.case("q").subject.post == "v"


@pytest.mark.parametrize(
    "text",
    [
        "@bolt do you have any office jobs or is it all drivers?",
        "@bolt have you any ward clerk going? it's for my granddaughter",
        "@bolt leiden jullie ook op tot machinist? of gaat dat via een ander?",
        "@bolt nemen ze daar ook mensen aan die nog leren?",
    ],
)
def test_who_asks_for_other_work_asks_the_employer(text):
    fair = Scene()
    fair.offers("v", "bolt", text="Driver wanted, full time")
    fair.asks("q", "lotte", at=1, text=text)
    assert fair.case("q").subject.post is None
    assert fair.case("q").subject.party == "bolt"
