"""Answers that are posts of their own, and mention nobody."""

import pytest

from feeds.post import Author
from moderator.core.facts import ActKind
from moderator.core.labels import Label
from moderator.core.verdicts.hails import hails_in
from tests.core.scene import Scene

LOTTE = Author("lotte_v", "Lotte Vriesema")


@pytest.fixture
def fair():
    """Give a fair where Lotte asked Zorg about its vacancy."""
    fair = Scene()
    fair.offers("v1", "zorg", text="Verpleegkundige gezocht https://zorg.example/1")
    fair.asks(
        "q1", LOTTE, at=2, reply_to="v1", text="Heb je als verpleegkundige een rijbewijs nodig?"
    )
    return fair


@pytest.mark.parametrize(
    "text",
    [
        "Hoi Lotte, parttime kan ook",
        "Lotte: ja hoor",
        "lotte_v, ja hoor",
        "Voor Lotte: dat kan",
        "Voor Lotte van der Vis: dat kan",
        "Op de vraag van Lotte is het antwoord ja",
        "Goedemorgen! Ja Lotte dat kan",
    ],
)
def test_answer_that_calls_the_asker_by_name_closes_the_case(fair, text):
    fair.answers("a1", "zorg", at=5, text=text)
    assert fair.story("q1")[-1] == (5, "answered", "a1")


@pytest.mark.parametrize(
    "text",
    [
        "Lotte van HR is er ook",
        "Vragen? Bel Lotte op kantoor",
        "Voor ons en Lotte: taart",
        "Hoi allemaal, parttime kan ook",
        "Leuk dat Lotte mailde",
    ],
)
def test_name_that_is_only_mentioned_in_passing_calls_nobody(fair, text):
    fair.answers("a1", "zorg", at=5, text=text)
    assert fair.state("q1") == "open"


def test_only_the_responsible_party_answers_by_name(fair):
    fair.answers("a1", "bolt", at=5, text="Hoi Lotte, dat kan")
    assert fair.state("q1") == "open"
    assert fair.case("q1").bystanders == ()


def test_call_before_the_question_answers_nothing(fair):
    fair.answers("a1", "zorg", at=1, text="Hoi Lotte, welkom")
    assert fair.state("q1") == "open"


def test_call_that_is_edited_away_takes_the_answer_back(fair):
    answer = fair.answers("a1", "zorg", at=5, text="Hoi Lotte, dat kan")
    assert fair.state("q1") == "answered"
    fair.edits(answer, Label.OTHER, edited=6, text="Goedemiddag")
    assert fair.state("q1") == "open"


def test_name_that_two_askers_share_calls_neither(fair):
    fair.asks("q2", Author("lotte2", "Lotte B"), at=3, reply_to="v1")
    fair.answers("a1", "zorg", at=5, text="Hoi Lotte, dat kan")
    assert fair.states == {"q1": "open", "q2": "open"}
    fair.answers("a2", "zorg", at=6, text="Hoi lotte2, dat kan")
    assert fair.states == {"q1": "open", "q2": "answered"}


def test_second_asker_of_that_name_who_arrives_late_takes_the_answer_away(fair):
    fair.answers("a1", "zorg", at=5, text="Hoi Lotte, dat kan")
    assert fair.state("q1") == "answered"
    other = fair.asks("q2", Author("lotte2", "Lotte B"), at=3, reply_to="v1")
    assert fair.states == {"q1": "open", "q2": "open"}
    fair.edits(other, Label.OTHER, edited=4, text="laat maar")
    assert fair.states == {"q1": "answered"}


def test_asker_who_changes_names_is_called_by_the_new_one(fair):
    fair.answers("a1", "zorg", at=5, text="Hoi Charlotte, dat kan")
    assert fair.state("q1") == "open"
    fair.says("p1", Author("lotte_v", "Charlotte"), at=6)
    assert fair.state("q1") == "answered"


@pytest.mark.parametrize("name", ["🌸 Yara | zoekt werk", "(Yara) Vos", "yara", "Yara🌻", "*Yara*"])
def test_asker_whose_name_is_decorated_is_called_by_the_first_name(name):
    fair = Scene()
    fair.offers("v1", "bolt")
    fair.asks("q1", Author("y_1998", name), at=2, text="@bolt kan dit parttime?")
    fair.answers("a1", "bolt", at=5, text="Hoi Yara, dat kan zeker!")
    assert fair.state("q1") == "answered"


@pytest.mark.parametrize("name", ["", "J. de Vries", "🌸", "1998 was een goed jaar"])
def test_asker_without_a_first_name_is_called_by_the_handle_alone(name):
    fair = Scene()
    fair.offers("v1", "bolt")
    fair.asks("q1", Author("y_1998", name), at=2, text="@bolt kan dit parttime?")
    fair.answers("a1", "bolt", at=5, text="Hoi Was, de vraag van Vries: dat kan zeker!")
    assert fair.state("q1") == "open"
    fair.answers("a2", "bolt", at=6, text="Hoi y_1998, dat kan zeker!")
    assert fair.state("q1") == "answered"


def above(fair, post):
    """What a post is read below, by its id."""
    parent = fair.engine.reading(f"x:{post}").context.parent
    return parent and parent.key.removeprefix("x:")


def test_what_an_employer_says_to_an_asker_by_name_is_read_below_what_was_asked(fair):
    fair.says("p1", "zorg", at=5, text="Hoi Lotte, dat kan")
    fair.says("p2", "els", at=5, text="Hoi Lotte, dat kan")
    fair.says("p3", "zorg", at=1, text="Hoi Lotte, welkom")
    fair.says("p4", "zorg", at=6, text="Hoi Jan, welkom")
    fair.says("p5", "zorg", at=6, text="Welkom allemaal")
    assert [above(fair, f"p{each}") for each in (1, 2, 3, 4, 5)] == ["q1", None, None, None, None]
    fair.acts(ActKind.RELABEL, "q1", label=Label.OTHER)
    assert above(fair, "p1") is None


def test_of_two_askers_of_one_name_neither_is_read_above_whom_that_name_calls(fair):
    fair.says("p1", "zorg", at=5, text="Hoi Lotte, dat kan")
    fair.says("p2", "zorg", at=5, text="lotte2, dat kan")
    fair.asks("q2", Author("lotte2", "Lotte B"), at=3, reply_to="v1")
    assert (above(fair, "p1"), above(fair, "p2")) == (None, "q2")
    fair.says("n", Author("lotte2", "Charlotte"), at=9)
    assert above(fair, "p1") == "q1"


def test_asker_without_a_name_is_called_by_one_that_becomes_known(fair):
    fair.asks("q2", "jo", at=3, reply_to="v1")
    fair.says("p1", "zorg", at=5, text="Hoi Jorinde, dat kan")
    assert above(fair, "p1") is None
    fair.says("n", Author("jo", "Jorinde"), at=9)
    assert above(fair, "p1") == "q2"


def test_employer_who_asks_is_called_by_name_by_the_organiser_alone(fair):
    fair.offers("v2", Author("bolt", "Bolt Bakkers"), at=0, text="Bakker gezocht")
    fair.asks("q2", Author("bolt", "Bolt Bakkers"), at=1, text="@markt hoe laat begint het?")
    fair.says("p1", "zorg", at=5, text="Hoi Bolt, om tien uur")
    fair.says("p2", "markt", at=5, text="Hoi Bolt, om tien uur")
    fair.says("p3", Author("bolt", "Bolt Bakkers"), at=5, text="Bolt: kom kijken")
    assert [above(fair, f"p{each}") for each in (1, 2, 3)] == [None, "q2", None]


def test_question_that_is_read_as_a_report_is_one_also_to_whoever_calls_its_asker_by_name(fair):
    fair.says("p1", "zorg", at=5, text="Hoi Lotte, dat kan")
    fair.acts(ActKind.RELABEL, "q1", label=Label.BROKEN_LINK)
    assert fair.engine.reading("x:p1").context.parent.label is Label.BROKEN_LINK


def test_answer_to_everybody_calls_by_name_too():
    fair = Scene()
    fair.offers("v1", "bolt")
    fair.asks("q1", LOTTE, at=2, text="Welk bedrijf zoekt een kok?")
    fair.answers("a1", "bolt", at=5, text="Hoi Lotte, wij!")
    assert fair.state("q1") == "answered"


def test_answer_that_repeats_what_was_asked_closes_the_case(fair):
    text = "Er werd gevraagd of een verpleegkundige een rijbewijs nodig heeft: ja, B"
    answer = fair.answers("a1", "zorg", at=5, text=text)
    assert fair.state("q1") == "answered"
    fair.edits(answer, Label.OTHER, edited=6, text="Goedemiddag")
    assert fair.state("q1") == "open"


@pytest.mark.parametrize(
    "text",
    [
        "Een verpleegkundige met rijbewijs is altijd welkom",
        "Veel vragen vandaag over het rijbewijs",
        "Voor iedereen die erom vroeg: een verpleegkundige heeft hier geen rijbewijs nodig",
        "Veel gevraagd vandaag: een verpleegkundige heeft hier geen rijbewijs nodig",
        "Er werd gevraagd naar de salarissen: die staan op de site",
    ],
)
def test_answer_that_speaks_of_something_else_closes_nothing(fair, text):
    fair.answers("a1", "zorg", at=5, text=text)
    assert fair.state("q1") == "open"


def test_hails():
    assert hails_in("Ha Jan, hier Piet") == {"jan"}
    assert hails_in("Wij zoeken een kok") == frozenset()
