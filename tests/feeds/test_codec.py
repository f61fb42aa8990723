from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds import codec
from feeds.base import BadPost
from feeds.formats.wire import LONGEST_ID, LONGEST_SOURCE
from feeds.post import Author, Deleted, Ignored, Kind, Post, Unreadable

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
maybe_names = st.none() | names
several = st.lists(names, max_size=3, unique=True).map(tuple)
authors = st.builds(Author, handle=names, name=words, id=words, bio=words, bot=st.booleans())


NOTHING = st.just(())


def posts(carried=NOTHING):
    return st.builds(
        Post,
        id=names,
        source=names,
        kind=st.sampled_from(Kind),
        author=authors,
        text=words,
        created_at=moments,
        received_at=st.none() | moments,
        in_reply_to=maybe_names,
        conversation=maybe_names,
        quoted=maybe_names,
        repost_of=maybe_names,
        links=several,
        hashtags=several,
        mentions=several,
        lang=maybe_names,
        versions=several,
        edited_at=st.none() | moments,
        uri=words,
        carried=carried,
    )


deletions = st.builds(Deleted, id=names, source=names, at=st.none() | moments)
events = posts(st.lists(posts(), max_size=2).map(tuple)) | deletions


@given(events)
def test_what_is_written_is_read_back_as_it_was(event):
    assert codec.decode(orjson.loads(orjson.dumps(codec.encode(event)))) == event


@given(st.builds(Ignored, what=names, times=st.integers(1, codec.MOST)))
def test_what_was_ignored_is_read_back_as_often_as_it_came(event):
    assert list(codec.events(orjson.loads(orjson.dumps(codec.encode(event))))) == [event]


@given(posts())
def test_a_row_has_every_key_that_others_build_on(post):
    promised = "id source kind author author_name text created_at in_reply_to conversation quoted"
    promised += " repost_of links hashtags mentions lang versions"
    assert set(promised.split()) <= codec.encode(post).keys()


def row(**changes):
    base = {"v": 1, "id": "1", "source": "x", "kind": "original", "author": "kim", "text": "hoi"}
    return base | {"created_at": "2026-07-03T09:00:00Z"} | changes


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"id": ""},
        {"source": None},
        {"kind": "poem"},
        {"author": 5},
        {"text": None},
        {"created_at": "2026-07-03"},
        {"received_at": "ooit"},
        {"carried": [{}]},
    ],
)
def test_a_row_that_says_too_little_is_refused(change):
    with pytest.raises(BadPost):
        codec.decode(row(**change))


LONG = "9" * (LONGEST_ID + 1)


@pytest.mark.parametrize(
    "change",
    [
        {"id": LONG},
        {"source": "x" * 41},
        {"versions": [LONG, "1"]},
        {"in_reply_to": LONG},
        {"carried": [row(id=LONG)]},
    ],
)
def test_an_id_that_is_longer_than_ids_are_makes_a_row_unreadable_and_no_kept_one(change):
    (told,) = codec.events(row(**change), 7)
    assert told == Unreadable(7, "an id of more than 200 characters")
    assert codec.decode(row(**change))


@pytest.mark.parametrize("change", [{"source": "a:b"}, {"carried": [row(source=":")]}])
def test_a_colon_in_a_source_makes_a_row_unreadable_and_no_kept_one(change):
    (told,) = codec.events(row(**change), 7)
    assert told == Unreadable(7, "a source with a colon")
    assert codec.decode(row(**change))


def test_the_longest_id_is_read():
    (post,) = codec.events(row(id=LONG[1:], source="x" * LONGEST_SOURCE))
    assert post.id == LONG[1:]


def test_a_time_is_in_utc_whatever_its_zone():
    post = codec.decode(row(created_at="2026-07-03T11:00:00+02:00"))
    assert post.created_at.isoformat() == "2026-07-03T09:00:00+00:00"


def test_what_a_row_does_not_mark_is_found_in_its_text():
    text = "@care is this open? https://jobs.example/17. #fair #fair"
    post = codec.decode(row(text=text))
    assert post.links == ("https://jobs.example/17",)
    assert (post.hashtags, post.mentions) == (("fair",), ("care",))
    assert codec.decode(row(text=text, links=[], hashtags=[], mentions=None)).mentions == ()


def test_posts_that_carry_posts_for_ever_are_cut():
    endless = row()
    for _ in range(50):
        endless = row(carried=[endless])
    assert codec.decode(endless).carried


def test_events_say_why_a_row_is_unreadable():
    assert list(codec.events({"v": 1, "deleted": ""}, 7)) == [Unreadable(7, "no id")]
    assert list(codec.events({"deleted": 5, "source": "x", "at": None})) == [Deleted("5", "x")]
