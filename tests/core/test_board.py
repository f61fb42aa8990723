"""What a screen is shown: the queue by the clock, threads, lines and counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.post import Kind, Post
from moderator.core.board import Accounting
from moderator.core.facts import ActKind, LinkState, PostSeen
from moderator.core.labels import Label
from moderator.core.posts.node import Node
from tests.core.scene import Scene, a_post, minute


@pytest.fixture
def fair():
    """Give a fair where Lotte asked Zorg at two minutes past ten."""
    fair = Scene()
    fair.offers("v1", "zorg", text="Verpleegkundige gezocht https://zorg.example/1")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    return fair


# The clock


@pytest.mark.parametrize(
    ("at", "urgency"),
    [(0, "waiting"), (2, "waiting"), (11.99, "waiting"), (12, "due"), (31.99, "due"),
     (32, "overdue"), (600, "overdue")],
)  # fmt: skip
def test_case_is_waiting_then_due_then_overdue(fair, at, urgency):
    assert fair.urgency("q1", at) == urgency


def test_promise_restarts_the_clock(fair):
    fair.promises("a1", "zorg", at=30, reply_to="q1")
    assert fair.urgency("q1", 39.99) == "waiting"
    assert fair.urgency("q1", 40) == "due"
    assert fair.urgency("q1", 60) == "overdue"


def test_closed_case_has_no_urgency_and_leaves_the_queue(fair):
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    assert fair.urgency("q1", 60) is None
    assert fair.queue(60) == []
    assert fair.engine.board(minute(60)).closed == 1


def test_fair_sets_its_own_limits():
    fair = Scene(warn_after=timedelta(minutes=1), overdue_after=timedelta(minutes=2))
    fair.asks("q1", "lotte")
    assert [fair.urgency("q1", at) for at in (0, 1, 2)] == ["waiting", "due", "overdue"]


def test_nobody_waits_a_negative_time(fair):
    row = fair.engine.board(minute(0)).waiting[0]
    assert row.waited == timedelta(0)


# The first word


def test_first_word_of_a_case_is_its_first_promise_or_answer_and_none_of_a_false_alarm(fair):
    assert fair.case("q1").first_word is None
    fair.promises("a1", "zorg", at=10, reply_to="q1")
    fair.answers("a2", "zorg", at=30, reply_to="q1")
    assert fair.case("q1").first_word == timedelta(minutes=8)
    fair.acts(ActKind.DISMISS, "q1")
    assert fair.case("q1").first_word is None


# A line


def test_line_has_a_label_once_it_is_judged_and_offers_work_while_its_vacancy_is_there(fair):
    assert (fair.line("v1").label, fair.line("v1").offers_work) == (Label.VACANCY, True)
    assert (fair.line("q1").label, fair.line("q1").offers_work) == (Label.QUESTION, False)
    fair.engine.apply(PostSeen(a_post("p1", "els", at=3)))
    assert fair.line("p1").label is None
    fair.deletes("v1")
    assert not fair.line("v1").offers_work


# The queue


def test_queue_goes_by_urgency_then_reach_then_age(fair):
    fair.offers("v2", "bolt", at=1, text="Nachtbakker")
    fair.asks("q2", "jan", at=25, text="Waar is de wc?")
    fair.asks("q3", "els", at=26, text="Waar is de uitgang?")
    fair.asks("q4", "mo", at=27, reply_to="v2")
    fair.reposts("r1", "jan", "v2", at=2)
    fair.asks("q5", "ria", at=15, text="Hoe laat?")
    assert fair.queue(33) == ["q1", "q5", "q4", "q2", "q3"]


def test_more_reporters_are_more_reach(fair):
    fair.offers("v2", "bolt", at=1, text="Nachtbakker")
    fair.reports("b1", "jan", at=5, reply_to="v2")
    fair.reports("b2", "els", at=6, reply_to="v2")
    assert fair.queue(7) == ["b1", "q1"]


def test_board_version_grows_with_every_fact(fair):
    before = fair.engine.board(minute(5)).version
    fair.says("p1", "jan", at=5)
    assert fair.engine.board(minute(5)).version > before
    assert fair.engine.board(minute(5)).clock == minute(5)


# Threads


def test_thread_shows_the_vacancy_first_and_replies_indented(fair):
    fair.reacts("r1", "jan", at=4, reply_to="q1")
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    fair.reacts("r2", "lotte", at=6, reply_to="a1")
    fair.reacts("r3", "els", at=3, reply_to="v1")
    assert fair.thread("q1") == [(0, "v1"), (1, "q1"), (2, "r1"), (2, "a1"), (3, "r2")]


def test_thread_shows_what_hangs_elsewhere_below_the_vacancy(fair):
    fair.asks("q2", "jan", at=3, text="Hoe zit dit? https://zorg.example/1")
    fair.answers("a1", "zorg", at=5, text="@jan zo")
    assert fair.thread("q2") == [(0, "v1"), (1, "q2"), (1, "a1")]


def test_thread_of_a_vacancy_that_is_a_reply_begins_above_it():
    fair = Scene()
    fair.says("p1", "markt", text="Welkom, wie heeft er werk?")
    fair.offers("v1", "zorg", at=1, reply_to="p1", text="Wij! https://zorg.example/1")
    fair.asks("q1", "lotte", at=2, reply_to="v1")
    fair.asks("q2", "jan", at=3, text="Parttime? https://zorg.example/1")
    assert fair.thread("q1") == [(0, "p1"), (1, "v1"), (2, "q1")]
    assert fair.thread("q2") == [(0, "v1"), (1, "q2")]


def test_thread_without_a_vacancy_begins_with_its_first_post():
    fair = Scene()
    fair.asks("q1", "lotte", at=2, text="@markt hoe laat?")
    fair.answers("a1", "markt", at=3, reply_to="q1")
    fair.answers("a2", "markt", at=4, text="@lotte om tien uur")
    assert fair.thread("q1") == [(0, "q1"), (1, "a1")]
    assert fair.thread("unknown") == []


def test_thread_of_a_dead_link_is_its_vacancy(fair):
    fair.checks("https://zorg.example/1", LinkState.DEAD, at=4)
    assert fair.thread("link:v1") == [(0, "v1")]


# Lines


def test_line_tells_the_case_the_reposts_and_the_side(fair):
    fair.reposts("r1", "jan", "q1", at=3)
    line = fair.line("q1")
    assert (line.case, line.reposts, line.side, line.handle) == ("x:q1", 1, "unknown", "lotte")
    assert fair.line("v1").case is None
    assert fair.engine.line("x:unknown") is None
    assert fair.engine.case("x:unknown") is None


def test_post_is_found_by_the_id_of_its_repost(fair):
    fair.reposts("r1", "jan", "q1", at=3)
    assert fair.line("r1").key == "x:q1"


def test_stream_is_in_order_of_arrival_without_reposts(fair):
    fair.says("p1", "jan", at=9)
    fair.says("p0", "jan", at=1)
    fair.reposts("r1", "jan", "v1", at=3)
    fair.says("rt", "jan", at=4, text="RT @zorg: Verpleegkundige gezocht")
    keys = [line.key for line in fair.engine.stream(1, fair.engine.stream_length())]
    assert keys == ["x:q1", "x:p1", "x:p0"]
    assert [fair.engine.position(key) for key in ("x:p1", "x:r1")] == [2, None]


def test_another_edition_of_the_stream_tells_that_a_post_left_it(fair):
    post = fair.says("p1", "jan", at=3, text="Leuk! RT @zorg: Verpleegkundige gezocht")
    fair.says("p2", "jan", at=4)
    before = fair.engine.stream_edition()
    fair.says("p3", "jan", at=5)
    assert fair.engine.stream_edition() == before
    text = f"RT @zorg: {fair.line('v1').post.text}"
    fair.edits(post, Label.OTHER, new_id="p1b", text=text, at=6)
    assert fair.engine.stream_edition() != before
    keys = [line.key for line in fair.engine.stream(0, 9)]
    assert keys == ["x:v1", "x:q1", "x:p2", "x:p3"]


def test_the_last_posts_are_given_without_those_that_were_deleted(fair):
    fair.says("p1", "jan", at=3)
    fair.says("p2", "jan", at=4)
    fair.reposts("r1", "jan", "v1", at=5)
    fair.deletes("p1", at=6)
    assert [post.id for post in fair.engine.posts(3)] == ["q1", "p2"]
    assert fair.engine.posts(1) == [fair.line("p2").post]


def test_the_last_posts_have_those_that_only_came_with_them(fair):
    fair.says("c1", "kim", carried=True, at=1)
    fair.says("c2", "kim", carried=True, at=1)
    fair.says("p1", "jan", reply_to="c1", quotes="c2", at=3)
    fair.says("p2", "jan", reply_to="c1", at=4)
    fair.says("p3", "jan", reply_to="p2", quotes="p2", at=5)
    fair.says("p4", "jan", reply_to="never-seen", at=6)
    fair.deletes("c2", at=7)
    came = [[other.id for other in post.carried] for post in fair.engine.posts(4)]
    assert came == [["c1"], ["c1"], [], []]


def test_the_last_posts_have_reposted_ones_that_only_came_with_a_repost(fair):
    for name in ("o1", "o2", "o3"):
        fair.says(name, "kim", carried=True, at=1)
    fair.reposts("r1", "jan", "o1", at=2)
    fair.reposts("r2", "piet", "o1", at=3)
    fair.reposts("r3", "jan", "o2", at=3)
    fair.reposts("r4", "jan", "o3", at=4)
    fair.reposts("r5", "jan", "never-seen", at=4)
    fair.reposts("r6", "jan", "v1", at=5)
    fair.reposts("r7", "jan", "o3", carried=True, at=6)
    fair.deletes("o2", at=7)
    came = {post.id: post for post in fair.engine.posts(9) if post.repost_of}
    assert [(post.kind, post.at) for post in came.values()] == [
        (Kind.REPOST, minute(3)),
        (Kind.REPOST, minute(4)),
    ]
    assert {name: [one.id for one in post.carried] for name, post in came.items()} == {
        "r2": ["o1"],
        "r4": ["o3"],
    }
    assert [post.id for post in fair.engine.posts(1)] == ["r4", "q1"]
    fair.deletes("r4", at=8)
    assert [post.id for post in fair.engine.posts(1)] == ["r2", "q1"]


def test_reading_tells_what_a_classifier_would_see_now(fair):
    reading = fair.engine.reading("x:q1")
    assert reading.context.parent.label is Label.VACANCY
    assert not reading.bare
    assert fair.engine.reading("x:unknown") is None


# Counts


def test_counts_tell_posts_reposts_and_labels(fair):
    fair.says("p1", "markt", Label.PROMOTION, at=2)
    fair.reposts("r1", "jan", "p1", at=2)
    fair.says("rt", "jan", at=4, text="RT @zorg: Verpleegkundige gezocht")
    fair.answers("a1", "zorg", at=5, reply_to="q1")
    fair.deletes("p1", at=6)
    counts = fair.engine.counts()
    assert (counts.posts, counts.reposts, counts.deleted) == (6, 2, 1)
    assert counts.labels == {
        Label.VACANCY: 1, Label.QUESTION: 1, Label.PROMOTION: 1, Label.FOLLOW_UP: 1
    }  # fmt: skip
    assert counts.interactions == 1
    assert counts.sources == {"x": 6}
    assert fair.engine.board(minute(9)).counts == counts


def test_reposts_count_for_their_platform_also_without_the_post_that_they_repeat():
    fair = Scene()
    fair.reposts("r1", "jan", "never came")
    fair.take(PostSeen(replace(a_post("r2", "els", repost_of="y"), source="mastodon")))
    fair.says("rt", "jan", text="RT @zorg: Verpleegkundige gezocht")
    assert fair.engine.counts().sources == {"mastodon": 1, "x": 2}
    fair.deletes("r1", at=6)
    counts = fair.engine.counts()
    assert (counts.posts, counts.reposts, counts.sources) == (2, 2, {"mastodon": 1, "x": 1})


def test_unjudged_posts_have_no_label():
    fair, post = Scene(), a_post("p1", "jan")
    fair.engine.apply(PostSeen(post))
    assert fair.engine.unjudged == 1
    assert fair.engine.counts().labels == {}
    readings = fair.engine.readings(5)
    assert {reading.bare for reading in readings} == {True, False}
    assert {reading.post for reading in readings} == {post}
    assert fair.engine.readings(5) == []
    assert fair.engine.line("x:p1").verdict is None


def test_activity_counts_posts_and_reposts_per_minute(fair):
    fair.says("p1", "jan", at=2.5)
    fair.reposts("r1", "jan", "p1", at=7)
    assert fair.engine.activity() == [(minute(0), 1), (minute(2), 2), (minute(7), 1)]
    assert fair.engine.latest == minute(7)


def test_few_posts_that_date_themselves_a_day_after_all_others_are_not_the_latest(fair):
    for number in range(20):
        fair.says(f"p{number}", "jan", at=number)
    fair.says("lie", "els", at=60 * 24 * 365 * 70)
    fair.says("lie2", "els", at=60 * 24 * 365 * 60)
    assert fair.engine.latest == minute(19)
    for number in range(20):
        fair.says(f"q{number}", "jan", at=60 * 24 * 3 + number)
    assert fair.engine.latest == minute(60 * 24 * 3 + 19)
    crowd = Scene()
    for number in range(20):
        crowd.says(f"p{number}", "jan", at=0)
    crowd.says("last", "els", at=5)
    assert crowd.engine.latest == minute(5)
    assert Scene().engine.latest < minute(0)


def test_post_is_never_later_than_it_was_received(fair):
    post: Post = fair.says("p1", "jan", at=50, received_at=minute(8))
    assert post.at == minute(8)
    assert (minute(8), 1) in fair.engine.activity()


def test_accounting_balances_when_everything_received_is_somewhere():
    parts = {"shown": 3, "folded": 2, "duplicates": 1, "filtered": 1, "unreadable": 1}
    assert Accounting(received=8, deleted=5, **parts).balanced
    assert not Accounting(received=9, **parts).balanced


def test_place_where_no_post_arrived_has_no_words():
    with pytest.raises(ValueError, match="x:p1"):
        _ = Node("x:p1").seen


@pytest.mark.parametrize("first", [0.9, 0.1])
def test_post_that_came_with_two_times_is_as_late_as_the_earlier(first):
    fair = Scene()
    fair.says("p", "lotte", at=first)
    fair.says("p", "lotte", at=1 - first)
    assert fair.engine.latest == minute(0.1)
