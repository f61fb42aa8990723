"""Vacancies that are one: by a link, by a text, and on from one to the next."""

import pytest

from feeds.post import Author
from moderator.core.facts import ActKind, LinkState
from moderator.core.labels import Label, Side
from tests.core.plain_board import PlainBoard
from tests.core.scene import Scene

BAKER, COOK = "Nachtbakker gezocht in Assen, vier nachten", "Kok gezocht in Assen, overdag en zo"
ONE, TWO, THREE = "https://bit.ly/1", "https://bit.ly/2", "https://bit.ly/3"


def a_fair_with_a_copy_between():
    """`v1` has the link of `v2`, and `v2` the text of `v3`; each has a report."""
    fair = Scene()
    fair.offers("v1", "bolt", at=0, text=f"{COOK} {ONE}")
    fair.offers("v3", "bolt", at=2, text=f"{BAKER} {TWO}")
    fair.reports("b1", "lotte", at=5, reply_to="v1")
    fair.reports("b3", "jan", at=6, reply_to="v3")
    assert fair.states == {"b1": "open", "b3": "open"}
    return fair


def plainly(fair):
    """The cases, which are those of a plain look at all facts."""
    assert fair.engine.cases() == PlainBoard(fair.engine.fair, fair.facts, fair.judge).cases()
    return fair.states


def test_copies_of_a_copy_are_one_vacancy():
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", "bolt", at=1, text=f"{BAKER} {ONE}")
    assert plainly(fair) == {"b1": "open"}
    assert fair.case("b1").reporters == ("lotte", "jan")
    fair.reports("b2", "els", at=7, reply_to="v2")
    fair.answers("a", "bolt", at=8, reply_to="v3", text="De link is hersteld")
    assert plainly(fair) == {"b1": "answered"}


def test_vacancies_are_two_again_when_the_copy_between_them_is_none():
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", "bolt", at=1, text=f"{BAKER} {ONE}")
    fair.acts(ActKind.RELABEL, "v2", label=Label.OTHER)
    assert plainly(fair) == {"b1": "open", "b3": "open"}
    fair.acts(ActKind.RELABEL, "v2", label=Label.VACANCY)
    assert plainly(fair) == {"b1": "open"}


def test_vacancies_stay_one_while_another_copy_is_between_them():
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", "bolt", at=1, text=f"{BAKER} {ONE}")
    fair.offers("v4", "bolt", at=3, text=f"{BAKER} {ONE}")
    fair.acts(ActKind.RELABEL, "v2", label=Label.OTHER)
    assert plainly(fair) == {"b1": "open"}


def test_copy_whose_link_nobody_else_has_ties_nothing():
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", "bolt", at=1, text=f"{BAKER} {THREE}")
    assert plainly(fair) == {"b1": "open", "b3": "open"}
    fair.acts(ActKind.RELABEL, "v2", label=Label.OTHER)
    assert plainly(fair) == {"b1": "open", "b3": "open"}


def test_of_copies_the_first_may_come_last_and_leave_first():
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", "bolt", at=1, text=f"{BAKER} {ONE}")
    fair.offers("v0", "bolt", at=-1, text=f"kort {TWO}")
    fair.checks(TWO, at=9)
    assert fair.engine.case("link:x:v0") == fair.engine.case("x:b3")
    assert plainly(fair) == {"b1": "open"}
    fair.acts(ActKind.RELABEL, "v0", label=Label.OTHER)
    assert plainly(fair) == {"b1": "open"}
    fair.acts(ActKind.RELABEL, "v3", label=Label.OTHER)
    assert plainly(fair)["b1"] == "open"


def test_last_copies_may_leave_as_they_came():
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", "bolt", at=1, text=f"{BAKER} {ONE}")
    for vacancy in ("v1", "v3", "v2"):
        fair.acts(ActKind.RELABEL, vacancy, label=Label.OTHER)
        plainly(fair)
    assert fair.states["b3"] == "open"


def test_short_link_that_turns_out_to_lead_to_anothers_makes_them_copies():
    fair = a_fair_with_a_copy_between()
    fair.checks(ONE, LinkState.ALIVE, at=7, target="https://bolt.example/1")
    assert plainly(fair) == {"b1": "open", "b3": "open"}
    fair.checks(TWO, LinkState.ALIVE, at=8, target="https://bolt.example/1")
    assert plainly(fair) == {"b1": "open"}


@pytest.mark.parametrize("between", ["bolt", "hr_bolt"])
def test_accounts_that_come_to_be_one_party_share_their_copies_and_part_with_them(between):
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", between, at=1, text=f"{BAKER} {ONE}")
    fair.offers("w1", "hr_bolt", at=3, text=f"Bakker gevraagd {TWO}")
    fair.reports("b4", "els", at=7, reply_to="w1")
    apart = plainly(fair)
    assert apart["b4"] == "open"
    act = fair.acts(ActKind.SIDE, "hr_bolt", side=Side.EMPLOYER, to="bolt")
    assert plainly(fair) == {"b1": "open"}
    fair.acts(ActKind.UNDO, act)
    assert plainly(fair) == apart


def test_copy_that_is_somebody_elses_ties_nothing():
    fair = a_fair_with_a_copy_between()
    fair.offers("v2", Author("roes", "Roes"), at=1, text=f"{BAKER} {ONE}")
    assert plainly(fair) == {"b1": "open", "b3": "open"}


def test_vacancies_with_one_text_by_one_party_are_one_vacancy():
    fair = Scene()
    words = "Nachtbakker gezocht in Assen, vier nachten"
    fair.offers("v1", "bolt", text=f"{words} https://bit.ly/1")
    fair.offers("v2", "bolt", at=1, text=f"{words}! https://bit.ly/2")
    fair.offers("v3", "roes", at=1, text=f"{words} https://bit.ly/3")
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    fair.reports("b3", "els", at=5, reply_to="v3")
    assert fair.case("b1").reporters == ("lotte", "jan")
    assert fair.states == {"b1": "open", "b3": "open"}
    fair.answers("a1", "bolt", at=6, reply_to="v2", text="De link is hersteld")
    assert fair.states == {"b1": "answered", "b3": "open"}


def test_vacancies_with_one_text_and_links_to_other_pages_are_several():
    fair = Scene()
    words = "Verkopers gezocht voor onze winkels"
    fair.offers("v1", "bolt", text=f"{words} https://bolt.example/assen")
    fair.offers("v2", "bolt", at=1, text=f"{words} https://bolt.example/emmen")
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    assert fair.states == {"b1": "open", "b2": "open"}


def test_short_text_that_is_repeated_makes_no_copies():
    fair = Scene()
    fair.offers("v1", "bolt", text="Kok gezocht!")
    fair.offers("v2", "bolt", at=1, text="Kok gezocht!")
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    assert fair.states == {"b1": "open", "b2": "open"}


def test_copy_whose_text_changes_is_a_vacancy_of_its_own():
    fair = Scene()
    words = "Nachtbakker gezocht in Assen, vier nachten"
    fair.offers("v1", "bolt", text=words)
    copy = fair.offers("v2", "bolt", at=1, text=words)
    fair.reports("b1", "lotte", at=3, reply_to="v1")
    fair.reports("b2", "jan", at=4, reply_to="v2")
    assert fair.states == {"b1": "open"}
    fair.edits(copy, Label.VACANCY, edited=5, text="Timmerman gezocht in Assen, alle dagen")
    assert fair.states == {"b1": "open", "b2": "open"}
