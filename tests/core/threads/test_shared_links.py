"""A post by itself that has another account's link is read as one that speaks of another's."""

from dataclasses import replace
from datetime import timedelta

from feeds.post import Author, Kind, Post
from moderator.core.engine import Engine
from moderator.core.facts import Judged, PostDeleted, PostSeen
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Verdict
from tests.fakes import START

LINK = "https://bolt.example/bakker"
SAME = "http://www.bolt.example/bakker/?utm_source=x"


def post(id_, author, minute, *links, reply=None):
    return Post(
        id=id_,
        source="x",
        kind=Kind.REPLY if reply else Kind.ORIGINAL,
        author=Author(author),
        text=f"{id_} {' '.join(links)}",
        created_at=START + timedelta(minutes=minute),
        in_reply_to=reply,
        links=links,
    )


def engine_of(*posts):
    engine = Engine(Fair(name="markt"))
    for one in posts:
        engine.absorb([PostSeen(one)])
    return engine


def shares(engine, id_):
    return engine.reading(f"x:{id_}").shares_link


def test_the_first_who_gives_a_link_shares_nobodys():
    engine = engine_of(post("1", "bolt", 0, LINK), post("2", "bolt", 5, LINK))
    assert not shares(engine, "1")
    assert not shares(engine, "2")


def test_whoever_gives_it_later_shares_it_however_it_is_written():
    engine = engine_of(post("1", "bolt", 0, LINK), post("2", "lotte", 5, SAME))
    assert shares(engine, "2")


def test_a_reply_with_the_link_is_read_below_what_it_replies_to():
    engine = engine_of(post("1", "bolt", 0, LINK), post("2", "lotte", 5, LINK, reply="1"))
    assert not shares(engine, "2")


def test_who_was_first_may_turn_out_late():
    engine = engine_of(post("2", "lotte", 5, LINK))
    before = engine.reading("x:2")
    engine.absorb([PostSeen(post("1", "bolt", 0, LINK))])
    assert not before.shares_link
    assert shares(engine, "2")
    assert engine.reading("x:2").mark != before.mark
    assert "x:2" in {each.key for each in engine.readings(10)}


def test_an_edit_that_takes_the_link_out_makes_the_next_the_first():
    first = post("1", "bolt", 0, LINK)
    engine = engine_of(first, post("2", "lotte", 5, LINK), post("3", "vera", 6, LINK))
    edited = replace(post("1", "bolt", 0), edited_at=START + timedelta(minutes=9))
    engine.absorb([PostSeen(edited)])
    assert not shares(engine, "2")
    assert shares(engine, "3")


def test_a_deleted_post_was_the_first_all_the_same():
    engine = engine_of(post("1", "bolt", 0, LINK), post("2", "lotte", 5, LINK))
    engine.absorb([PostDeleted("x", "1")])
    assert shares(engine, "2")


def test_what_looks_like_a_vacancy_with_anothers_link_may_be_judged_otherwise_by_itself():
    engine = engine_of(post("1", "bolt", 0, LINK), post("2", "lotte", 5, LINK))
    bare, full = (each for each in engine.readings(10) if each.key == "x:2")
    assert bare.bare
    assert bare.shares_link
    engine.absorb(
        [
            Judged("x:2", bare.mark, Verdict(Label.QUESTION, 0.9)),
            Judged("x:2", full.mark, Verdict(Label.QUESTION, 0.9)),
        ]
    )
    assert engine.line("x:2").side is Side.UNKNOWN
