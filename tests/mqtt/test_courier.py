"""How a desk's acts are sent, and sent again, where nobody answers."""

import asyncio
from uuid import uuid4

import pytest

from feeds.mqtt.message import BrokerAddress, Session
from moderator.core.facts import Acted, ActKind
from moderator.publish.courier import Courier
from moderator.publish.kept import KeptActs
from moderator.publish.uplink import Uplink
from moderator.publish.wire import ActSaid, AnswerSaid
from tests.fakes import at
from tests.mqtt.fair import running, until

AGAIN_SECONDS = 0.02


class Broker:
    """Takes what is published, for somebody or for nobody, and remembers when."""

    def __init__(self, *, is_taken):
        self._is_taken = is_taken
        self.times = []

    async def publish(self, topic, payload, *, schema):
        self.times.append(asyncio.get_running_loop().time())
        return self._is_taken


async def a_courier(folder, again_seconds):
    kept = KeptActs(folder / "anna.acts")
    await kept.keep(ActSaid(id=uuid4().hex, kind=ActKind.CLAIM, target="x:1", made_at=at("11:00")))
    return Courier(kept, "acts/anna", "anna", again_seconds=again_seconds)


async def test_an_act_that_waits_for_the_engine_is_sent_again_ever_more_rarely(tmp_path):
    courier, broker = await a_courier(tmp_path, AGAIN_SECONDS), Broker(is_taken=True)
    async with running(courier.carry(broker)):
        await until(lambda: len(broker.times) == 6)
    assert broker.times[5] - broker.times[0] >= 31 * AGAIN_SECONDS


async def test_an_act_that_nobody_takes_is_sent_again_soon(tmp_path):
    courier, broker = await a_courier(tmp_path, 0.0), Broker(is_taken=False)
    async with running(courier.carry(broker)):
        await until(lambda: len(broker.times) > 20)


async def test_what_is_unanswered_is_sent_at_once_when_the_engine_comes_back(tmp_path):
    courier, broker = await a_courier(tmp_path, 3600.0), Broker(is_taken=True)
    async with running(courier.carry(broker)):
        await until(lambda: len(broker.times) == 1)
        courier.send_again()
        await until(lambda: len(broker.times) == 2)


async def test_only_an_act_that_took_long_is_said_to_wait(tmp_path):
    courier = Courier(KeptActs(tmp_path / "anna.acts"), "acts/anna", "anna")
    said = ActSaid(id=uuid4().hex, kind=ActKind.CLAIM, target="x:1", made_at=at("11:00"))
    async with running(courier.answer_to(said, is_connected=True)):
        await until(lambda: courier.unanswered() and not courier.kept())
        assert courier.notes() == []
    assert courier.notes() == ["an act waits for the engine"]


async def test_after_an_undo_that_was_refused_the_act_before_is_taken_back(tmp_path):
    kept = KeptActs(tmp_path / "anna.acts")
    courier = Courier(kept, "acts/anna", "anna")
    resolved, snoozed = (
        Acted(f"a{serial}", kind, f"x:{serial}", "anna", at("11:00"), serial)
        for serial, kind in enumerate((ActKind.RESOLVE, ActKind.SNOOZE))
    )
    courier.take(AnswerSaid(id="", standing=(resolved, snoozed)))
    undo = ActSaid(id=uuid4().hex, kind=ActKind.UNDO, target=snoozed.id, made_at=at("11:01"))
    await kept.keep(undo)
    assert courier.last_act == resolved
    courier.take(AnswerSaid(id=undo.id, refused="that was taken back already"))
    assert courier.last_act == resolved


class Late(asyncio.Event):
    """Happens at the third wait; until then, more comes each time."""

    def __init__(self, uplink):
        super().__init__()
        self._uplink, self._waits = uplink, 0

    async def wait(self):
        self._uplink.count("received")
        self._waits += 1
        if self._waits == 3:
            self.set()
        return await super().wait()


async def test_a_slow_broker_is_waited_for_as_long_as_something_comes():
    uplink = Uplink("broker", BrokerAddress("127.0.0.1"), Session())
    await uplink.until(Late(uplink), 0.001)
    with pytest.raises(TimeoutError):
        await uplink.until(asyncio.Event(), 0.001)
