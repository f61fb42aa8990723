"""Wording that may distinguish between people: asked about where it stands, and only there."""

import tomllib
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.post import Author, Kind, Post
from moderator.core.board import Line
from moderator.core.labels import Label, Side, Verdict
from moderator.equal_treatment import ProtectedGround, hints, hints_of

THEN, NOW = date(2012, 7, 3), date(2026, 5, 12)
TABLE = tomllib.loads((files("moderator.data") / "equal_treatment.toml").read_text("utf-8"))


def found(text, on=NOW):
    return [(hint.rule, hint.phrase) for hint in hints(text, on)]


@pytest.mark.parametrize(
    ("text", "rule", "phrase"),
    [
        ("Monteur gezocht, max. 35 jaar, Assen", "age_limit", "max. 35 jaar"),
        ("Chauffeur, niet ouder dan 40", "age_limit", "niet ouder dan 40"),
        ("Kok, leeftijd tussen de 18 en 30 jaar", "age_limit", "tussen de 18 en 30 jaar"),
        ("Barista wanted, no older than 30", "age_limit", "no older than 30"),
        ("Sales rep, max age of 35", "age_limit", "max age of 35"),
        ("Wij zoeken een jonge collega voor de balie", "young", "jonge collega"),
        ("Word jij onze nieuwe digital native?", "young", "digital native"),
        ("Join our hungry team: young, dynamic, loud", "young", "young, dynamic"),
        ("Ideaal voor schoolverlaters!", "beginner", "schoolverlaters"),
        ("Ben je pas afgestudeerd? Kom!", "beginner", "pas afgestudeerd"),
        ("Great first role for a recent graduate", "beginner", "recent graduate"),
        (
            "Developer, maximaal 3 jaar werkervaring",
            "experience_limit",
            "maximaal 3 jaar werkervaring",
        ),
        ("Analyst, up to 2 years experience", "experience_limit", "up to 2 years experience"),
        ("Leuke meid gezocht voor de bar", "one_sex", "meid gezocht"),
        ("Cleaners, women only", "one_sex", "women only"),
        ("Verkoopster 20 uur", "job_name", "Verkoopster"),
        ("Waitress, weekends", "job_name", "Waitress"),
        ("Receptie: accentloos Nederlands vereist", "mother_tongue", "accentloos Nederlands"),
        ("Support agent, native speaker", "mother_tongue", "native speaker"),
        ("Nederlandse nationaliteit vereist", "nationality", "Nederlandse nationaliteit"),
        ("Je bent belijdend christen", "faith", "belijdend christen"),
        ("Winkelhulp, geen hoofddoek", "dress", "geen hoofddoek"),
        ("Je hebt een goede gezondheid", "health", "goede gezondheid"),
        ("Warehouse: must be physically fit.", "health", "physically fit"),
    ],
)
def test_a_wording_that_may_distinguish_is_found(text, rule, phrase):
    assert found(text) == [(rule, phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "Monteur, max. 36 uur per week, €35 per uur",
        "Junior developer, 2 jaar ervaring, hbo",
        "Horecamedewerker (jong, oud, alles mag)",
        "Leeftijd is bij deze functie een pluspunt, ook schoolverlaters",
        "Parttimers, ook 50-plussers zeer welkom, ook voor schoolverlaters",
        "All ages welcome, recent graduates too",
        "Verkoopster/verkoper m/v, 20 uur",
        "Kamermeisjes/-jongens Domburg",
        "Gastheer/gastvrouw ontbijt",
        "Rooiploeg! 12 man/vrouw voor de sorteerband",
        "Timmerman restauratie; medisch secretaresse",
        "Docent Engels, native speaker",
        "Marechaussee bij defensie: Nederlandse nationaliteit",
        "Jongerenwerker: je werkt met jonge mensen",
        "Winkel in damesmode, Mannenkoorstraat 30",
        "Geen accent op omzet, wel op mensen: @young_dynamic https://x.example/verkoopster",
        "Traineeship, all degrees, graduate scheme",
    ],
)
def test_a_wording_that_speaks_to_all_is_passed_over(text):
    assert found(text) == []


def test_a_fair_is_read_by_the_rules_of_its_day():
    fifty = "50-plussers gezocht voor de balie"
    why = f"{fifty}, past in het beleid van het ministerie"
    assert found(fifty, date(2012, 7, 3)) == [("age_group", "50-plussers gezocht")]
    assert found(why, date(2012, 7, 3)) == [("age_group", "50-plussers gezocht")]
    assert found(why, date(2015, 6, 1)) == []
    assert found(fifty, date(2015, 6, 1)) == [("age_group", "50-plussers gezocht")]
    assert found(why, date(2018, 1, 1)) == [("age_group", "50-plussers gezocht")]
    assert found("max. 35 jaar", date(2004, 4, 30)) == []
    assert found("max. 35 jaar", date(2004, 5, 1)) == [("age_limit", "max. 35 jaar")]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("rule", TABLE["rule"], ids=lambda rule: rule["name"])
def test_every_rule_asks_says_better_and_names_exception_and_law(rule, language):
    ground = TABLE["ground"][rule["ground"]]
    assert ground["question"][language].endswith("?")
    assert "{phrase}" in ground["question"][language]
    assert ground["exception"][language]
    assert ground["law"][language]
    assert TABLE["advice"][rule["name"]][language]


def test_every_ground_has_a_rule_and_no_advice_is_for_nothing():
    grounds = {rule["ground"] for rule in TABLE["rule"]}
    assert grounds == set(ProtectedGround) == set(TABLE["ground"])
    assert {rule["name"] for rule in TABLE["rule"]} == set(TABLE["advice"])


def test_advice_puts_the_phrase_into_a_question():
    (hint,) = hints("Monteur, max. 35 jaar", NOW)
    assert hint.advice("nl").question.startswith("In jullie vacature staat “max. 35 jaar”.")
    assert "Age Discrimination" in hint.advice("en").law


def a_line(label, *, deleted=False):
    at = datetime(2012, 7, 3, 8, tzinfo=UTC)
    post = Post("1", "x", Kind.ORIGINAL, Author("a"), "max. 35 jaar", at)
    verdict = label and Verdict(label, 0.9)
    return Line("x:1", post, "a", Side.EMPLOYER, verdict, deleted=deleted)


def test_only_vacancies_that_are_there_are_asked_about():
    assert [hint.phrase for hint in hints_of(a_line(Label.VACANCY))] == ["max. 35 jaar"]
    others = [a_line(label) for label in (Label.QUESTION, Label.CANDIDATE, None)]
    assert [hints_of(each) for each in (*others, a_line(Label.VACANCY, deleted=True))] == [()] * 4


NO_WORDS = st.text("é🍞e\u0301 \n@#.,…(", max_size=150)


@given(NO_WORDS, NO_WORDS)
def test_a_hint_stands_where_it_says_in_any_text(before, after):
    text = f"{before}\nmax. 35 jaar\n{after}"
    (hint,) = hints(text, NOW)
    assert text[hint.start : hint.end] == hint.phrase == "max. 35 jaar"


@given(st.text(max_size=300), st.dates())
def test_no_text_is_an_error(text, on):
    assert all(text[hint.start : hint.end] == hint.phrase for hint in hints(text, on))


def test_a_long_text_takes_no_long_time():
    assert hints("max max max " * 20_000 + "jonge " * 20_000, NOW) == ()
