"""Moderators say what a post is, and what it gives."""

from moderator.core.facts import ActKind, CaseOpened, CaseRetracted
from moderator.core.labels import Label, Substance, Verdict


def test_relabelling_a_question_retracts_its_case(fair):
    fair.acts(ActKind.RELABEL, "q2", label=Label.REACTION)
    assert fair.case("q1").posts == ("q1",)
    act = fair.acts(ActKind.RELABEL, "q1", label=Label.REACTION)
    assert fair.changes == [CaseRetracted("x:q1")]
    assert fair.line("q1").corrected
    fair.acts(ActKind.UNDO, act)
    assert fair.states == {"q1": "open"}
    assert not fair.line("q1").corrected


def test_relabelling_a_post_as_a_question_opens_a_case(fair):
    fair.says("p1", "jan", at=4, reply_to="v1", text="parttime ook")
    fair.acts(ActKind.RELABEL, "p1", label=Label.QUESTION)
    assert isinstance(fair.changes[0], CaseOpened)
    assert fair.states == {"q1": "open", "p1": "open"}


def test_post_relabelled_as_a_follow_up_is_an_answer(fair):
    fair.reacts("a1", "zorg", at=5, reply_to="q1")
    fair.acts(ActKind.RELABEL, "a1", label=Label.FOLLOW_UP)
    assert fair.state("q1") == "answered"


def test_last_label_given_holds(fair):
    fair.acts(ActKind.RELABEL, "q1", label=Label.SPAM)
    last = fair.acts(ActKind.RELABEL, "q1", label=Label.OTHER)
    assert fair.line("q1").verdict.label is Label.OTHER
    fair.acts(ActKind.UNDO, last)
    assert fair.line("q1").verdict.label is Label.SPAM


def test_moderator_says_what_a_follow_up_gives(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    label = {"label": Label.FOLLOW_UP}
    fair.acts(ActKind.RELABEL, "a1", substance=Substance.PROMISE, **label)
    assert fair.state("q1") == "promised"
    fair.acts(ActKind.RELABEL, "a1", **label)
    assert fair.state("q1") == "answered"


def test_confirming_a_post_keeps_what_it_was_judged_to_give(fair):
    fair.promises("a1", "zorg", at=5, reply_to="q1")
    fair.takes_back("w1", "lotte", at=6, reply_to="q1")
    fair.acts(ActKind.CONFIRM, "a1", label=Label.FOLLOW_UP)
    fair.acts(ActKind.CONFIRM, "w1", label=Label.REACTION)
    assert [step[1] for step in fair.story("q1")] == ["open", "promised", "withdrawn"]
    assert fair.line("a1").corrected
    assert fair.line("a1").verdict.confidence == 1.0


def test_relabelling_as_nothing_makes_it_other(fair):
    fair.acts(ActKind.RELABEL, "q1")
    assert fair.line("q1").verdict.label is Label.OTHER


def test_needs_answers_and_withdrawals_concern_cases_and_nothing_else_does():
    concerned = [label for label in Label if Verdict(label, 1.0).concerns_case]
    assert concerned == [Label.BROKEN_LINK, Label.QUESTION, Label.FOLLOW_UP]
    assert Verdict(Label.REACTION, 1.0, withdrawal=True).concerns_case
