"""A post goes by the ids of all of its versions, whichever comes first."""

from itertools import permutations

import pytest

from moderator.core.facts import ActKind, PostSeen
from moderator.core.labels import Label
from tests.core.offered import a_fair
from tests.core.scene import Scene, a_post, minute


def test_edit_under_a_new_id_is_the_same_post():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.QUESTION, new_id="q1b", text="Is dit ook parttime?")
    fair.answers("a1", "zorg", at=5, reply_to="q1b")
    assert fair.states == {"q1": "answered"}
    assert fair.line("q1b").key == "x:q1"
    assert fair.line("q1").post.text == "Is dit ook parttime?"
    assert fair.engine.has(question)
    assert fair.engine.counts().posts == 3


def test_reply_to_a_later_version_before_the_edit_is_known():
    fair = a_fair()
    fair.answers("a1", "zorg", at=5, reply_to="q1b")
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.state("q1") == "open"
    fair.edits(question, Label.QUESTION, new_id="q1b", text="Is dit ook parttime?")
    assert fair.state("q1") == "answered"


def test_newest_version_wins_whichever_comes_last():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.OTHER, edited=6, text="zes")
    assert fair.states == {}
    fair.edits(question, Label.QUESTION, edited=4, text="vier?")
    assert fair.states == {}
    assert fair.line("q1").post.text == "zes"


def test_edit_that_drops_the_mention_takes_the_answer_back():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    answer = fair.answers("a1", "zorg", at=5, text="@lotte parttime kan")
    assert fair.state("q1") == "answered"
    fair.edits(answer, Label.FOLLOW_UP, edited=6, text="parttime kan")
    assert fair.state("q1") == "open"


def test_edit_into_no_words_at_all_leaves_no_question():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.OTHER, edited=3, text=" ")
    assert fair.states == {}


def test_version_that_came_alone_before_its_history_is_the_same_post():
    fair = a_fair()
    question = fair.asks("q1b", "lotte", at=2, reply_to="v1", text="parttime?")
    fair.reposts("r1", "jan", "q1b", at=3)
    assert fair.states == {"q1b": "open"}
    fair.says("q1b", question.author.handle, Label.QUESTION, at=2, reply_to="v1",
              text="parttime?", versions=("q1", "q1b"))  # fmt: skip
    assert fair.states == {"q1": "open"}
    assert fair.engine.counts().posts == 3
    assert fair.line("q1").reposts == 1


def test_older_version_that_came_alone_does_not_replace_a_newer_one():
    fair = a_fair()
    about = {"at": 2, "reply_to": "v1"}
    fair.asks("q1c", "lotte", text="c?", versions=("q1", "q1c"), **about)
    fair.asks("q1b", "lotte", text="b?", **about)
    fair.asks("q1c", "lotte", text="c?", versions=("q1", "q1b", "q1c"), **about)
    assert fair.states == {"q1": "open"}
    assert fair.line("q1b").post.text == "c?"


def test_act_on_a_later_version_holds_for_the_post():
    fair = a_fair()
    question = fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.edits(question, Label.QUESTION, new_id="q1b", text="Is dit ook parttime?")
    fair.acts(ActKind.RESOLVE, "q1b", at=9)
    assert fair.state("q1") == "resolved"


def test_words_stay_and_the_time_is_the_earlier_when_a_shorter_version_claims_it():
    fair = Scene()
    fair.take(PostSeen(a_post("p1", "lotte", "Zoeken jullie nog iemand?", at=5)))
    fair.take(PostSeen(a_post("p1", "lotte", "Zoeken jullie?", at=3)))
    line = fair.line("p1")
    assert line.post.text == "Zoeken jullie nog iemand?"
    assert fair.engine.activity() == [(minute(3), 1)]


def test_version_that_was_only_carried_along_before_its_history_is_the_same_post():
    fair = a_fair()
    fair.asks("q1b", "lotte", at=2, reply_to="v1", text="parttime?", carried=True)
    fair.asks("q1c", "lotte", at=2, reply_to="v1", text="deeltijd?", versions=("q1", "q1b", "q1c"))
    assert fair.states == {"q1": "open"}
    assert fair.engine.counts().posts == 2


@pytest.mark.parametrize("versions", permutations(["36", "73", "63"]))
def test_posts_whose_versions_make_a_circle_are_one_post_whichever_comes_first(versions):
    fair = Scene()
    for first, later in versions:
        fair.says(later, "lotte", versions=(first, later))
    assert len({fair.line(each).key for each in ("3", "6", "7") if fair.line(each)}) == 1
    assert fair.engine.counts().posts == 1


def test_verdicts_come_to_rest_where_the_versions_of_posts_contradict_each_other():
    fair = Scene()
    fair.says("5", "anna", versions=("3", "6", "4"))
    fair.says("10", "kok", quotes="6", versions=("7", "5", "3"), carried=True)
    fair.says("8", "kok", versions=("6", "4", "3"), carried=True)
    fair.says("2", "bakker", reply_to="10", versions=("3", "5", "6"), text="parttime?")
    assert fair.engine.unjudged == 0
