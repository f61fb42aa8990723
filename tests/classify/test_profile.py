"""What a profile tells of an account, and what it must not tell."""

import pytest

from feeds.post import Author
from moderator.classify.profile import profiled


def kinds(**author: str) -> set[str]:
    told = profiled(Author("anna", **author), "guest")
    return {name.removeprefix("p:profile:") for name in told if not name.endswith(":guest")}


@pytest.mark.parametrize(
    ("bio", "kind"),
    [
        ("Recruiter bij Zorggroep Noord", "task"),
        ("Werving en detachering in de techniek", "agency"),
        ("Kozijnen op maat. Bel onze klantenservice, of kom langs: ma t/m vr 9-17", "firm"),
        ("Bread, est. 1961", "firm"),
        ("Automatic feed of vacancies", "feed"),
        ("Nieuws uit de regio", "news"),
        ("Looking for a new job in care", "seeks"),
    ],
)
def test_an_organisation_a_task_and_a_feed_are_told(bio, kind):
    assert kind in kinds(bio=bio)
    assert f"p:profile:{kind}:guest" in profiled(Author("anna", bio=bio), "guest")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Bolt Vacatures", "work"),
        ("Zwaaiflex", "agency"),
        ("Gemeente Veldrecht", "firm"),
        ("Fellside Council", "firm"),
        ("Bakkerij Dubbelmate", "trade"),
    ],
)
def test_a_name_tells_too(name, kind):
    assert kind in kinds(name=name)


def test_a_handle_tells_too():
    assert profiled(Author("werkenbijbolt"), "open") == ("p:profile:work", "p:profile:work:open")


@pytest.mark.parametrize(
    "bio",
    [
        "58, blind, moeder van drie schoolkinderen",
        "Oma. Gepensioneerd. Gelooft in God, lid van de Gereformeerde gemeente",
        "Vluchteling uit Aleppo, hier sinds 2015, leert Nederlands",
        "Dad of two, autistic, Muslim, he/him. Run a support group",
        "Trust in God. Our faith is our strength",
        "Patiënt in het ziekenhuis, nursery run at three, since 1985 in Leeds",
        "",
    ],
)
def test_nothing_is_told_of_what_a_person_is_like(bio):
    assert kinds(bio=bio) == set()
