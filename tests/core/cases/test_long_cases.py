"""A case of very many posts is told on from its end, and comes out as if it were told anew."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderator.core.cases.sequel import MANY
from moderator.core.engine import Engine
from moderator.core.facts import Acted, ActKind, PostDeleted, PostSeen
from tests.core.fairs import FAIR, sensible
from tests.core.scene import Scene, a_post, minute, on_deleted, settle

CROWD = (*(f"visitor{number}" for number in range(9)), "zorg", "hr_zorg", "markt")
SAID = ("broken_link", "broken_link", "broken_link", "follow_up", "follow_up ?", "reaction deze",
        "reaction ?", "question", "other")  # fmt: skip


def snoozes(number, post):
    """Somebody sets the case of a post aside: until soon, or until the next post."""
    until = st.none() | st.just(minute(number + 2))
    kind, at = st.just(ActKind.SNOOZE), st.just(minute(number))
    acts = {"id": st.just(f"mies:{number}"), "serial": st.just(number), "until": until}
    return st.builds(Acted, kind=kind, target=st.just(post), by=st.just("mies"), at=at, **acts)


@st.composite
def crowds(draw):
    """The facts of a fair where a crowd replies to one vacancy, most of them in order."""
    facts = [PostSeen(a_post("p0", "zorg", "vacancy nachtbakker https://zorg.example/1"))]
    for number in range(1, draw(st.integers(MANY, 3 * MANY))):
        late = draw(st.sampled_from([0, 0, 0, 0, 0, 0, 3]))
        text, above = draw(st.sampled_from(SAID)), draw(st.integers(0, number - 1))
        about = {
            "at": max(number - late, 0),
            "reply_to": f"p{draw(st.sampled_from([0, 0, above]))}",
        }
        facts.append(PostSeen(a_post(f"p{number}", draw(st.sampled_from(CROWD)), text, **about)))
        if draw(st.integers(0, 19)) == 0:
            facts.append(PostDeleted(f"p{above}", "x", draw(st.none() | st.just(minute(number)))))
        if draw(st.integers(0, 9)) == 0:
            facts.append(draw(snoozes(number, f"x:p{above}")))
    return facts


@settings(max_examples=60, deadline=None)
@given(crowds())
def test_long_case_that_is_told_on_is_the_one_that_is_told_anew(facts):
    growing, whole, given = Engine(FAIR), Engine(FAIR), []
    for fact in facts:
        settle(growing, [fact], sensible, given)
    settle(whole, [*facts, *on_deleted(growing, given)], sensible)
    assert growing.cases() == whole.cases()


@pytest.fixture
def crowd():
    """Give a fair where many report one broken link."""
    fair = Scene()
    fair.offers("v", "zorg", text="Kok gezocht https://zorg.example/1")
    for number in range(MANY + 3):
        fair.reports(f"b{number}", f"visitor{number}", at=1 + number, reply_to="v")
    return fair


def test_every_reporter_is_counted_once(crowd):
    crowd.reports("again", "visitor3", at=30, reply_to="v")
    crowd.reports("more", "somebody", at=31, reply_to="v")
    case = crowd.case("b0")
    assert case.reporters == (*(f"visitor{number}" for number in range(MANY + 3)), "somebody")
    assert case.posts[-2:] == ("again", "more")


def test_what_comes_after_many_reports_moves_the_case(crowd):
    crowd.answers("helper", "jan", at=30, reply_to="b2")
    crowd.reacts("bump", "visitor1", at=31, reply_to="b1", text="iemand?")
    crowd.answers("mended", "zorg", at=32, reply_to="v", text="hersteld")
    case = crowd.case("b0")
    assert (case.state, case.bystanders, case.bumps) == ("answered", ("helper",), 1)
    crowd.reports("still", "els", at=33, reply_to="v")
    assert crowd.state("b0") == "open"
    assert crowd.waits_since("b0") == 33


def test_late_report_takes_its_place_among_many(crowd):
    crowd.reports("late", "els", at=0.5, reply_to="v")
    assert crowd.case("late").posts[:2] == ("late", "b0")


def test_case_of_many_that_a_moderator_handles_is_handled_still(crowd):
    crowd.acts(ActKind.SNOOZE, "b0", at=40)
    crowd.reports("next", "els", at=41, reply_to="v")
    assert crowd.case("b0").snooze is None
    crowd.acts(ActKind.RESOLVE, "next", at=42)
    assert crowd.state("b0") == "resolved"
    crowd.acts(ActKind.NOTE, "last", at=42, text="Ans kent de weg")
    crowd.reports("last", "ans", at=43, reply_to="v")
    assert [note.text for note in crowd.case("b0").notes] == ["Ans kent de weg"]
    assert crowd.state("b0") == "open"
    assert crowd.story("b0")[-1] == (43, "open", "last")


def test_reports_that_a_moderator_joins_to_many_come_last(crowd):
    crowd.offers("w", "bolt", text="Kok gezocht https://bolt.example/1")
    crowd.reports("other", "els", at=40, reply_to="w")
    crowd.acts(ActKind.MERGE, "other", to="b0", at=41)
    crowd.reports("another", "ans", at=42, reply_to="w")
    assert crowd.case("b0").posts[-2:] == ("other", "another")
    assert crowd.subject("b0") == ("v", None)


def test_what_comes_before_the_post_that_woke_a_long_case_woke_it(crowd):
    crowd.acts(ActKind.SNOOZE, "b0", at=40)
    crowd.says("remark", "els", at=45, reply_to="b0", text="zo zo")
    assert crowd.case("b0").woken[0].over == minute(45)
    crowd.promises("word", "zorg", at=44, reply_to="v", text="we kijken ernaar")
    assert crowd.case("b0").woken[0].over == minute(44)
