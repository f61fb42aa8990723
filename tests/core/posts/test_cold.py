"""Cold storage: what is put away comes back as it was, and nobody can tell."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.post import Author, Post
from moderator.core.labels import Because, Label, Verdict
from moderator.core.posts.cold import BLOCK, ColdStorage
from moderator.core.posts.node import Node
from moderator.core.posts.packing import packed, unpacked
from moderator.core.posts.verdicts import Given
from tests.core.scene import Scene, minute

times = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(fold=0))
words = st.lists(st.text(st.characters(exclude_categories=()), max_size=9), max_size=3).map(tuple)
verdicts = st.builds(
    Verdict,
    confidence=st.floats(0, 1),
    because=st.lists(st.builds(Because, weight=st.floats(-9, 9)), max_size=2).map(tuple),
    runner_up=st.none() | st.sampled_from(Label),
    runner_up_confidence=st.floats(0, 1),
)
chains = st.lists(st.builds(Given, rest=st.none(), verdict=verdicts), max_size=3)


def some_posts(carried):
    lists = dict.fromkeys(("links", "hashtags", "mentions", "versions"), words)
    later = dict.fromkeys(("received_at", "edited_at"), st.none() | times)
    return st.builds(Post, created_at=times, carried=carried, **lists, **later)


posts = some_posts(st.lists(some_posts(st.just(())), max_size=2).map(tuple))


@given(posts, chains, st.none() | verdicts)
def test_what_is_packed_is_the_same_unpacked(post, chain, verdict):
    verdicts_given = None
    for each in chain:
        verdicts_given = Given(each.mark, each.rank, each.verdict, verdicts_given)
    kept = (post, verdicts_given, verdict)
    assert unpacked(packed(*kept)) == kept
    assert repr(unpacked(packed(*kept))) == repr(kept)


def a_node(number):
    node = Node(f"x:{number}")
    node.post = Post(
        str(number), "x", "original", Author("kok"), f"nummer {number}", minute(number)
    )
    node.verdict = Verdict(Label.OTHER, number / 1000)
    return node


def is_away(node):
    return node.away is not None


def test_the_posts_that_were_touched_longest_ago_are_put_away_and_come_back_when_looked_at(
    monkeypatch,
):
    monkeypatch.setattr("moderator.core.posts.cold.WARM", BLOCK)
    storage, nodes = ColdStorage(), [a_node(number) for number in range(2 * BLOCK)]
    for node in (*nodes, nodes[0]):
        storage.touch(node)
    assert not any(map(is_away, nodes))
    storage.tidy()
    assert [is_away(node) for node in nodes] == [False, *[True] * BLOCK, *[False] * (BLOCK - 1)]
    found = nodes[7]
    assert found.text == "nummer 7"
    assert (found.verdict, found.given) == (Verdict(Label.OTHER, 0.007), None)
    assert not is_away(found)
    assert all(is_away(node) for node in (nodes[6], nodes[8]))


def test_who_looks_at_all_posts_of_a_long_day_has_not_all_of_them_warm(monkeypatch):
    monkeypatch.setattr("moderator.core.posts.cold.WARM", BLOCK)
    storage, nodes = ColdStorage(), [a_node(number) for number in range(9 * BLOCK)]
    for node in nodes:
        storage.touch(node)
    storage.tidy()
    assert [node.text for node in nodes] == [f"nummer {number}" for number in range(9 * BLOCK)]
    assert sum(not is_away(node) for node in nodes) < 3 * BLOCK


def test_what_is_no_post_any_more_is_not_put_away(monkeypatch):
    monkeypatch.setattr("moderator.core.posts.cold.WARM", 0)
    storage, nodes = ColdStorage(), [a_node(number) for number in range(BLOCK)]
    nodes[3].post = None
    for node in nodes:
        storage.touch(node)
    storage.tidy()
    assert [is_away(node) for node in nodes] == [number != 3 for number in range(BLOCK)]
    assert [node.text for node in nodes[2:5]] == ["nummer 2", "", "nummer 4"]


def test_a_node_has_nothing_that_nodes_do_not_have():
    with pytest.raises(AttributeError, match="colour"):
        _ = Node("x:1").colour


def test_a_deleted_post_of_long_ago_has_no_words_and_its_case_is_gone(few_are_warm):
    fair = Scene()
    fair.offers("v", "bolt", at=0, text="Kok gezocht")
    fair.asks("q", "lotte", at=1, reply_to="v", text="parttime?")
    for number in range(3 * BLOCK):
        fair.says(f"p{number}", "bezoeker", at=2, text=f"gezellig hier, al {number} keer")
    assert [case.id for case in fair.engine.cases()] == ["x:q"]
    fair.deletes("q", at=9)
    assert fair.engine.line("x:q").post.text == ""
    assert not fair.engine.board(minute(10)).waiting
