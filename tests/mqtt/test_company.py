"""Several who moderate one fair over a broker: who looks at a case, has it, or closes it first."""

import asyncio

import pytest

from feeds.mqtt.message import Will
from moderator.core.facts import Acted, ActKind
from moderator.publish.topics import desk_of
from moderator.publish.wire import (
    Presence,
    StatusSaid,
    encode,
)
from moderator.store.memory import MemoryJournal
from moderator.wishes.sense import Refusal
from moderator.wishes.wish import Wish
from tests.mqtt.claims import contended
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running, same, until
from tests.mqtt.mosquitto import client


async def test_of_two_desks_that_claim_a_case_at_once_one_has_it_and_both_are_told(
    broker, tmp_path
):
    _, won = await contended(broker, tmp_path, 50)
    assert sum(won.values()) == 50


async def test_each_desk_sees_who_else_looks_at_a_case_and_so_does_the_engine(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    await side.play()
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    side.looks = lambda: {"cleo": case.id}
    case = side.board().waiting[0].case
    async with running(side.publisher.run(), anna.keep()):
        async with running(bram.keep()):
            bram.look_at(case.id)
            await until(lambda: anna.company() == {case.id: ("bram", "cleo")})
            await until(lambda: bram.company() == {case.id: ("cleo",)})
            await until(lambda: side.publisher.looks() == {"anna": "", "bram": case.id})
            bram.look_at("")
            await until(lambda: anna.company() == {case.id: ("cleo",)})
            assert anna.colleagues() == ("bram", "cleo")
            bram.look_at(case.id)
            await until(lambda: side.publisher.looks().get("bram") == case.id)
        await until(lambda: anna.company() == {case.id: ("cleo",)})
        assert side.publisher.looks() == {"anna": ""}


async def test_a_desk_that_died_is_told_to_engine_and_desks_until_it_is_back(broker, tmp_path):
    side = EngineSide(broker, MemoryJournal())
    anna = a_desk(broker, tmp_path, "anna", side.now)
    died = Will(TOPICS.status(desk_of("bram", "1")), encode(StatusSaid(presence=Presence.LOST)))

    async with running(side.publisher.run(), anna.keep()):
        async with client(broker, will=died) as bram:
            await bram.subscribe(died.topic)
            bram._paho._sock_close()
        await until(lambda: "without a connection: bram" in anna.feeds()[0].now.notes)
        await until(lambda: "without a connection: bram" in side.publisher.status().now.notes)
        bram = a_desk(broker, tmp_path, "bram", side.now)
        async with running(bram.keep()):
            await until(lambda: anna.feeds()[0].now.notes == ("there: bram",))
            await until(lambda: side.publisher.status().now.notes == ("there: anna, bram",))


async def test_a_case_is_handed_over_only_by_who_has_it_and_then_it_is_the_others(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    await side.play()
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    case = side.board().waiting[0].case
    async with running(side.publisher.run(), anna.keep(), bram.keep()):
        await same(anna, side)
        await same(bram, side)
        await until(lambda: anna.colleagues() == ("bram",))
        await anna.act(Wish(ActKind.CLAIM, case.id))
        with pytest.raises(Refusal, match="anna has that case"):
            await bram.act(Wish(ActKind.HAND_OVER, case.id, to="cleo"))
        await anna.act(Wish(ActKind.HAND_OVER, case.id, to="bram", text="belt zelf"))
        await same(bram, side)
        assert bram.case(case.id).claimed_by(side.now()) == "bram"
        with pytest.raises(Refusal, match="bram has that case"):
            await anna.act(Wish(ActKind.CLAIM, case.id))
        await bram.act(Wish(ActKind.RELEASE, case.id))
    assert side.engine.case(case.id).claim is None


async def test_of_two_who_resolve_a_case_at_once_the_second_is_told_who_did(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    await side.play()
    desks = [a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram")]
    case = side.board().waiting[0].case
    async with running(side.publisher.run(), *(desk.keep() for desk in desks)):
        for desk in desks:
            await same(desk, side)
        resolving = (desk.act(Wish(ActKind.RESOLVE, case.id)) for desk in desks)
        answers = await asyncio.gather(*resolving, return_exceptions=True)
    (first,) = [one.by for one in answers if isinstance(one, Acted)]
    (why,) = [str(one) for one in answers if isinstance(one, Refusal)]
    assert why == f"{first} resolved that case already"
