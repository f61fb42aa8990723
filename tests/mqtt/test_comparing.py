"""What a broker had kept is compared with what is, a case at a time: others have their turn."""

import pytest

from moderator.core.facts import ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Label
from moderator.publish.mirror import Mirror
from moderator.publish.outbox import Outbox
from moderator.publish.topics import Topics, last
from moderator.publish.wire import PostSaid, decode
from moderator.store.memory import MemoryJournal
from tests.core.scene import Scene
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running, until
from tests.mqtt.mosquitto import client


@pytest.fixture
def fair():
    """A fair with three questions."""
    fair = Scene()
    fair.offers("v", "zorg")
    for number in range(3):
        fair.asks(f"q{number}", f"lotte{number}", at=number + 1, reply_to="v")
    return fair


def an_outbox(fair):
    """An outbox of a fair whose broker had kept all; with what that is."""
    outbox = Outbox(fair.engine, MemoryJournal(), Topics("f"))
    for _ in outbox.compare({}):
        pass
    kept = {each.topic: each.payload for each in outbox.take(100) if each.case}
    return outbox, kept


def test_between_two_cases_others_have_their_turn(fair, monkeypatch):
    outbox, kept = an_outbox(fair)
    made, thread = [], fair.engine.thread
    monkeypatch.setattr(fair.engine, "thread", lambda id_: made.append(id_) or thread(id_))
    assert len(kept) == 3
    assert [len(made) for _ in outbox.compare(kept)] == [1, 2, 3]
    assert not [each for each in outbox.take(100) if each.case]


def test_what_becomes_of_a_case_while_they_are_compared_is_told(fair):
    outbox, kept = an_outbox(fair)
    comparing = outbox.compare(kept)
    next(comparing)
    fair.acts(ActKind.MERGE, "q2", to="q0")
    fair.acts(ActKind.RESOLVE, "q1")
    for _ in comparing:
        pass
    told = {each.case: each.payload for each in outbox.take(100)}
    assert told["x:q2"] == b""
    assert b"resolved" in told["x:q1"]


def test_when_a_post_left_the_stream_all_in_the_ring_are_told_where_they_stand_now(fair):
    post = fair.says("p1", "lotte0", at=8, text="Leuk! RT @zorg: Kok gezocht, Assen")
    fair.says("p2", "lotte1", at=9)
    outbox, _ = an_outbox(fair)
    outbox.pull()
    outbox.take(1000)
    mirror = Mirror(Fair())
    for at, line in enumerate(fair.engine.stream(0, 9)):
        mirror.take_post(PostSaid(epoch="e", position=at, line=line))
    text = f"RT @zorg: {fair.line('v').post.text}"
    fair.edits(post, Label.OTHER, new_id="p1b", text=text, at=10)
    outbox.pull()
    for each in outbox.take(1000):
        if each.position is not None and each.payload:
            mirror.take_post(decode(PostSaid, each.payload))
        elif each.position is not None:
            mirror.drop_post(last(each.topic))
    told = [line.key for line in mirror.stream(0, 9)]
    assert told == [line.key for line in fair.engine.stream(0, 9)]


def test_when_a_post_left_the_stream_nothing_is_kept_where_the_last_one_stood(fair):
    post = fair.says("p1", "lotte0", at=8, text="Leuk! RT @zorg: Kok gezocht, Assen")
    outbox, _ = an_outbox(fair)
    outbox.take(1000)
    text = f"RT @zorg: {fair.line('v').post.text}"
    fair.edits(post, Label.OTHER, new_id="p1b", text=text, at=10)
    outbox.pull()
    told = {each.topic: each.payload for each in outbox.take(1000)}
    length = fair.engine.stream_length()
    assert told[Topics("f").place(length - 1)]
    assert told[Topics("f").place(length)] == b""


async def test_of_the_stream_of_an_earlier_journal_nothing_stays(broker, tmp_path):
    before, now = (EngineSide(broker, MemoryJournal()) for _ in range(2))
    await before.play(100)
    desk = a_desk(broker, tmp_path, "anna", before.now)
    async with running(desk.keep()):
        async with running(before.publisher.run()):
            await until(lambda: desk.stream_length() == before.engine.stream_length())
        await now.play(10)
        length, epoch = now.engine.stream_length(), now.publisher.outbox.epoch
        async with running(now.publisher.run()):
            await until(lambda: desk.heard.mirror.epoch == epoch)
            await until(lambda: desk.stream_length() == length)
            tries = (await kept_in_ring(broker) == [epoch] * length for _ in range(100))
            assert await anext((True async for done in tries if done), False)


async def kept_in_ring(broker):
    """Of which journal each post is that the broker keeps of the stream."""
    kept = []
    async with client(broker) as connection:
        await connection.subscribe(TOPICS.stream, "end")
        await connection.publish("end", b"")
        while (message := await connection.next(30)).topic != "end":
            connection.confirm(message)
            kept += [decode(PostSaid, message.payload).epoch] if message.retained else []
        connection.confirm(message)
    return kept
