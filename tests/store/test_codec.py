"""Facts survive being written down."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.post import Author, Kind, Post
from moderator.core.facts import Acted, ActKind, Judged, LinkChecked, PostDeleted, PostSeen
from moderator.core.labels import Because, Label, Verdict
from moderator.store.codec import decode_fact, encode_fact, fact_key

times = st.datetimes(timezones=st.just(UTC))
shares = st.floats(0, 1)
texts = st.text(max_size=40)
names = st.text(min_size=1, max_size=40)
words = st.lists(names, max_size=3).map(tuple)


def posts(*, carried):
    return st.builds(
        Post,
        id=names,
        source=names,
        kind=st.sampled_from(Kind),
        author=st.builds(Author, names, texts, texts, texts),
        text=texts,
        created_at=times,
        received_at=st.none() | times,
        in_reply_to=st.none() | names,
        conversation=st.none() | names,
        quoted=st.none() | names,
        repost_of=st.none() | names,
        links=words,
        hashtags=words,
        mentions=words,
        lang=st.none() | names,
        versions=words,
        edited_at=st.none() | times,
        uri=texts,
        carried=carried,
    )


lone_posts = posts(carried=st.just(()))
reasons = st.builds(Because, texts, st.floats(allow_nan=False, allow_infinity=False))
verdicts = st.builds(Verdict, confidence=shares, because=st.lists(reasons, max_size=3).map(tuple))
facts = st.one_of(
    st.builds(PostSeen, posts(carried=st.lists(lone_posts, max_size=2).map(tuple))),
    st.builds(PostDeleted, at=st.none() | times),
    st.builds(Judged, verdict=verdicts),
    st.builds(LinkChecked, at=times),
    st.builds(Acted, at=times, until=st.none() | times),
)


@given(facts)
@settings(max_examples=200)
def test_every_fact_comes_back_as_it_was(fact):
    text = encode_fact(fact)
    assert text.isascii()
    assert decode_fact(text) == fact


@given(facts)
def test_a_fact_has_the_same_key_after_it_was_stored(fact):
    stored = decode_fact(encode_fact(fact))
    assert _key(stored) == _key(fact)


def _key(fact):
    return fact_key(fact, encode_fact(fact))


def test_facts_that_differ_have_different_keys():
    verdict = Verdict(Label.OTHER, 0.5)
    at = datetime(2026, 5, 12, tzinfo=UTC)
    known = [
        PostDeleted("1", "x"),
        PostDeleted("1", "x", at),
        PostDeleted("1", "mastodon"),
        Judged("x:1", "1||", verdict),
        Judged("x:1", "1||", verdict, rank=1),
        Judged("x:1", "2||", verdict),
        Acted("1", ActKind.UNDO, "x:1", "mod", at, 1),
        Acted("2", ActKind.UNDO, "x:1", "mod", at, 1),
    ]
    assert len(set(map(_key, known))) == len(known)


def test_what_is_written_stays_readable_for_later_versions():
    text = (
        '{"v":1,"is":"judged","key":"x:1","mark":"1||","rank":0,"verdict":{"label":"follow_up",'
        '"confidence":0.5,"substance":"promise","withdrawal":false,"because":[]}}'
    )
    fact = decode_fact(text)
    assert fact == Judged("x:1", "1||", fact.verdict)
    assert fact.verdict.substance == "promise"


def test_an_act_of_the_first_version_reads_as_it_was_meant():
    text = (
        '{"v":1,"is":"acted","id":"mies:1","kind":"relabel","target":"x:1","by":"mies",'
        '"at":"2026-05-12T08:00:00Z","serial":1,"label":"question"}'
    )
    at = datetime(2026, 5, 12, 8, tzinfo=UTC)
    assert decode_fact(text) == Acted(
        "mies:1", ActKind.RELABEL, "x:1", "mies", at, 1, Label.QUESTION
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"v":3,"is":"judged"}',
        '{"v":1}',
        '{"v":1,"is":"case_opened","id":"x:1"}',
        '{"v":1,"is":"judged","key":1}',
        '{"v":1,"is":"post_seen"}',
        '{"v":1,"is":"post_seen","post":{}}',
        '{"v":1,"is":"post_seen","post":{"deleted":"1","source":"x"}}',
    ],
)
def test_what_is_no_fact_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        decode_fact(text)
