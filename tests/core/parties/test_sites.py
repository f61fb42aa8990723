"""Accounts that offer work on one organisation's site are one party."""

import pytest

from feeds.post import Author
from moderator.core.facts import ActKind
from moderator.core.labels import Label, Side
from moderator.core.text.hosts import is_broker, is_named_after, is_short_link, site_of
from tests.core.scene import Scene

BOLT = Author("bolt", "Bakkerij Bolt")
PETRA = Author("petra_b", "Petra de Boer")


def two_accounts(one=BOLT, other=PETRA, **fair):
    """Give a fair where two accounts offer work on a site, and one answers for the other."""
    scene = Scene(**fair)
    scene.offers("v", one, text="Nachtbakker https://werkenbijbolt.example/1")
    scene.offers("w", other, at=1, text="Winkelhulp https://www.werkenbijbolt.example/2")
    scene.asks("q", "lotte", at=2, reply_to="v", text="vanaf hoe laat?")
    scene.answers("a", other, at=5, reply_to="q", text="@lotte vanaf drie uur")
    return scene


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.zorgnoord.example/vacature/3", "zorgnoord"),
        ("https://werkenbijbolt.example/", "bolt"),
        ("https://werken-bij-bolt.example/", "bolt"),
        ("https://vacature.hotel-slot.co.example/kok", "hotelslot"),
        ("https://jobs.bolt.example.com/3", "bolt"),
        ("https://bit.ly/3x", ""),
        ("https://nl.linkedin.com/jobs/1", ""),
        ("https://werk.example/1", ""),
        ("https://vacaturebank.example/1", ""),
        ("https://kvk.example", ""),
        ("https://localhost/1", ""),
        ("https://[::1/1", ""),
        ("no link at all", ""),
    ],
)
def test_site_of_a_link(url, site):
    assert site_of(url) == site


def test_short_links_stand_for_others():
    assert is_short_link("https://bit.ly/3x")
    assert not is_short_link("https://bolt.example/3x")


def test_site_goes_by_the_name_of_an_account():
    assert is_named_after("oudeslinge", ("Gemeente Oude Slinge",))
    assert is_named_after("bakkerijbolt", ("Bolt", "b"))
    assert not is_named_after("bolt", ("Petra", "pdb", ""))


def test_broker_says_so_in_its_name():
    assert is_broker("Flexkade Oost")
    assert not is_broker("Bakkerij Bolt")


def test_who_offers_work_on_an_employers_site_is_of_its_party():
    fair = two_accounts()
    assert fair.state("q") == "answered"
    assert fair.case("q").responsible == "Bakkerij Bolt"


def test_site_that_is_named_after_nobody_makes_no_party():
    fair = two_accounts(one=Author("jansen", "Jansen en Zonen"))
    assert fair.state("q") == "open"


def test_agency_that_links_to_its_clients_site_is_a_party_of_its_own():
    fair = two_accounts(other=Author("kade", "Flexkade Oost"))
    assert fair.state("q") == "open"


def test_site_on_which_many_offer_work_is_a_board():
    fair = two_accounts()
    for name in ("ans", "bea", "cor"):
        fair.offers(f"v-{name}", name, at=3, text=f"Hulp {name} https://werkenbijbolt.example/3")
    assert fair.state("q") == "open"


def test_who_offers_work_on_another_site_too_is_a_party_of_its_own():
    fair = two_accounts()
    other = fair.offers("x", PETRA, at=6, text="Schilder https://schilders.example/1")
    assert fair.state("q") == "open"
    fair.deletes("x", at=7)
    assert fair.state("q") == "answered"
    fair.edits(other, Label.OTHER, edited=8)
    assert fair.state("q") == "answered"


def test_two_accounts_with_the_sites_name_are_one_party():
    fair = two_accounts(other=Author("boltwerkt", "Bolt werkt"))
    assert fair.state("q") == "answered"


def test_recruiter_with_the_sites_name_belongs_to_whom_the_profile_says():
    anke = Author("anke_bolt", "Anke", bio="Recruiter bij Bakkerij Bolt")
    fair = two_accounts(other=anke)
    assert fair.case("q").responsible == "Bakkerij Bolt"
    assert fair.state("q") == "answered"


def test_roster_comes_before_the_site():
    fair = two_accounts(employers={"Bolt Groep": ("bolt",), "De Boer": ("petra_b",)})
    assert fair.state("q") == "open"
    fair = two_accounts(employers={"Bolt Groep": ("bolt",)})
    assert fair.state("q") == "answered"
    assert fair.case("q").responsible == "Bolt Groep"


def test_owner_of_a_site_who_is_no_employer_leads_nobody():
    fair = two_accounts()
    act = fair.acts(ActKind.SIDE, "@bolt", side=Side.SEEKER)
    fair.asks("q2", "jan", at=61, reply_to="w", text="ook in het weekend?")
    fair.answers("a2", PETRA, at=62, reply_to="q2", text="ja")
    assert fair.case("q2").responsible == "Petra de Boer"
    fair.acts(ActKind.UNDO, act, at=63)
    assert fair.case("q2").responsible == "Bakkerij Bolt"


def test_name_that_an_account_takes_makes_it_the_owner_of_its_site():
    fair = two_accounts(one=Author("jansen", "Jansen en Zonen"))
    fair.says("o", Author("jansen", "Bakkerij Bolt"), at=9)
    assert fair.state("q") == "answered"
