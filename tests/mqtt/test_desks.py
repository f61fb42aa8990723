"""Desks that attach to a fair over a real broker: what they show, and what they do."""

import asyncio

import pytest

from moderator.core.facts import ActKind
from moderator.store.sqlite import open_journal
from tests.mqtt.fair import EngineSide, a_desk, running, same, shown, until
from tests.mqtt.mosquitto import mosquitto


@pytest.fixture
async def broker(tmp_path):
    folder = tmp_path / "broker"
    folder.mkdir()
    async with mosquitto(folder) as broker:
        yield broker


@pytest.fixture
def journal(tmp_path):
    with open_journal(tmp_path / "fair.sqlite") as journal:
        yield journal


async def test_every_desk_shows_the_engines_board_whenever_it_attaches(broker, journal, tmp_path):
    side = EngineSide(broker, journal)
    early, late = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    async with running(side.publisher.run(), early.keep()):
        await side.play()
        await same(early, side)
        async with running(late.keep()):
            await same(late, side)
            assert late.fair == side.fair
            for case in side.engine.cases():
                keys = [line.key for line in late.thread(case.id)]
                assert keys == [line.key for line in side.engine.thread(case.id)]
            await until(lambda: late.stream_length() == min(side.engine.stream_length(), 500))
            last = side.engine.stream(0, side.engine.stream_length())[-1]
            await until(lambda: late.line(last.key) == last)
            await until(lambda: list(late.activity()) == list(side.engine.activity()))


async def test_two_desks_that_claim_a_case_at_once_agree_on_its_one_owner(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    await side.play()
    desks = [a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram")]
    async with running(side.publisher.run(), *(desk.keep() for desk in desks)):
        for desk in desks:
            await same(desk, side)
        for case in [row.case for row in side.board().waiting]:
            claims = [desk.act(ActKind.CLAIM, case.id) for desk in desks]
            answers = await asyncio.gather(*claims, return_exceptions=True)
            refused = [one for one in answers if isinstance(one, ValueError)]
            assert [str(one) for one in refused] == ["somebody else has that case"]
            owner = side.engine.case(case.id).claim.by
            for desk in desks:
                await until(lambda d=desk, c=case: d.case(c.id).claim is not None)
                assert desk.case(case.id).claim.by == owner
        for desk in desks:
            await same(desk, side)
            assert shown(desk.board()) == shown(side.board())


async def test_an_undo_takes_back_ones_own_act_and_nobody_elses(broker, journal, tmp_path):
    side = EngineSide(broker, journal)
    await side.play()
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    async with running(side.publisher.run(), anna.keep(), bram.keep()):
        await same(anna, side)
        await same(bram, side)
        case = side.board().waiting[0].case
        act = await anna.act(ActKind.RESOLVE, case.id)
        assert anna.last_act() == act
        assert bram.last_act() is None
        with pytest.raises(ValueError, match="somebody else did that"):
            await bram.act(ActKind.UNDO, act.id)
        await anna.act(ActKind.UNDO, act.id)
        assert anna.last_act() is None
        await same(bram, side)
        assert side.engine.case(case.id).lacks_follow_up


async def test_a_desk_without_a_broker_says_so_keeps_its_acts_and_has_them_done_later(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    await side.play()
    anna = a_desk(broker, tmp_path, "anna", side.now)
    async with running(side.publisher.run()):
        async with running(anna.keep()):
            await same(anna, side)
            first, second = (row.case for row in side.board().waiting[:2])
            await broker.kill()
            await until(lambda: anna.feeds()[0].now.state == "retrying")
            with pytest.raises(ValueError, match="it is kept"):
                await anna.act(ActKind.RESOLVE, first.id)
            assert "1 acts wait for the engine" in anna.feeds()[0].now.notes
        again = a_desk(broker, tmp_path, "anna", side.now)
        await broker.start()
        async with running(again.keep()):
            await until(lambda: not side.engine.case(first.id).lacks_follow_up)
            await same(again, side)
            assert again.feeds()[0].now.state == "connected"
            await again.act(ActKind.NOTE, second.id, text="called them")
            assert [note.by for note in again.case(second.id).notes] == ["anna"]
