"""Posts that come late, twice or not at all, and threads that nevertheless come out the same."""

from moderator.core.facts import ActKind, Judged, PostSeen
from moderator.core.labels import Label, Verdict
from tests.core.offered import LINK, a_fair
from tests.core.scene import Scene, a_post


def test_answer_before_its_question_arrives_closes_it():
    fair = a_fair()
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.states == {}
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.states == {"q1": "answered"}


def test_post_seen_twice_changes_nothing():
    fair = a_fair()
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.changes == []
    assert fair.engine.counts().posts == 2


def test_parent_that_comes_late_joins_its_thread_to_the_vacancy():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="p1")
    assert fair.subject("q1") == (None, None)
    fair.reacts("p1", "jan", at=3, reply_to="v1")
    assert fair.subject("q1") == ("v1", None)
    assert fair.thread("q1") == [(0, "v1"), (1, "p1"), (2, "q1")]


def test_conversations_first_post_stands_in_for_a_parent_that_never_came():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="p1", conversation="v1")
    assert fair.subject("q1") == ("v1", None)
    fair.reacts("p1", "jan", at=3)
    assert fair.subject("q1") == (None, None)


def test_post_that_is_its_own_conversation_hangs_on_nothing():
    fair = a_fair()
    fair.asks("q1", "lotte", at=4, reply_to="p1", conversation="q1")
    assert fair.thread("q1") == [(0, "q1")]


def test_posts_that_reply_to_each_other_in_a_circle_begin_with_the_first():
    fair = Scene()
    fair.asks("q1", "lotte", at=4, reply_to="q3")
    fair.asks("q2", "jan", at=2, reply_to="q1")
    fair.asks("q3", "els", at=3, reply_to="q2")
    assert fair.thread("q1") == [(0, "q2"), (1, "q3"), (2, "q1")]
    fair.asks("q4", "mo", at=1, reply_to="q4")
    assert fair.thread("q4") == [(0, "q4")]


def test_thread_below_posts_in_a_circle_begins_with_the_first_of_them():
    fair = Scene()
    fair.says("d", "els", at=4, reply_to="c")
    fair.says("a", "jan", at=1, reply_to="b")
    fair.says("b", "piet", at=2, reply_to="a")
    fair.asks("c", "lotte", at=3, reply_to="b")
    assert fair.thread("c") == [(0, "a"), (1, "b"), (2, "c"), (3, "d")]


def test_posts_that_quote_each_other_come_to_rest():
    fair = Scene()
    fair.asks("q1", "lotte", at=1, reply_to="p0", quotes="q2")
    fair.asks("q2", "jan", at=2, reply_to="q1", quotes="q1")
    assert fair.states == {"q1": "open", "q2": "open"}


def test_thread_is_ordered_even_where_clocks_disagree():
    fair = a_fair()
    fair.asks("q1", "lotte", at=9, reply_to="v1")
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.state("q1") == "open"


def test_carried_post_gives_context_and_is_not_counted():
    fair = Scene()
    fair.offers("v1", "zorg", text=LINK, carried=True)
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    assert fair.subject("q1") == ("v1", None)
    assert fair.engine.counts().posts == 1
    assert not fair.engine.has(a_post("v1", "zorg"))
    fair.offers("v1", "zorg", text=LINK)
    assert fair.engine.counts().posts == 2
    assert fair.engine.has(a_post("v1", "zorg"))


def test_late_copy_of_a_vacancy_takes_the_questions_up_to_the_next_copy_and_no_later_ones():
    fair = Scene()
    for number, at in enumerate((0, 10), start=1):
        fair.offers(f"v{number}", "zorg", at=at, text=f"Kok {number} https://zorg.example/kok")
    fair.asks("q1", "lotte", at=5, text="Is https://zorg.example/kok parttime?")
    fair.asks("q2", "jan", at=12, text="Is https://zorg.example/kok voltijd?")
    fair.offers("v3", "zorg", at=3, text="Kok 3 https://zorg.example/kok")
    assert (fair.subject("q1"), fair.subject("q2")) == (("v3", None), ("v2", None))


def test_post_of_which_only_the_bare_reading_lacks_a_verdict_waits_for_that():
    fair = Scene()
    fair.engine.apply(PostSeen(a_post("p1", "lotte")))
    bare, reading = fair.engine.readings(9)
    fair.engine.apply(Judged(reading.key, reading.mark, Verdict(Label.OTHER, 1.0)))
    assert fair.engine.readings(9) == [bare]


def test_question_that_was_none_at_first_is_answered_in_a_thread_that_an_answer_began():
    fair = Scene()
    fair.answers("a1", "bolt", text="@lotte welkom bij de bakkerij")
    fair.says("q1", "lotte", at=1, reply_to="a1", text="@bolt kan het parttime")
    fair.answers("a2", "bolt", at=2, reply_to="a1", text="Ja, dat kan")
    fair.acts(ActKind.RELABEL, "q1", label=Label.QUESTION)
    assert fair.state("q1") == "answered"
