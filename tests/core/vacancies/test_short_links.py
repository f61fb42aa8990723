"""A short link is the long one that it stands for, whichever is known first."""

from moderator.core.case import Subject
from moderator.core.facts import LinkState
from tests.core.offered import LINK, SHORT, a_fair
from tests.core.scene import Scene


def test_report_with_a_short_link_joins_the_vacancy_that_it_stands_for():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, text=f"{SHORT} doet het niet")
    assert fair.case("b1").subject == Subject(None, None)
    fair.checks(SHORT, LinkState.ALIVE, at=4, target=LINK)
    assert fair.case("b1").subject == Subject("v1", None)
    assert fair.case("b1").responsible == "zorg"


def test_short_link_that_is_known_before_its_posts_ties_them_as_well():
    fair = Scene()
    fair.checks(SHORT, LinkState.ALIVE, at=0, target=LINK)
    fair.reports("b1", "lotte", at=2, text=f"{SHORT} doet het niet")
    fair.offers("v1", "zorg", at=1, text=f"Verpleegkundige gezocht {LINK}")
    assert fair.case("b1").subject == Subject("v1", None)


def test_copies_of_a_vacancy_with_a_short_and_a_long_link_are_one():
    fair = a_fair()
    fair.offers("v2", "zorg", at=3, text=f"Nogmaals {SHORT}")
    fair.checks(SHORT, at=4, target=LINK)
    assert fair.states == {"link:v1": "open"}


def test_short_link_that_stands_for_itself_or_was_learned_before_changes_nothing():
    fair = a_fair()
    fair.checks(LINK, LinkState.ALIVE, at=4, target=LINK)
    fair.checks(SHORT, LinkState.ALIVE, at=5, target=LINK)
    fair.checks(SHORT, LinkState.ALIVE, at=6, target=LINK)
    assert fair.states == {}
