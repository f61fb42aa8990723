"""Links that the checker finds dead: the cases that they open, join and close."""

import pytest

from moderator.core.case import Subject
from moderator.core.facts import ActKind, CaseRetracted, LinkState
from moderator.core.labels import Label
from tests.core.offered import LINK, OTHER, a_fair, a_fair_with_two_reporters
from tests.core.scene import Scene


def test_dead_link_found_by_the_checker_opens_a_case():
    fair = a_fair()
    fair.checks(LINK, at=4)
    case = fair.case("link:v1")
    assert fair.states == {"link:v1": "open"}
    assert (case.kind, case.opened_by, case.posts, case.reporters) == ("dead_link", "v1", (), ())
    assert case.subject == Subject("v1", None)
    assert case.responsible == "zorg"
    assert case.link_note == "dead: 404"
    assert fair.story("link:v1") == [(4, "open", "link check")]


def test_closed_vacancy_page_opens_a_case():
    fair = a_fair()
    fair.checks(LINK, LinkState.CLOSED, at=4)
    assert fair.states == {"link:v1": "open"}


def test_unsure_blocked_and_working_links_open_nothing():
    fair = a_fair()
    for number, state in enumerate((LinkState.UNSURE, LinkState.BLOCKED, LinkState.ALIVE)):
        fair.checks(LINK, state, at=number)
    assert fair.states == {}


def test_dead_link_of_no_vacancy_opens_nothing_until_it_is_offered():
    fair = Scene()
    fair.checks(LINK, at=4)
    assert fair.states == {}
    fair.offers("v1", "zorg", at=5, text=LINK)
    assert fair.states == {"link:v1": "open"}


def test_dead_link_of_several_copies_opens_one_case_on_the_first():
    fair = a_fair()
    fair.offers("v2", "zorg", at=3, text=f"Nogmaals {LINK}")
    fair.checks(LINK, at=4)
    assert fair.states == {"link:v1": "open"}
    fair.offers("v3", "zorg", at=5, text=f"En nogmaals {LINK}")
    assert fair.states == {"link:v1": "open"}


def test_link_found_to_work_again_closes_the_dead_link_case():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.checks(LINK, at=5)
    fair.checks(LINK, LinkState.UNSURE, at=6)
    assert fair.states == {"link:v1": "open"}
    fair.checks(LINK, LinkState.ALIVE, at=7, reason="200")
    assert fair.story("link:v1") == [(4, "open", "link check"), (7, "answered", "link check")]
    fair.checks(LINK, at=9)
    assert fair.states == {"link:v1": "open"}
    assert fair.waits_since("link:v1") == 9


def test_report_joins_the_dead_link_case():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.reports("b1", "lotte", at=6, reply_to="v1")
    assert fair.states == {"b1": "open"}
    assert CaseRetracted("link:x:v1") in fair.changes
    case = fair.case("b1")
    assert (case.kind, case.reporters) == ("broken_link", ("lotte",))
    assert fair.waits_since("b1") == 4
    assert fair.case("link:v1") == case


def test_link_found_dead_joins_the_report():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.checks(LINK, at=4)
    assert fair.states == {"b1": "open"}
    assert fair.waits_since("b1") == 2
    assert fair.case("b1").link_note == "dead: 404"


def test_link_found_to_work_again_marks_a_persons_report_and_does_not_close_it():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.checks(LINK, at=4)
    fair.checks(LINK, LinkState.ALIVE, at=7, reason="200")
    assert fair.state("b1") == "open"
    assert fair.case("b1").link_note == "alive: 200"


def test_dead_link_stays_when_the_only_reporter_takes_the_report_back():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1")
    fair.checks(LINK, at=4)
    fair.takes_back("w1", "lotte", at=5, reply_to="b1")
    assert fair.state("b1") == "open"
    fair.checks(LINK, LinkState.ALIVE, at=7)
    assert fair.state("b1") == "answered"


def test_employers_word_under_the_vacancy_closes_a_dead_link_that_nobody_reported():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.answers("a1", "zorg", at=5, reply_to="v1", text="De link is hersteld")
    assert fair.states == {"link:v1": "answered"}


def test_link_still_dead_after_another_way_in_was_given_stays_answered():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.reports("b1", "lotte", at=5, reply_to="v1")
    fair.answers("a1", "zorg", at=6, reply_to="b1", text="mail naar hr@zorg.example")
    fair.checks(LINK, at=19)
    assert fair.state("b1") == "answered"


def test_checks_count_in_order_of_their_time():
    fair = a_fair()
    fair.checks(LINK, LinkState.ALIVE, at=7)
    fair.checks(LINK, at=4)
    assert fair.story("link:v1") == [(4, "open", "link check"), (7, "answered", "link check")]


def test_dead_link_case_goes_when_its_post_is_no_vacancy():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.acts(ActKind.RELABEL, "v1", label=Label.OTHER)
    assert fair.states == {}


def test_another_link_that_works_does_not_mend_the_broken_one():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige {LINK} {OTHER}")
    fair.checks(LINK, at=4)
    fair.checks(OTHER, LinkState.ALIVE, at=5, reason="200")
    assert fair.states == {"link:v1": "open"}
    assert fair.case("link:v1").link_note == "dead: 404"
    fair.checks(LINK, LinkState.ALIVE, at=7, reason="200")
    assert fair.story("link:v1")[-1] == (7, "answered", "link check")


def test_link_that_breaks_while_another_is_broken_resets_no_clock():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige {LINK} {OTHER}")
    fair.checks(LINK, at=4)
    fair.checks(OTHER, at=6)
    fair.checks(LINK, LinkState.ALIVE, at=7)
    assert fair.states == {"link:v1": "open"}
    assert fair.waits_since("link:v1") == 4


def test_link_that_only_a_copy_has_belongs_to_the_case_of_the_first():
    fair = a_fair()
    fair.offers("v2", "zorg", at=3, text=f"Nogmaals {LINK} {OTHER}")
    fair.checks(OTHER, at=4)
    assert fair.states == {"link:v1": "open"}


@pytest.mark.parametrize("target", ["link:b1", "link:nothing"])
def test_act_on_the_link_of_what_is_no_vacancy_changes_nothing(target):
    fair = a_fair_with_two_reporters()
    fair.acts(ActKind.RESOLVE, target)
    assert fair.states == {"b1": "open"}
