"""What a moderator is told of an act that would be in vain."""

import pytest

from moderator.core.facts import Acted, ActKind, PostSeen
from moderator.core.labels import Label, Side, Substance
from moderator.wishes.sense import InVain, refusal, with_label
from tests.core.scene import Scene, a_post, minute

LINK = "https://zorg.example/1"


@pytest.fixture
def fair():
    """Give a fair with two questions, a report, a dead link, and a post without a verdict."""
    fair = Scene()
    fair.offers("v1", "zorg", text=LINK)
    fair.offers("v2", "bolt", text="https://bolt.example/2")
    fair.offers("v3", "staal", text="https://staal.example/3")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "lotte", at=3, reply_to="v1")
    fair.asks("q3", "jan", at=4, reply_to="v1")
    fair.promises("a1", "zorg", at=6, reply_to="q1")
    fair.checks("https://bolt.example/2", at=7)
    fair.checks("https://staal.example/3", at=7)
    fair.acts(ActKind.CLAIM, "q3", at=8, by="tom")
    for serial, (kind, by) in enumerate(
        [("resolve", "tom"), ("dismiss", "tom"), ("resolve", "mies")]
    ):
        fair.asks(f"q{serial + 4}", f"joop{serial}", at=8, reply_to="v1")
        fair.acts(ActKind(kind), f"q{serial + 4}", at=9, by=by)
    fair.asks("q7", "ellen", at=8, reply_to="v1")
    fair.acts(ActKind.SNOOZE, "q7", at=9)
    fair.acts(ActKind.CONFIRM, "a1", label=Label.FOLLOW_UP, substance=Substance.PROMISE)
    fair.acts(ActKind.SIDE, "jan", side=Side.SEEKER)
    fair.engine.apply(PostSeen(a_post("p1", "els", at=5)))
    return fair


def act(kind, target, **said):
    id_ = said.pop("id", "mies:1")
    by, serial = said.pop("by", "mies"), said.pop("serial", 1)
    return Acted(id_, ActKind(kind), target, by, minute(10), serial, **said)


def why_not(done, fair):
    refused = refusal(done, fair.engine)
    return None if refused is None else str(refused)


@pytest.mark.parametrize(
    ("done", "why"),
    [
        (act("resolve", "x:q1"), None),
        (act("resolve", "x:v1"), "that case or post is not there any more"),
        (act("resolve", "x:q4"), "tom resolved that case already"),
        (act("dismiss", "x:q4"), "tom resolved that case already: reopen it first"),
        (act("resolve", "x:q5"), "tom dismissed that case already: reopen it first"),
        (act("dismiss", "x:q5"), "tom dismissed that case already"),
        (act("resolve", "x:q6", by="Mies"), "you did that already"),
        (act("resolve", "x:q6"), "you did that already"),
        (act("dismiss", "x:q6"), None),
        (act("reopen", "x:q4"), None),
        (act("reopen", "x:q1"), "that case waits already"),
        (act("reopen", "x:q7"), "that case is set aside: take it back up"),
        (act("reopen", "x:v1"), "that case or post is not there any more"),
        (act("note", "x:q2", text="belt"), None),
        (act("claim", "x:q1"), None),
        (act("claim", "x:q3"), "tom has that case"),
        (act("release", "x:q3"), "tom has that case"),
        (act("release", "x:q3", by="Tom"), None),
        (act("release", "x:q1"), "nobody has that case"),
        (act("hand over", "x:q3", to="els"), "tom has that case"),
        (act("hand over", "x:q1", to="tom"), None),
        (act("hand over", "x:q1", to=" "), "it takes the name of a moderator"),
        (act("hand over", "x:q1", to="t" * 65), "it takes the name of a moderator"),
        (act("hand over", "x:q1", to="tom", until=minute(9)), "that moment is past"),
        (act("hand over", "x:q9", to="tom"), "that case or post is not there any more"),
        (act("hand over", "x:q3", to="Tom"), "that moderator has the case"),
        (act("snooze", "x:q1", until=minute(11)), None),
        (act("snooze", "x:q1", until=minute(10)), "that moment is past"),
        (act("snooze", "x:q4"), "that case is closed"),
        (act("undo", "mies:0", by="Mies"), None),
        (act("undo", "mies:0", by="tom"), "somebody else did that"),
        (act("undo", "mies:9"), "there is nothing to take back"),
        (act("undo", "mies:7"), "that was taken back already"),
        (act("undo", "mies:8"), "an undo cannot be undone: do it again"),
        (act("side", "els", side=Side.SEEKER), None),
        (act("side", "els"), "it takes a side"),
        (act("side", "@Jan", side=Side.SEEKER), "a moderator said so already"),
        (act("side", "jan", side=Side.EMPLOYER), None),
        (act("relabel", "x:q1", label=Label.OTHER), None),
        (act("relabel", "x:q1"), "it takes a label"),
        (act("relabel", "x:a1", label=Label.FOLLOW_UP), "a moderator said so already"),
        (act("relabel", "x:a1", label=Label.OTHER), None),
        (
            act("relabel", "x:a1", label=Label.FOLLOW_UP, substance=Substance.ANSWER),
            None,
        ),
        (act("relabel", "x:q9", label=Label.OTHER), "that case or post is not there any more"),
        (act("confirm", "x:p1"), "that post is not judged yet"),
        (act("split", "x:q2"), None),
        (act("split", "x:q3"), "that is all of the case"),
        (act("split", "x:v1"), "that case or post is not there any more"),
        (act("merge", "x:q1", to="x:q3"), None),
        (act("merge", "x:q1", to="x:q2"), "that is the same case"),
        (act("merge", "x:q1", to="x:q9"), "that case or post is not there any more"),
        (act("merge", "link:x:v2", to="x:q1"), None),
        (act("merge", "link:x:v2", to="link:x:v3"), "two dead links stay two cases"),
        (act("move", "x:q1", to="bolt"), None),
        (act("move", "link:x:v2", to="zorg"), "a dead link is about its own vacancy"),
        (act("move", "x:v1", to="bolt"), "that case or post is not there any more"),
    ],
)
def test_act_that_would_be_in_vain_is_refused_in_words(fair, done, why):
    notes = [act("note", "x:q1", text="eerste", id=f"mies:{number}") for number in (0, 7)]
    fair.engine.absorb([*notes, act("undo", "mies:7", id="mies:8", serial=2)])
    assert why_not(done, fair) == why


def test_confirmation_says_what_the_post_is_now(fair):
    confirmed = with_label(act("confirm", "x:v1"), fair.engine)
    assert (confirmed.label, confirmed.substance) == (Label.VACANCY, None)
    assert why_not(confirmed, fair) is None


def test_what_was_confirmed_is_not_confirmed_again(fair):
    again = with_label(act("confirm", "x:a1"), fair.engine)
    assert (again.label, again.substance) == (Label.FOLLOW_UP, Substance.PROMISE)
    assert why_not(again, fair) == "a moderator said so already"


@pytest.mark.parametrize(
    "other", [act("confirm", "x:p1"), act("confirm", "x:q9"), act("relabel", "x:q1")]
)
def test_nothing_else_is_given_a_label(fair, other):
    assert with_label(other, fair.engine) == other


@pytest.mark.parametrize(
    ("done", "is_so"),
    [
        (act("resolve", "x:q4"), True),
        (act("dismiss", "x:q4"), False),
        (act("merge", "x:q1", to="x:q2"), True),
        (act("hand over", "x:q3", to="Tom"), True),
        (act("snooze", "x:q1", until=minute(10)), True),
        (act("claim", "x:q3"), False),
        (act("resolve", "x:v1"), False),
    ],
)
def test_what_is_so_already_is_refused_as_in_vain_and_nothing_else(fair, done, is_so):
    assert isinstance(refusal(done, fair.engine), InVain) is is_so
