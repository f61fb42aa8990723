"""Whose word a case wants: of the party spoken to, mentioned or named, and else the fair's."""

from feeds.post import Author
from moderator.core.labels import Label
from tests.core.needs.employers import LINK, a_fair
from tests.core.scene import Scene


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


def test_party_of_the_vacancy_can_be_asked_by_another_employer():
    fair = a_fair()
    fair.asks("q1", "bolt", at=3, reply_to="v1")
    assert fair.case("q1").responsible == "zorg"


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
