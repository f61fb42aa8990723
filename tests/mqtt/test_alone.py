"""One engine tells a fair; a second one says so, and leaves it to the first."""

from moderator.publish.presence import another_engine
from moderator.publish.topics import ENGINE
from moderator.publish.wire import Presence, StatusSaid, decode, encode
from moderator.store.memory import MemoryJournal
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running, same, until
from tests.mqtt.mosquitto import client
from tests.mqtt.test_programs import configured, ended, program

FEED = '[feeds.mqtt]\nenabled = true\ntopics = ["moderator/demo/posts/+"]\n'


async def test_a_second_engine_of_a_fair_leaves_it_to_the_first_and_says_so(broker, tmp_path):
    side, other = (EngineSide(broker, MemoryJournal()) for _ in range(2))
    anna = a_desk(broker, tmp_path, "anna", side.now)
    await side.play(most=100)
    async with running(side.publisher.run(), anna.keep()):
        await same(anna, side)
        async with running(other.publisher.run()):
            await until(lambda: other.publisher.uplink.refused)
            assert "another engine" in other.publisher.status().now.reason
            assert side.publisher.uplink.times == 1
            await same(anna, side)


async def test_a_second_engine_does_not_start_where_the_first_tells_the_fair(broker, tmp_path):
    side = EngineSide(broker, MemoryJournal())
    where = configured(tmp_path, broker.port, f'fair = "{TOPICS.name}"\n' + FEED)
    async with running(side.publisher.run()):
        await until(lambda: side.publisher.uplink.counts.get("sent", 0) > 1)
        async with program("run", "--headless", "--hashtag", "#demo", *where) as second:
            code, said = await ended(second)
    assert code == 2
    assert "another engine tells demo already" in said
    assert not (tmp_path / "data").exists()


async def test_an_engine_that_died_unnoticed_holds_up_nobody(broker):
    side = EngineSide(broker, MemoryJournal())
    async with client(broker) as other:
        died = encode(StatusSaid(presence=Presence.HERE, run="died"))
        await other.publish(TOPICS.status(ENGINE), died, retained=True)
        async with running(side.publisher.run()):
            await until(lambda: side.publisher.uplink.connection)
    assert side.publisher.uplink.times == 1


async def test_what_this_engine_said_itself_and_came_late_is_not_taken_for_another_one(broker):
    side = EngineSide(broker, MemoryJournal())
    async with client(broker) as other, running(side.publisher.run()):
        await other.subscribe(TOPICS.status(ENGINE))
        said = (await other.next(60)).payload
        assert not await another_engine(broker.address, TOPICS, run=decode(StatusSaid, said).run)
