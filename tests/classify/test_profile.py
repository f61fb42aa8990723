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
        ("Wij maken kozijnen", "us"),
        ("Glaszetters sinds 1961", "firm"),
        ("Installatiebedrijf in Hoorn", "trade"),
        ("Automatic feed of vacancies", "feed"),
        ("Nieuws uit de regio", "news"),
        ("Looking for a new job in care", "seeks"),
    ],
)
def test_an_organisation_a_task_and_a_feed_are_told(bio, kind):
    assert kind in kinds(bio=bio)
    assert f"p:profile:{kind}:guest" in profiled(Author("anna", bio=bio), "guest")


def test_name_and_handle_tell_too():
    assert "work" in kinds(name="Bolt Vacatures")
    assert profiled(Author("werkenbijbolt"), "open") == ("p:profile:work", "p:profile:work:open")


@pytest.mark.parametrize(
    "bio",
    [
        "58, blind, moeder van drie",
        "Oma. Gepensioneerd. Gelooft in God",
        "Vrouw, uit Aleppo, leert Nederlands",
        "Dad of two, autistic, Muslim, he/him",
        "",
    ],
)
def test_nothing_is_told_of_what_a_person_is_like(bio):
    assert kinds(bio=bio) == set()
