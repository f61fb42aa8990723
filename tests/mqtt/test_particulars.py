"""All that an act says comes from a desk to the engine, and none of it is lost on the way."""

from dataclasses import fields

import pytest

from moderator.core.facts import Acted, ActKind, particulars
from moderator.core.labels import Label, Side, Substance
from moderator.publish.wire import ActSaid, decode, encode
from moderator.wishes.wish import Wish
from tests.fakes import at

WISH = Wish(
    ActKind.RELABEL,
    "x:1",
    "a question",
    label=Label.FOLLOW_UP,
    substance=Substance.PROMISE,
    until=at("12:00"),
    to="bram",
    text="belt zelf",
    side=Side.EMPLOYER,
)
ID = "0" * 32


def said():
    return ActSaid(id=ID, made_at=at("11:00"), **particulars(WISH))


def test_the_wish_of_these_tests_says_all_that_an_act_can_say():
    done = WISH.acted(ID, by="anna", at=at("11:00"), serial=7)
    unsaid = [field.name for field in fields(Acted) if getattr(done, field.name) == field.default]
    assert not unsaid


def test_an_act_over_the_broker_is_the_act_that_was_wished():
    done = {"by": "anna", "at": at("11:00"), "serial": 7}
    assert decode(ActSaid, encode(said())).acted(**done) == WISH.acted(ID, **done)


def test_an_act_is_written_as_desks_of_other_versions_read_it():
    assert encode(said()) == (
        b'{"v":1,"id":"00000000000000000000000000000000","kind":"relabel","target":"x:1",'
        b'"made_at":"2026-05-12T09:00:00Z","label":"follow_up","substance":"promise",'
        b'"until":"2026-05-12T10:00:00Z","to":"bram","text":"belt zelf","side":"employer",'
        b'"after":""}'
    )


def test_what_lacks_a_part_of_an_act_is_none():
    with pytest.raises(AttributeError):
        particulars(ActKind.NOTE)
