"""What the checker found of a link, and which posts and cases it stands with."""

from moderator.core.facts import ActKind, LinkState
from moderator.core.labels import Label
from tests.core.offered import LINK, OTHER, a_fair, a_fair_with_two_reporters
from tests.core.scene import Scene, minute


def test_post_shows_the_last_check_of_the_link_that_is_worst_off():
    fair = Scene()
    fair.offers("v1", "zorg", text=f"Verpleegkundige {LINK} {OTHER}")
    assert fair.engine.line("x:v1").link is None
    fair.checks(LINK, at=4)
    fair.checks(LINK, LinkState.CLOSED, at=6, reason="vervuld")
    fair.checks(OTHER, LinkState.ALIVE, at=8, reason="200")
    found = fair.engine.line("x:v1").link
    assert (found.state, found.at, found.reason) == ("closed", minute(6), "vervuld")


def test_deleted_post_shows_no_link_state():
    fair = a_fair()
    fair.checks(LINK, at=4)
    fair.deletes("v1", at=5)
    assert fair.engine.line("x:v1").link is None


def test_case_says_nothing_of_a_link_that_only_deleted_posts_show():
    fair = a_fair_with_two_reporters()
    fair.checks(LINK, at=4, reason="zorg.example bestaat niet")
    fair.deletes("v1", at=5)
    assert fair.case("b1").link_note == ""


def test_link_that_a_standing_copy_shows_is_told_of_though_one_copy_was_deleted():
    fair = a_fair()
    fair.offers("v2", "zorg", at=1, text=f"Nogmaals: verpleegkundige gezocht {LINK}")
    fair.checks(LINK, at=4, reason="")
    fair.deletes("v1", at=5)
    assert fair.case("link:v1").link_note == "dead"


def test_report_that_was_deleted_tells_nothing_of_the_link_that_it_named():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, text=f"{OTHER} doet het niet @markt")
    fair.checks(OTHER, at=4)
    fair.deletes("b1", at=5)
    assert fair.case("b1").link_note == ""


def test_report_of_a_link_that_no_vacancy_has_shows_what_the_checker_found():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, text=f"{OTHER} doet het niet @markt")
    fair.checks(OTHER, LinkState.ALIVE, at=4, reason="200")
    assert fair.states == {"b1": "open"}
    assert fair.case("b1").link_note == "alive: 200"


def test_question_shows_no_link_check():
    fair = a_fair()
    fair.asks("q1", "els", at=2, reply_to="v1")
    fair.checks(LINK, LinkState.ALIVE, at=4)
    assert fair.case("q1").link_note == ""


def test_vacancies_with_a_link_are_offered_for_a_check_once_and_again_when_they_change():
    fair = a_fair()
    fair.offers("v2", "zorg", at=1, text="Kok gezocht, mail ons")
    assert [line.key for line in fair.engine.offers(10)] == ["x:v1"]
    assert fair.engine.offers(10) == []
    fair.acts(ActKind.RELABEL, "v1", label=Label.OTHER)
    assert fair.engine.offers(10) == []
    fair.acts(ActKind.RELABEL, "v1", label=Label.VACANCY)
    assert [line.post.links for line in fair.engine.offers(10)] == [(LINK,)]


def test_what_was_found_of_a_link_stands_on_a_report_that_was_split_off_too():
    fair = Scene()
    fair.reports("b1", "jan", text=LINK)
    fair.reports("b2", "els", at=1, text=LINK)
    fair.acts(ActKind.SPLIT, "b2", at=2)
    fair.checks(LINK, LinkState.ALIVE, at=3, reason="200")
    assert fair.case("b1") != fair.case("b2")
    assert fair.case("b1").link_note == fair.case("b2").link_note == "alive: 200"
