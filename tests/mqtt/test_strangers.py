"""What strangers publish where acts come in: it is counted, and ends nothing."""

import json
from uuid import uuid4

import pytest

from moderator.core.facts import ActKind
from moderator.publish.wire import ActSaid, encode
from moderator.store.memory import MemoryJournal
from moderator.wishes.wish import Wish
from tests.fakes import at
from tests.mqtt.fair import TOPICS, EngineSide, a_desk, running, same, until
from tests.mqtt.mosquitto import client


def an_act(target, **more):
    said = ActSaid(id=uuid4().hex, kind=ActKind.SNOOZE, target=target, made_at=at("11:00"))
    return json.dumps(json.loads(encode(said)) | more).encode()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("bram", {"until": "2030-01-01T00:00:00"}),
        ("bram", {"made_at": "2030-01-01T00:00:00"}),
        ("", {}),
        ("[bold]", {}),
        ("b" * 65, {}),
    ],
)
async def test_an_act_without_a_zone_or_of_nobody_is_counted_and_the_engine_goes_on(
    broker, tmp_path, name, more
):
    side = EngineSide(broker, MemoryJournal())
    await side.play(most=200)
    case = side.board().waiting[0].case
    anna = a_desk(broker, tmp_path, "anna", side.now)
    async with client(broker) as other, running(side.publisher.run(), anna.keep()):
        await same(anna, side)
        await other.publish(f"moderator/{TOPICS.name}/acts/{name}", an_act(case.id, **more))
        await anna.act(Wish(ActKind.NOTE, case.id, text="still there"))
        await until(lambda: side.publisher.uplink.counts.get("unreadable") == 1)
    assert side.engine.case(case.id).snooze is None
