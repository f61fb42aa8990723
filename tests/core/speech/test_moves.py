"""Asking on, reminding and thanking: what opens a case again, and what moves nothing."""

import pytest


def test_question_after_an_answer_opens_the_case_again(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    fair.asks("q2", "lotte", at=7, reply_to="a1", text="maar is dat bruto of netto?")
    assert fair.states == {"q1": "open"}
    assert fair.story("q1")[-1] == (7, "open", "q2")
    assert fair.waits_since("q1") == 7


@pytest.mark.parametrize("promised", [False, True])
def test_asking_on_before_the_answer_resets_no_clock(fair, promised):
    if promised:
        fair.promises("a1", "zorg", at=3, reply_to="q1")
    fair.asks("q2", "lotte", at=7, reply_to="q1")
    assert fair.state("q1") == ("promised" if promised else "open")
    assert fair.waits_since("q1") == (3 if promised else 2)


def test_bare_bump_is_counted_and_moves_nothing(fair):
    fair.reacts("r1", "lotte", at=7, reply_to="q1", text="hallo?")
    fair.reacts("r2", "lotte", at=9, reply_to="q1", text="iemand?")
    fair.reacts("r3", "jan", at=9, reply_to="q1", text="niemand?")
    assert fair.case("q1").bumps == 2
    assert fair.waits_since("q1") == 2
    fair.answers("a1", "zorg", at=10, reply_to="q1")
    fair.reacts("r4", "lotte", at=11, reply_to="a1", text="hallo?")
    assert fair.state("q1") == "answered"


def test_thanks_after_an_answer_leave_it_answered(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    fair.reacts("r1", "lotte", at=7, reply_to="a1", text="dank!")
    assert fair.state("q1") == "answered"
