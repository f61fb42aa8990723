"""Moderators close cases and open them again, and take back what they did."""

import pytest

from moderator.core.facts import ActKind, LinkState
from tests.core.offered import LINK


@pytest.mark.parametrize(
    ("kind", "state"), [(ActKind.RESOLVE, "resolved"), (ActKind.DISMISS, "dismissed")]
)
def test_moderator_closes_a_case_by_any_of_its_posts(fair, kind, state):
    act = fair.acts(kind, "q2", at=9)
    assert fair.story("q1") == [(2, "open", "q1"), (9, state, act)]


def test_moderator_opens_a_closed_case_again(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    fair.acts(ActKind.REOPEN, "q1", at=9)
    assert fair.state("q1") == "open"
    assert fair.waits_since("q1") == 9


def test_a_clock_that_was_put_back_leaves_the_acts_in_their_order(fair):
    fair.acts(ActKind.RESOLVE, "q1", at=69)
    reopened = fair.acts(ActKind.REOPEN, "q1", at=10)
    assert fair.story("q1")[-1] == (69, "open", reopened)
    dismissed = fair.acts(ActKind.DISMISS, "q1", at=11)
    assert fair.story("q1")[-1] == (69, "dismissed", dismissed)


def test_opening_an_open_case_changes_nothing(fair):
    fair.acts(ActKind.REOPEN, "q1", at=9)
    assert fair.changes == []


def test_what_is_said_after_the_moderator_closed_it_changes_nothing(fair):
    fair.acts(ActKind.DISMISS, "q1", at=4)
    fair.promises("a1", "zorg", at=5, reply_to="q1")
    fair.answers("a2", "zorg", at=6, reply_to="q1")
    assert fair.state("q1") == "dismissed"


def test_question_after_the_moderator_closed_it_opens_it_again(fair):
    fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.asks("q3", "lotte", at=5, reply_to="q1")
    assert fair.state("q1") == "open"


def test_moderator_may_change_resolved_into_dismissed(fair):
    fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.acts(ActKind.DISMISS, "q1", at=5)
    assert fair.state("q1") == "dismissed"


def test_undo_takes_an_act_back(fair):
    act = fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.acts(ActKind.UNDO, act, at=5)
    assert fair.story("q1") == [(2, "open", "q1")]


def test_undo_of_an_undo_lets_the_act_hold_again(fair):
    act = fair.acts(ActKind.RESOLVE, "q1", at=4)
    undo = fair.acts(ActKind.UNDO, act, at=5)
    fair.acts(ActKind.UNDO, undo, at=6)
    assert fair.state("q1") == "resolved"


def test_undos_of_undos_may_go_on_for_long(fair):
    act = fair.acts(ActKind.RESOLVE, "q1", at=4)
    for _ in range(700):
        act = fair.acts(ActKind.UNDO, act, at=5)
    assert fair.state("q1") == "resolved"
    fair.acts(ActKind.UNDO, act, at=5)
    assert fair.state("q1") == "open"


def test_undo_of_one_act_leaves_the_others(fair):
    first = fair.acts(ActKind.RESOLVE, "q1", at=4)
    fair.acts(ActKind.DISMISS, "q1", at=5)
    fair.acts(ActKind.UNDO, first, at=6)
    assert fair.state("q1") == "dismissed"


def test_undo_of_nothing_changes_nothing(fair):
    fair.acts(ActKind.UNDO, "nothing", at=5)
    fair.acts(ActKind.UNDO, "moderator:1", at=6)
    fair.acts(ActKind.UNDO, "x:q1", at=7)
    assert fair.states == {"q1": "open"}


def test_act_on_an_unknown_post_waits_for_it(fair):
    fair.acts(ActKind.RESOLVE, "q9", at=30)
    assert fair.changes == []
    fair.asks("q9", "jan", at=6, reply_to="v1")
    assert fair.state("q9") == "resolved"


def test_act_on_a_dead_link_holds_when_reports_join_it(fair):
    fair.checks(LINK, LinkState.DEAD, at=4)
    fair.acts(ActKind.DISMISS, "link:v1", at=9)
    assert fair.state("link:v1") == "dismissed"
    fair.reports("b1", "jan", at=6, reply_to="v1")
    assert fair.state("b1") == "dismissed"


def test_act_follows_its_post_into_another_case(fair):
    fair.asks("q3", "lotte", at=4, reply_to="late")
    fair.acts(ActKind.RESOLVE, "q3", at=9)
    fair.reacts("late", "jan", at=3, reply_to="v1")
    assert fair.states == {"q1": "resolved"}


def test_last_act_is_what_an_undo_would_take_back(fair):
    assert fair.engine.last_act("tom") is None
    first = fair.acts(ActKind.RESOLVE, "q1", by="tom")
    second = fair.acts(ActKind.DISMISS, "q1", by="tom")
    fair.acts(ActKind.REOPEN, "q1", by="mies")
    assert fair.engine.last_act("Tom").id == second
    fair.acts(ActKind.UNDO, second, by="tom")
    assert fair.engine.last_act("tom").id == first
    fair.acts(ActKind.UNDO, first, by="mies")
    assert fair.engine.last_act("tom") is None


def test_the_acts_that_hold_can_be_asked_for_by_kind(fair):
    assert fair.engine.acts(ActKind.DISMISS) == []
    first = fair.acts(ActKind.DISMISS, "q1", at=9)
    fair.acts(ActKind.NOTE, "q1", at=10, text="hm")
    second = fair.acts(ActKind.DISMISS, "q2", at=11)
    fair.acts(ActKind.UNDO, first, at=12)
    assert [act.id for act in fair.engine.acts(ActKind.DISMISS, ActKind.RELABEL)] == [second]


def test_act_is_found_by_its_id(fair):
    act = fair.acts(ActKind.NOTE, "q1", text="belt zelf")
    assert fair.engine.act(act).text == "belt zelf"
    assert fair.engine.act("nothing") is None
