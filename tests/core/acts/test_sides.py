"""Moderators say for whom an account speaks."""

from moderator.core.facts import ActKind
from moderator.core.labels import Side
from tests.core.scene import Scene


def test_account_belongs_to_the_party_that_the_moderator_says(fair):
    fair.answers("a1", "petra", at=5, reply_to="q1")
    assert fair.state("q1") == "open"
    act = fair.acts(ActKind.SIDE, "@Petra", side=Side.EMPLOYER, to="zorg")
    assert (fair.state("q1"), fair.side("a1")) == ("answered", "employer")
    fair.acts(ActKind.UNDO, act)
    assert (fair.state("q1"), fair.side("a1")) == ("open", "unknown")


def test_account_belongs_to_an_organisation_of_the_roster():
    fair = Scene(employers={"Zorggroep Noord": ("zorg",)})
    fair.offers("v1", "zorg")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.answers("a1", "petra", at=5, reply_to="q1")
    fair.acts(ActKind.SIDE, "petra", side=Side.EMPLOYER, to="Zorggroep Noord")
    assert fair.state("q1") == "answered"


def test_moderator_says_that_an_account_is_an_employer_or_is_none(fair):
    fair.says("p1", "krant", at=1)
    fair.acts(ActKind.SIDE, "krant", side=Side.EMPLOYER)
    fair.asks("q3", "jan", at=4, text="@krant zoeken jullie nog iemand?")
    assert fair.case("q3").responsible == "krant"
    fair.acts(ActKind.SIDE, "krant", side=Side.UNKNOWN)
    assert fair.case("q3").responsible == "markt"
    assert fair.side("p1") == "unknown"
    fair.acts(ActKind.SIDE, "krant", side=Side.SEEKER)
    assert fair.side("p1") == "seeker"


def test_moderator_says_that_an_account_is_the_organisers(fair):
    fair.asks("q3", "jan", at=4, text="@markt hoe laat begint het?")
    fair.answers("a1", "els", at=5, reply_to="q3")
    fair.acts(ActKind.SIDE, "els", side=Side.ORGANISER)
    assert (fair.state("q3"), fair.side("a1")) == ("answered", "organiser")


def test_accounts_that_are_said_to_belong_to_each_other_are_one_party(fair):
    fair.acts(ActKind.SIDE, "petra", side=Side.EMPLOYER, to="zorg")
    fair.acts(ActKind.SIDE, "zorg", side=Side.EMPLOYER, to="petra")
    fair.answers("a1", "petra", at=5, reply_to="q1")
    assert fair.state("q1") == "answered"


def test_side_that_is_not_said_changes_nothing(fair):
    fair.acts(ActKind.SIDE, "zorg")
    assert fair.side("v1") == "employer"
