"""Desks that attach to a fair over a real broker: what they show, and what they do."""

import asyncio
from dataclasses import replace

import pytest

from feeds.mqtt.broker import connected
from feeds.mqtt.message import Session
from feeds.status import FeedState, Status
from moderator.core.board import Accounting
from moderator.core.facts import Acted, ActKind, PostDeleted
from moderator.intake.tally import FeedStatus
from moderator.publish.outbox import Outbox
from moderator.publish.wire import (
    LARGEST,
    ActSaid,
    AnswerSaid,
    PostSaid,
    decode,
)
from moderator.publish.worker import Worker
from moderator.store.memory import MemoryJournal
from moderator.wishes.sense import Later, Refusal
from moderator.wishes.wish import Wish
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running, same, until
from tests.mqtt.mosquitto import client


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


async def test_what_one_desk_did_to_a_case_stands_in_its_history_at_another(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    await side.play()
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    async with running(side.publisher.run(), anna.keep(), bram.keep()):
        await same(anna, side)
        case, other = (row.case for row in side.board().waiting[:2])
        await anna.act(Wish(ActKind.SNOOZE, case.id))
        await anna.act(Wish(ActKind.MERGE, case.id, to=other.id))
        await anna.act(Wish(ActKind.MOVE, other.id))
        await same(bram, side)
        told = bram.case(other.id)
        assert told == side.engine.case(other.id)
        assert [(one.how, one.by) for one in told.regrouped] == [
            ("merge", "anna"),
            ("move", "anna"),
        ]


async def test_an_undo_takes_back_ones_own_act_and_nobody_elses(broker, journal, tmp_path):
    side = EngineSide(broker, journal)
    await side.play()
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    async with running(side.publisher.run(), anna.keep(), bram.keep()):
        await same(anna, side)
        await same(bram, side)
        case = side.board().waiting[0].case
        act = await anna.act(Wish(ActKind.RESOLVE, case.id))
        assert anna.last_act() == act
        assert bram.last_act() is None
        with pytest.raises(Refusal, match="somebody else did that"):
            await bram.act(Wish(ActKind.UNDO, act.id))
        await anna.act(Wish(ActKind.UNDO, act.id))
        assert anna.last_act() is None
        await same(bram, side)
        assert side.engine.case(case.id).lacks_follow_up


async def test_what_one_did_can_be_undone_at_a_desk_that_is_opened_again_the_last_act_first(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    await side.play()
    case, other = (row.case for row in side.board().waiting[:2])
    async with running(side.publisher.run()):
        anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
        async with running(anna.keep(), bram.keep()):
            await same(anna, side)
            await same(bram, side)
            closed = await anna.act(Wish(ActKind.RESOLVE, case.id))
            note = await anna.act(Wish(ActKind.NOTE, other.id, text="gebeld"))
            taken_back = await anna.act(Wish(ActKind.CLAIM, other.id))
            await anna.act(Wish(ActKind.UNDO, taken_back.id))
            await bram.act(Wish(ActKind.CLAIM, other.id))
        again = a_desk(broker, tmp_path, "anna", side.now)
        assert again.last_act() is None
        async with running(again.keep()):
            await until(lambda: again.last_act() is not None)
            assert again.last_act() == replace(note, text="")
            await again.act(Wish(ActKind.UNDO, note.id))
            assert again.last_act() == closed
            await again.act(Wish(ActKind.UNDO, closed.id))
            assert again.last_act() is None
            assert side.engine.case(case.id).lacks_follow_up


async def test_a_post_from_before_the_ring_is_told_once_when_somebody_acts_on_it(
    broker, journal, monkeypatch
):
    monkeypatch.setattr("moderator.publish.outbox.RING", 10)
    side = EngineSide(broker, journal)
    await side.play()
    outbox = Outbox(side.engine, journal, TOPICS)
    outbox.pull()
    outbox.take(1_000)
    (line,) = side.engine.stream(3, 4)
    at = line.post.at
    confirmed = Acted("a1", ActKind.CONFIRM, line.key, "anna", at, 1, label=line.label)
    undone = Acted("a2", ActKind.UNDO, "a1", "anna", at, 2)
    for act, corrected in ((confirmed, True), (undone, False)):
        side.engine.apply(act)
        outbox.note([act])
        parcel = outbox.take(1_000)[-1]
        outbox.put_back([parcel])
        assert (outbox.waiting, outbox.take(1_000)) == (1, [parcel])
        said = decode(PostSaid, parcel.payload)
        assert (said.position, said.line.corrected, parcel.retained) == (3, corrected, False)


async def test_a_desk_without_a_broker_says_so_keeps_its_acts_and_has_them_done_later(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    side.feeds = lambda: [FeedStatus(Status("x", FeedState.CONNECTED), Accounting())]
    await side.play()
    anna = a_desk(broker, tmp_path, "anna", side.now)
    async with running(side.publisher.run()):
        async with running(anna.keep()):
            await same(anna, side)
            first, second = (row.case for row in side.board().waiting[:2])
            await until(lambda: len(anna.feeds()) > 1)
            assert "not heard" not in [feed.now.state for feed in anna.feeds()]
            await broker.kill()
            await until(lambda: anna.feeds()[0].now.state == "retrying")
            (unheard,) = (feed.now for feed in anna.feeds()[1:])
            assert (unheard.name, unheard.state, unheard.last_sign) == (
                "x",
                "not heard",
                side.now(),
            )
            with pytest.raises(Later, match="Kept: there is no connection"):
                await anna.act(Wish(ActKind.RESOLVE, first.id))
            assert "an act waits for the engine" in anna.feeds()[0].now.notes
        again = a_desk(broker, tmp_path, "anna", side.now)
        await broker.start()
        async with running(again.keep()):
            await until(lambda: not side.engine.case(first.id).lacks_follow_up)
            await same(again, side)
            assert again.feeds()[0].now.state == "connected"
            await again.act(Wish(ActKind.NOTE, second.id, text="called them"))
            assert [note.by for note in again.case(second.id).notes] == ["anna"]


async def test_what_is_told_at_once_is_no_news_and_what_waits_for_the_broker_is(broker):
    side = EngineSide(broker, MemoryJournal())
    await side.play(most=20)
    uplink, outbox = side.publisher.uplink, side.publisher.outbox
    async with running(side.publisher.run()):
        await until(lambda: uplink.connection and outbox.number and not outbox.waiting)
        first = side.engine.stream(0, 1)[0].post
        side.pipeline.record([PostDeleted(first.id, first.source)])
        assert outbox.waiting
        assert side.publisher.status().now.notes == ()
    assert f"{outbox.waiting} to be told" in side.publisher.status().now.notes


async def test_links_are_looked_at_again_where_the_engine_is_or_it_is_said_that_they_are_not(
    broker, journal, tmp_path
):
    side = EngineSide(broker, journal)
    asked = []

    async def recheck(key):
        asked.append(key)
        return 2

    side.recheck = recheck
    anna = a_desk(broker, tmp_path, "anna", side.now)
    with pytest.raises(Refusal, match="cannot be reached"):
        await anna.recheck("x:1")
    async with running(side.publisher.run(), anna.keep()):
        await anna.until_told()
        assert await anna.recheck("x:1") == 2
    assert asked == ["x:1"]


async def test_what_was_refused_stays_refused_whatever_becomes_possible(broker, journal, tmp_path):
    side = EngineSide(broker, journal)
    await side.play()
    anna, bram = (a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram"))
    case = side.board().waiting[0].case
    acts = []
    async with client(broker) as other, running(side.publisher.run(), anna.keep(), bram.keep()):
        await other.subscribe(TOPICS.acts("bram"))
        await same(anna, side)
        await same(bram, side)
        await anna.act(Wish(ActKind.CLAIM, case.id))
        with pytest.raises(Refusal, match="anna has that case"):
            await bram.act(Wish(ActKind.CLAIM, case.id))
        acts.append((await other.next(10)).payload)
        said = decode(ActSaid, acts[0])
        many = [said.model_copy(update={"id": f"{number:032x}"}) for number in range(300)]
        assert all(side.publisher._decider.decide(one, "cleo").refused for one in many)
        await anna.act(Wish(ActKind.RELEASE, case.id))
    again = EngineSide(broker, journal)
    async with client(broker) as late, running(again.publisher.run()):
        await late.subscribe(TOPICS.answers("bram"))
        await late.publish(TOPICS.acts("bram"), acts[0])
        answer = decode(AnswerSaid, (await late.next(10)).payload)
    assert answer.refused == "anna has that case"
    assert again.engine.case(case.id).claim is None


async def test_a_connection_that_breaks_before_it_is_written_to_is_nothing_to_be_logged(
    broker, caplog
):
    async with connected(broker.address, Session()) as connection:
        giving = asyncio.create_task(connection.publish("a", b"never sent"))
        await asyncio.sleep(0)
        connection._paho._sock_close()
        await asyncio.sleep(0.05)
        giving.cancel()
    assert not caplog.records


async def test_what_is_of_another_version_or_too_large_is_counted_and_changes_nothing(
    broker, journal, tmp_path
):
    side, worker = EngineSide(broker, journal), Worker(broker.address, TOPICS, name="one")
    await side.play(most=100)
    before = side.engine.cases()
    anna = a_desk(broker, tmp_path, "anna", side.now)
    bad = (b'{"v": 2, "target": "x:1"}', b"{", b"x" * (LARGEST + 1))
    reply_to = TOPICS.verdicts("x")
    running_parts = running(side.publisher.run(), anna.keep(), worker.run())
    async with client(broker) as other, running_parts:
        await same(anna, side)
        await until(lambda: side.crew.workers == 1)
        for payload in bad:
            await other.publish(TOPICS.acts("bram"), payload)
            await other.publish(TOPICS.case("x:1"), payload)
            await other.publish(TOPICS.readings, payload, reply_to=reply_to, correlation=b"1")
        for uplink in (side.publisher.uplink, anna.uplink, worker.uplink):
            await until(lambda uplink=uplink: uplink.counts.get("unreadable") == len(bad))
        for status in (anna.feeds()[0].now, side.publisher.status().now, worker.status()):
            assert f"messages that cannot be read: {len(bad)}" in status.notes
        await same(anna, side)
    assert side.engine.cases() == before
