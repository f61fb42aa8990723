"""The verdicts on one post: one for each of its readings."""

from moderator.core.facts import Judged
from moderator.core.labels import Label, Verdict
from moderator.core.posts.verdicts import find, give, greatest

QUESTION, REACTION, OTHER = (
    Verdict(label, 0.9) for label in (Label.QUESTION, Label.REACTION, Label.OTHER)
)


def given(*judged):
    chain = None
    for mark, rank, verdict in judged:
        chain = give(chain, Judged("x:p1", mark, verdict, rank))
    return chain


def test_each_reading_keeps_its_own_verdict():
    chain = given(("a", 0, QUESTION), ("b", 0, REACTION), ("c", 0, OTHER))
    assert [find(chain, mark).verdict for mark in "abc"] == [QUESTION, REACTION, OTHER]
    assert find(chain, "d") is None


def test_better_verdict_takes_the_place_of_a_worse_one_on_the_same_reading_alone():
    chain = given(("a", 0, QUESTION), ("b", 0, REACTION), ("c", 0, OTHER), ("b", 1, OTHER))
    assert [find(chain, mark).verdict for mark in "abc"] == [QUESTION, OTHER, OTHER]
    assert given(("b", 1, OTHER), ("b", 0, REACTION)).verdict == OTHER


def test_equally_good_verdicts_on_one_reading_give_the_same_in_any_order():
    one, other = ("a", 0, QUESTION), ("a", 0, REACTION)
    assert given(one, other).verdict == given(other, one).verdict


def test_greatest_is_that_of_the_best_classifier():
    chain = given(("a", 1, QUESTION), ("b", 2, REACTION), ("c", 0, OTHER))
    assert greatest(chain, but="") == greatest(chain, but="a") == REACTION
    assert greatest(chain, but="b") == QUESTION
    assert greatest(given(("b", 2, REACTION)), but="b") == REACTION
    assert greatest(None, but="") is None
