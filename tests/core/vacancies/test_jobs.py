"""Which job is meant by words that name one, and where something else is asked of an employer."""

import pytest

from feeds.post import Author
from moderator.core.case import Subject
from tests.core.needs.employers import a_fair
from tests.core.scene import Scene


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


def test_word_that_begins_like_the_employers_name_tells_the_job_all_the_same():
    fair = Scene()
    firm = Author("spint", "Spinhorst Textiel")
    fair.offers("v", firm, text="Stagiair textielontwerp gezocht")
    fair.offers("w", firm, at=1, text="Chauffeur gezocht bij Spinhorst")
    fair.asks("q1", "lotte", at=2, text="@spint is de stage textielontwerp ook voor mbo?")
    fair.asks("q2", "jan", at=3, text="@spint hoeveel mensen werken er bij Spinhorst textiel?")
    assert fair.subject("q1")[0] == "v"
    assert fair.subject("q2")[0] is None


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
