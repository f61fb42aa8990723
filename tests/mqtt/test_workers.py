"""Workers that judge for an engine over a real broker."""

import asyncio

from feeds.mqtt.broker import connected
from feeds.mqtt.message import BrokerAddress, Session, Will
from moderator.classify.learned import LearnedClassifier
from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.publish.topics import ENGINE, worker_of
from moderator.publish.wire import (
    FairSaid,
    Presence,
    ReadingsSaid,
    StatusSaid,
    VerdictsSaid,
    decode,
    encode,
)
from moderator.publish.worker import Worker
from moderator.store.memory import MemoryJournal
from moderator.wishes.wish import Wish
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running, same, shown, until
from tests.mqtt.mosquitto import client


async def without_a_broker(broker):
    side = EngineSide(broker, MemoryJournal())
    await side.play()
    return side


async def test_engine_two_workers_and_three_desks_have_the_board_of_a_fair_without_a_broker(
    broker, tmp_path
):
    alone = await without_a_broker(broker)
    side = EngineSide(broker, MemoryJournal())
    workers = [Worker(broker.address, TOPICS, name=name) for name in ("one", "two")]
    desks = [a_desk(broker, tmp_path, name, side.now) for name in ("anna", "bram", "cleo")]
    everybody = (*workers, side.publisher)
    async with running(*(one.run() for one in everybody), *(desk.keep() for desk in desks)):
        await until(lambda: side.crew.workers == 2)
        await side.play()
        for desk in desks:
            await same(desk, side)
        assert all(worker.judged for worker in workers)
        assert side.crew.judged_here == 0
    assert shown(side.board()) == shown(alone.board())
    assert side.engine.cases() == alone.engine.cases()


async def test_a_worker_with_a_mistake_in_it_leaves_the_posts_to_the_engine(caplog):
    class Mistaken(LearnedClassifier):
        async def classify(self, readings):
            return {}["typo"]

    worker = Worker(BrokerAddress("localhost"), TOPICS)
    worker._classifier = Mistaken(Fair())
    said = await worker._judged(ReadingsSaid(lessons="", readings=()))
    assert (said.verdicts, worker.judged) == ((), 0)
    assert [one.exc_info[0] for one in caplog.records] == [KeyError]


async def test_nothing_is_left_at_the_broker_of_a_worker_that_left_or_was_lost_long_ago(broker):
    side = EngineSide(broker, MemoryJournal())
    one, lost = Worker(broker.address, TOPICS, name="one"), TOPICS.status(worker_of("two"))
    async with running(side.publisher.run()):
        async with running(one.run()):
            await until(lambda: side.crew.workers == 1)
        async with client(broker, will=Will(lost, encode(StatusSaid(presence="lost")), 1)) as two:
            await two.subscribe(lost)
            two._paho._sock_close()
        await until(lambda: side.publisher.others)
        assert [told.presence for told in side.publisher.others.values()] == ["lost"]
        async with asyncio.timeout(60):
            while kept := await kept_of_workers(broker):
                assert kept == {lost}


async def kept_of_workers(broker):
    """The topics at which a worker's status is kept."""
    async with client(broker) as other:
        await other.subscribe(TOPICS.status(worker_of("+")), "the end")
        await other.publish("the end", b"")
        found = set()
        while (message := await other.next(60)).topic != "the end":
            found.add(message.topic)
    return found


async def test_a_worker_takes_questions_and_says_so_once_it_knows_the_fair(broker):
    worker = Worker(broker.address, TOPICS, name="one")
    fair = EngineSide(broker, MemoryJournal()).fair
    async with client(broker) as other, running(worker.run()):
        await other.subscribe(TOPICS.statuses)
        await until(lambda: worker.uplink.connection is not None)
        assert not await other.publish(TOPICS.readings, b"{}")
        await other.publish(TOPICS.fair, encode(FairSaid(fair=fair)), retained=True)
        here = await other.next(60)
        assert decode(StatusSaid, here.payload).presence is Presence.HERE
        assert await other.publish(TOPICS.readings, b"{}")


async def test_where_workers_die_or_answer_nonsense_the_engine_judges_itself(broker, tmp_path):
    alone = await without_a_broker(broker)
    side = EngineSide(broker, MemoryJournal())
    worker = Worker(broker.address, TOPICS, name="one")
    async with running(side.publisher.run()):
        async with connected(broker.address, Session()) as liar:
            nonsense = encode(VerdictsSaid(verdicts=()))
            async with running(worker.run()):
                await until(lambda: side.crew.workers == 1)
                await liar.publish(TOPICS.verdicts(ENGINE), nonsense, correlation=b"nobody")
                await liar.publish(TOPICS.verdicts(ENGINE), b"{", correlation=b"nobody")
                await side.play(most=60)
                assert worker.judged
            await until(lambda: side.crew.workers == 0)
        await side.play()
        assert side.crew.judged_here
    assert side.engine.cases() == alone.engine.cases()


async def test_workers_judge_by_the_corrections_of_the_moment(broker, tmp_path):
    side = EngineSide(broker, MemoryJournal())
    worker = Worker(broker.address, TOPICS, name="one")
    desk = a_desk(broker, tmp_path, "anna", side.now)
    async with running(side.publisher.run(), worker.run(), desk.keep()):
        await until(lambda: side.crew.workers == 1)
        await side.play(most=100)
        await same(desk, side)
        post = side.engine.stream(0, 1)[0]
        await desk.act(Wish(ActKind.RELABEL, post.key, label=Label.REACTION))
        before = worker.judged
        async with running(side.pipeline.keep_judging()):
            await side.play()
        await until(lambda: worker.judged > before)
        assert side.engine.line(post.key).verdict.label is Label.REACTION
