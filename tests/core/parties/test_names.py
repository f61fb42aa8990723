"""Questions that speak to nobody, and find their subject by what they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.post import Author
from moderator.core.labels import Label
from moderator.core.parties.names import distance, name_words
from tests.core.scene import Scene

WOLTINK = Author("woltinktrans", "Woltink Transport")
ROES = Author("DeRoes", "Bakkerij De Roes")
BITS = Author("bomenbits", "Bomen & Bits")


def a_fair():
    fair = Scene(
        employers={"Zorggroep Noord": ("zgn", "hr_zgn"), "Gemeente Oude Slinge": ("slinge",)}
    )
    fair.offers("v1", WOLTINK, text="Chauffeur CE gezocht https://woltink.example/1")
    fair.offers("v2", ROES, at=1, text="Nachtbakker gezocht https://roes.example/2")
    fair.offers("v3", BITS, at=1, text="Hovenier en programmeur https://bits.example/3")
    return fair


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Weet iemand of Woltink Transport nog mensen zoekt?", "woltinktrans"),
        ("Zoekt woltink nog mensen?", "woltinktrans"),
        ("Woltinks auto's, zijn dat automaten?", "woltinktrans"),
        ("Iemand iets gehoord van Woltink's planning?", "woltinktrans"),
        ("Heeft wotlink nog plek?", "woltinktrans"),
        ("Heeft Woltinck nog plek?", "woltinktrans"),
        ("Zit #Woltink ook hier?", "woltinktrans"),
        ("Is woltinktrans er vandaag?", "woltinktrans"),
        ("Bij bakkerij de roes beginnen ze vroeg zeker?", "DeRoes"),
        ("Hoe vroeg begin je bij De Roes?", "DeRoes"),
        ("Wie weet iets over bomen en bits?", "bomenbits"),
        ("Wat verdien je bij zorggroep noord?", "Zorggroep Noord"),
        ("Wat verdien je bij ZGN?", "Zorggroep Noord"),
        ("Waar zit de GOS eigenlijk?", "Gemeente Oude Slinge"),
    ],
)
def test_employer_named_in_the_text_is_who_is_asked(text, party):
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text=text)
    case = fair.case("q1")
    assert case.responsible.casefold() in (party.casefold(), *_names(party))
    assert case.confidence == 0.6
    assert not case.to_all


def _names(party):
    return [each.name.casefold() for each in (WOLTINK, ROES, BITS) if each.handle == party]


@pytest.mark.parametrize(
    "text",
    [
        "Welk bedrijf zoekt een kok?",
        "Is er ook werk in Woltink?",
        "Welke school in Nieuw-Woltink zoekt nog iemand?",
        "Nog iets voor een lasser, Woltink en omstreken?",
        "Who's taking on welders? Woltink/Assen way",
        "Werk voor een kok in Assen/Woltink?",
        "In een roes van geluk, wie ook?",
        "Wie doet er iets met bits?",
        "Iemand werk in de zorg, of in het noorden?",
        "Zijn er banen bij een gemeente?",
        "Transport, is daar nog iets in?",
        "https://nieuws.example/woltink wat vinden jullie?",
    ],
)
def test_word_that_may_mean_something_else_names_nobody(text):
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text=text)
    assert fair.case("q1").to_all
    assert fair.case("q1").responsible == "markt"


def test_word_that_two_employers_share_names_neither():
    fair = a_fair()
    fair.offers("v4", Author("wbv", "Woltink Bouw"), at=2)
    fair.asks("q1", "lotte", at=4, text="Zoekt Woltink nog mensen?")
    assert fair.case("q1").to_all
    fair.asks("q2", "jan", at=5, text="En Woltink Bouw?")
    assert fair.case("q2").responsible == "Woltink Bouw"


def test_employer_named_is_asked_about_the_vacancy_that_the_words_fit():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="Moet je als chauffeur bij Woltink in het weekend rijden?")
    assert fair.subject("q1") == ("v1", "woltinktrans")


def test_organisation_of_the_roster_is_asked_by_its_first_account():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="Zit Zorggroep Noord ook in Assen?")
    assert fair.subject("q1") == (None, "zgn")


def test_who_speaks_to_somebody_asks_them_whatever_else_is_named():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="@markt doet Woltink ook mee?")
    fair.asks("q2", "jan", at=4, text="@deroes zijn jullie net als Woltink dicht?")
    assert fair.case("q1").responsible == "markt"
    assert fair.case("q2").responsible == "Bakkerij De Roes"


def test_employer_does_not_ask_itself_by_name():
    fair = a_fair()
    fair.asks("q1", WOLTINK, at=4, text="Wie helpt Woltink aan een oplader op de beurs?")
    assert fair.case("q1").responsible == "markt"


def test_name_is_found_when_its_bearer_turns_out_to_be_an_employer():
    fair = Scene()
    fair.asks("q1", "lotte", at=4, text="Zoekt Wotlink nog mensen?")
    assert fair.case("q1").to_all
    fair.says("p1", WOLTINK, at=5)
    assert fair.case("q1").to_all
    fair.offers("v1", WOLTINK, at=6)
    assert fair.case("q1").responsible == "Woltink Transport"
    fair.deletes("v1", at=7)
    fair.deletes("p1", at=7)
    assert fair.case("q1").responsible == "markt"


def test_colleagues_own_name_is_not_the_employers():
    fair = a_fair()
    fair.says("p1", Author("tjeerdw", "Tjeerd", bio="Recruiter bij Woltink Transport"), at=2)
    fair.asks("q1", "lotte", at=4, text="Heeft iemand Tjeerd gezien?")
    assert fair.case("q1").to_all


# The job


def test_job_named_tells_which_vacancy_is_meant():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="Is die baan als nachtbakker nog vrij?")
    assert fair.subject("q1") == ("v2", None)
    assert fair.case("q1").responsible == "Bakkerij De Roes"
    assert fair.case("q1").confidence == 0.4


def test_job_that_is_pointed_at_is_told_by_two_words_not_by_one():
    fair = a_fair()
    fair.offers("v4", "bolt", at=2, text="Banketbakker gezocht in Weert")
    fair.asks("q1", "lotte", at=4, text="die banketbakker in Weert, begint die om 2 uur?")
    fair.asks("q2", "jan", at=5, text="die banketbakker uit mijn straat zoekt niemand zeker?")
    assert fair.subject("q1") == ("v4", None)
    assert fair.case("q2").to_all


@pytest.mark.parametrize(
    "text",
    [
        "Do the night shift packers in Weert get any company discount?",
        "Krijgen de night shift packers Weert enige bedrijfskleding?",
    ],
)
def test_what_any_company_has_besides_is_asked_of_the_job_that_is_named(text):
    fair = Scene()
    fair.offers("v1", "bolt", text="Night shift packers wanted, Weert")
    fair.asks("q1", "lotte", at=1, text=text)
    assert fair.subject("q1") == ("v1", None)


def test_hashtag_of_the_fair_names_no_employer_whose_name_is_like_it():
    fair = Scene(hashtags=("BanenmarktNoord",))
    fair.offers("v1", Author("banenmarktnoort", "BanenmarktNoort"), text="Kok gezocht")
    fair.asks("q1", "lotte", at=1, text="Wat staat er vanmiddag op #BanenmarktNoord?")
    fair.asks("q2", "jan", at=2, text="Wat betaalt BanenmarktNoort eigenlijk?")
    assert fair.case("q1").to_all
    assert not fair.case("q2").to_all


def test_who_asks_any_employer_names_no_job_by_the_way():
    fair = a_fair()
    fair.offers("v4", "bolt", at=2, text="Bakker gezocht, dit jaar nog, per mail")
    fair.asks(
        "q1", "lotte", at=4, text="Is er enig bedrijf dat dit jaar nog iedereen antwoordt per mail?"
    )
    assert fair.case("q1").to_all


def test_job_behind_an_article_is_told_by_two_of_the_words_right_behind_it():
    fair = a_fair()
    fair.offers("v4", "bolt", at=2, text="Banketbakker gezocht voor de nacht, Weert")
    fair.asks("q1", "lotte", at=4, text="Is er een leeftijdsgrens voor de banketbakkers in Weert?")
    fair.asks("q2", "jan", at=5, text="Waar staat de lijst met werk voor een banketbakker, Weert?")
    fair.asks("q3", "els", at=6, text="Is het station in Weert open? De banketbakker zei van niet")
    assert fair.subject("q1") == ("v4", None)
    assert fair.case("q2").to_all
    assert fair.case("q3").to_all


def test_job_that_two_parties_offer_names_neither():
    fair = a_fair()
    fair.offers("v4", "bolt", at=2, text="Nachtbakker gevraagd")
    fair.asks("q1", "lotte", at=4, text="Is die baan als nachtbakker nog vrij?")
    assert fair.case("q1").to_all


def test_job_that_nobody_or_only_the_asker_offers_names_nothing():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="Is die baan als loodgieter nog vrij?")
    fair.asks("q2", ROES, at=4, text="Staat de vacature van nachtbakker wel goed?")
    assert fair.case("q1").to_all
    assert fair.case("q2").responsible == "markt"


def test_vacancy_that_arrives_late_is_found_by_its_job():
    fair = Scene()
    fair.asks("q1", "lotte", at=4, text="Is de functie van nachtbakker nog vrij?")
    assert fair.case("q1").to_all
    vacancy = fair.offers("v1", "bolt", text="Nachtbakker gezocht")
    assert fair.subject("q1") == ("v1", None)
    fair.edits(vacancy, Label.VACANCY, edited=2, text="Timmerman gezocht")
    assert fair.case("q1").to_all


def test_words_of_a_name():
    assert name_words("Zorggroep Berkelrand", "ZorgBerkel") == (
        "zorggroep", "berkelrand", "zorg", "berkel"
    )  # fmt: skip
    assert name_words("Gemeente Oude Slinge") == ("gemeente", "oude", "slinge", "GOS")
    assert name_words("", "!!") == ()


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(1, 3))
def test_distance_is_that_of_the_whole_table(one, other, most):
    assert min(distance(one, other, most), most + 1) == min(_distance(one, other), most + 1)


def _distance(one, other):
    if not one or not other:
        return len(one) + len(other)
    options = [
        _distance(one[1:], other) + 1,
        _distance(one, other[1:]) + 1,
        _distance(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        options.append(_distance(one[2:], other[2:]) + 1)
    return min(options)


def test_two_words_of_which_only_one_is_alike_name_what_is_alike():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, text="Zoekt Woltank nog, of heet het wollink?")
    assert fair.case("q1").responsible == "Woltink Transport"
    fair.says("p1", Author("wol", "Wollige Truien"), at=5)
    fair.offers("v9", Author("wol", "Wollige Truien"), at=6)
    assert fair.case("q1").responsible == "Woltink Transport"


def test_name_that_one_of_two_employers_gives_up_is_the_others_alone():
    fair = a_fair()
    fair.offers("v4", Author("wbv", "Woltink Bouw"), at=2)
    fair.asks("q1", "lotte", at=4, text="Zoekt Woltink nog mensen?")
    assert fair.case("q1").to_all
    fair.says("p1", Author("wbv", "Bouwbedrijf Assen"), at=5)
    assert fair.case("q1").responsible == "Woltink Transport"


def test_board_of_a_place_is_named_by_all_of_its_name_and_a_trade_names_nobody():
    fair = a_fair()
    fair.offers("v4", Author("vacborculo", "Vacatures Borculo"), text="Kok gezocht")
    fair.offers("v5", Author("blinkerd", "Blinkerd Schoonmaak"), text="Glazenwasser gezocht")
    fair.asks("q1", "jan", at=5, text="Wie heeft er overdag schoonmaak? Borculo het liefst")
    fair.asks("q2", "els", at=6, text="Is Vacatures Borculo een bureau?")
    fair.asks("q3", "ans", at=7, text="Werken ze bij Blinkerd ook overdag?")
    assert fair.subject("q1") == (None, None)
    assert fair.subject("q2")[1] == "vacborculo"
    assert fair.subject("q3")[1] == "blinkerd"
