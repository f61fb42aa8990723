"""Where a classifier failed a stopgap stands; once judged again it is as if none had failed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderator.core.engine import Engine
from moderator.core.facts import STOPGAP, Judged, PostDeleted, PostSeen
from moderator.core.labels import Label, Verdict
from moderator.core.posts.verdicts import find, give, lasting
from tests.core.fairs import FAIR, classifiers, fairs
from tests.core.scene import a_post, settle
from tests.core.test_properties import lived, outcome, quickly

pytestmark = pytest.mark.usefixtures("few_are_warm")

FAILED = Verdict(Label.OTHER, 0.0)
QUESTION = Verdict(Label.QUESTION, 0.9)


def failed(reading):
    return Judged(reading.key, reading.mark, FAILED, STOPGAP)


def an_engine_that_has(*facts):
    engine = Engine(FAIR)
    engine.absorb(facts)
    return engine


@quickly
@given(fairs(), classifiers, st.randoms())
def test_once_judged_again_a_board_is_as_if_no_classifier_had_failed(facts, judge, dice):
    live, journal = Engine(FAIR), []
    facts = [
        fact for fact in facts if not isinstance(fact, PostDeleted)
    ]  # nobody reads those again
    for fact in facts:
        journal.append(fact)
        live.apply(fact)
        while readings := live.readings(3):
            verdicts = [
                failed(each) if dice.random() < 0.3 else Judged(each.key, each.mark, judge(each))
                for each in readings
            ]
            journal += verdicts
            live.absorb(verdicts)
    assert live.unjudged == 0
    again = an_engine_that_has(*journal)
    assert outcome(again) == outcome(live)
    again.judge_again()
    settle(again, [], judge)
    assert outcome(again) == outcome(lived(facts, judge))


def test_what_stood_for_a_verdict_stands_until_there_is_one():
    engine = an_engine_that_has(PostSeen(a_post("q1", "lotte", "is het parttime?")))
    engine.absorb(map(failed, engine.readings(9)))
    assert (engine.unjudged, engine.line("x:q1").label) == (0, Label.OTHER)
    assert engine.judge_again() == []
    assert (engine.unjudged, engine.line("x:q1").label) == (1, Label.OTHER)
    engine.absorb([Judged(each.key, each.mark, QUESTION) for each in engine.readings(9)])
    assert engine.line("x:q1").label is Label.QUESTION
    engine.judge_again()
    assert engine.unjudged == 0


def test_a_better_verdict_is_asked_for_no_more():
    engine = an_engine_that_has(PostSeen(a_post("q1", "lotte", "is het parttime?")))
    readings = engine.readings(9)
    engine.absorb([Judged(each.key, each.mark, QUESTION) for each in readings])
    engine.absorb(map(failed, readings))
    assert engine.line("x:q1").label is Label.QUESTION
    engine.judge_again()
    assert engine.unjudged == 0


def test_a_post_that_never_came_is_not_asked_about():
    engine = an_engine_that_has(Judged("x:q1", "a mark", FAILED, STOPGAP))
    engine.judge_again()
    assert engine.unjudged == 0


def test_only_stopgaps_are_let_go_of():
    chain = give(give(None, Judged("x:1", "a", FAILED, STOPGAP)), Judged("x:1", "b", QUESTION))
    assert find(lasting(chain), "a") is None
    assert find(lasting(chain), "b").verdict == QUESTION
    assert lasting(None) is None
