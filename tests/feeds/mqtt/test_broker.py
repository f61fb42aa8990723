"""A connection to a real broker, and how it is left."""

import asyncio

from tests.mqtt.mosquitto import client, mosquitto


async def test_who_is_cancelled_just_when_the_connection_has_ended_is_cancelled(tmp_path):
    async with mosquitto(tmp_path) as broker:

        async def visit():
            async with client(broker) as connection:
                ended = connection._client._disconnected
                ended.add_done_callback(lambda _: visiting.cancel())

        visiting = asyncio.create_task(visit())
        await asyncio.wait([visiting])
    assert visiting.cancelled()
