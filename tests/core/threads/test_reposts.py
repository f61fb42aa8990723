"""Reposts, bare or with words, that come and go with what they repeat or without it."""

from dataclasses import replace

from moderator.core.engine import Engine
from moderator.core.facts import PostSeen
from moderator.core.labels import Label
from moderator.core.text.repeats import without_words
from tests.core.offered import LINK, a_fair
from tests.core.scene import Scene, a_post


def test_bare_repost_of_a_report_that_is_deleted_later_changes_nothing():
    fair = a_fair()
    fair.reports("b1", "lotte", at=2, reply_to="v1", text="de link werkt niet")
    fair.reports("r1", "lotte", at=3, reply_to="v1", text="RT @lotte: de link werkt niet")
    fair.reports("r2", "lotte", at=4, text=f"RT @jan: {LINK} werkt niet")
    fair.offers("r3", "els", at=5, text=f"RT @zorg: Verpleegkundige gezocht {LINK}")
    before, counts = fair.engine.cases(), fair.engine.counts()
    for repost in ("r1", "r2", "r3"):
        fair.deletes(repost, at=6)
        assert fair.changes == []
    assert fair.engine.cases() == before
    assert fair.engine.counts() == replace(counts, deleted=3)
    assert fair.side("r3") == "unknown"


def test_deleted_bare_repost_whose_words_are_gone_is_still_one_that_nobody_judges():
    fair = Scene()
    fair.reports("r1", "lotte", at=2, text='Kijk: "RT @jan: de link werkt niet')
    fair.reports("r2", "lotte", at=2, text='"RT @jan: de link werkt niet')
    assert fair.states == {"r1": "open"}
    fair.deletes("r2", at=4)
    again = Engine(fair.engine.fair)
    facts = [each for each in fair.facts if isinstance(each, PostSeen)]
    wiped = [replace(each.post, text=without_words(each.post.text)) for each in facts]
    assert [each.text.strip() for each in wiped] == ["", '"RT @jan:']
    assert [len(each.text) for each in wiped] == [len(each.post.text) for each in facts]
    again.absorb([fair.facts[-1], PostSeen(wiped[1])])
    assert (again.cases(), again.unjudged) == ([], 0)
    assert again.counts().reposts == 1


def test_deleted_original_is_repeated_by_nobody():
    fair = Scene()
    fair.says("p1", "zorg", text="Wij zijn er de hele dag bij")
    fair.says("r1", "jan", at=1, text="RT @zorg: Wij zijn er de hele dag bij")
    assert fair.line("p1").reposts == 1
    assert fair.engine.repeated("x:r1").key == "x:p1"
    fair.deletes("p1", at=2)
    assert fair.line("p1").reposts == 0
    assert fair.engine.repeated("x:r1") is None
    assert fair.engine.repeated("x:unknown") is None


def test_repost_taken_down_is_not_counted():
    fair = a_fair()
    fair.reposts("r1", "jan", "v1", at=2)
    fair.reposts("r2", "els", "v1", at=3)
    assert fair.line("v1").reposts == 2
    assert fair.engine.has(a_post("r1", "jan", repost_of="v1"))
    fair.deletes("r1", at=4)
    fair.deletes("r3", at=4)
    fair.reposts("r3", "mo", "v1", at=3)
    assert fair.line("v1").reposts == 1
    assert fair.engine.has(a_post("r3", "mo", repost_of="v1"))
    assert not fair.engine.has(a_post("r4", "mo", repost_of="v1"))


def test_reply_to_a_repost_is_a_reply_to_what_it_repeats():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="r1")
    fair.reposts("r1", "jan", "v1", at=2)
    assert fair.subject("q1") == ("v1", None)


def test_repeat_with_own_words_that_is_taken_down_leaves_what_it_repeated_alone():
    fair = Scene()
    fair.says("p1", "zorg", text="Wij zijn er de hele dag bij")
    fair.says("r1", "jan", at=1, text="Leuk! RT @zorg: Wij zijn er de hele dag bij")
    fair.deletes("r1", at=2)
    assert fair.line("p1").reposts == 0
    assert fair.line("r1").deleted


def test_vacancy_that_becomes_a_repeat_by_hand_is_above_nobody():
    fair = a_fair()
    early = fair.offers("w", "jan", at=1, text="Bakker gezocht in Emmen, per direct")
    fair.asks("q1", "lotte", at=2, reply_to="w", text="parttime?")
    assert fair.subject("q1") == ("w", None)
    fair.edits(early, Label.VACANCY, edited=3, text="RT @zorg: Bakker gezocht in Emmen, per direct")
    assert fair.subject("q1") == (None, "zorg")
