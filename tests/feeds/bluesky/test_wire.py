"""The wires of Jetstream: packed or not, and what cannot be read on them."""

import asyncio
from pathlib import Path

import orjson
import pytest
import zstandard
from atproto_jetstream import AsyncJetstreamClient

from feeds.bluesky.wire import V1, V2
from feeds.status import FeedState
from tests.clocks import HandClock, until
from tests.feeds.bluesky.followed import follow
from tests.feeds.faults.bluesky import BlueskyServer


@pytest.fixture
def dictionary():
    samples = [
        b'{"did":"did:plc:%d","kind":"commit","record":{"text":"a job %d"}}' % (n, n * 7)
        for n in range(2000)
    ]
    return zstandard.train_dictionary(4096, samples).as_bytes()


async def test_a_server_that_only_speaks_the_first_wire_is_understood():
    clock = HandClock()
    async with BlueskyServer(offers=(V1,)) as server, follow(server, clock) as taken:
        await server.connected()
        await server.publish("One #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair")
        assert taken.status.notes[-1].endswith("wire 1")
    assert [one.path for one in server.asked if one.path in (V1, V2)] == [V2, V1]


async def test_the_second_wire_is_packed_with_the_servers_dictionary(dictionary):
    clock = HandClock()
    async with BlueskyServer(dictionary=dictionary) as server:
        async with follow(server, clock) as taken:
            await server.connected()
            await server.publish("One #fair")
            await clock.turn(1)
            await taken.until_texts("One #fair")
            assert taken.status.notes[-1].endswith("wire 2, packed")
            assert server.requests(V2)[0].one("zstdDictionary")


async def test_a_server_that_changed_its_dictionary_is_asked_for_the_new_one(dictionary):
    clock = HandClock()
    async with BlueskyServer(dictionary=dictionary) as server:
        server.refuse(V2, 400, body=b'{"error": "UnknownZstdDictionary"}')
        async with follow(server, clock) as taken:
            await server.connected()
            await server.publish("One #fair")
            await clock.turn(1)
            await taken.until_texts("One #fair")


async def test_the_first_wire_is_packed_with_a_dictionary_from_a_file(dictionary, tmp_path):
    clock, path = HandClock(), tmp_path / "dictionary"
    path.write_bytes(dictionary)
    async with BlueskyServer(dictionary=dictionary) as server:
        async with follow(server, clock, wire="v1", packed=str(path)) as taken:
            await server.connected()
            await server.publish("One #fair")
            await clock.turn(1)
            await taken.until_texts("One #fair")
        async with follow(server, clock, wire="v1", packed="~nobody-at-all/none") as taken:
            await taken.task
            assert "none: it cannot be read" in taken.status.reason
        async with follow(server, clock, wire="v1", packed=str(tmp_path / "none")) as taken:
            await taken.task
            assert "name Jetstream's dictionary" in taken.status.reason


REAL = Path(__file__).parents[4] / "shared" / "data" / "wire" / "bluesky" / "legacy_subscribe.zdict"


async def test_the_real_dictionary_of_the_first_wire_unpacks_its_frames():
    if not REAL.exists():
        pytest.skip("Jetstream's dictionary is not here")
    clock = HandClock()
    async with BlueskyServer(dictionary=REAL.read_bytes()) as server:
        async with follow(server, clock, wire="v1", packed=str(REAL)) as taken:
            await server.connected()
            await server.publish("One #fair")
            await clock.turn(1)
            await taken.until_texts("One #fair")


async def test_an_error_frame_of_the_second_wire_ends_the_connection_with_its_reason():
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire="v2") as taken:
        socket = await server.connected()
        await server.publish("One #fair")
        await clock.turn(1)
        await socket.send({"$type": "error", "error": "ConsumerTooSlow"})
        await until(lambda: taken.status.state is FeedState.RETRYING)
        assert taken.status.reason == "Jetstream ends the stream: ConsumerTooSlow"


async def test_what_cannot_be_read_is_counted():
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock) as taken:
        socket = await server.connected()
        await server.publish("One #fair")
        await socket.send("not json {")
        await socket.send({"$type": "message", "payload": 5})
        await clock.turn(1)
        await until(lambda: taken.status.unreadable == 1)


async def test_a_third_party_client_understands_the_server(dictionary):
    """The client of atproto follows the second wire, packed: the server is no straw man."""
    async with BlueskyServer(dictionary=dictionary) as server:
        heard = []
        client = AsyncJetstreamClient(
            {"collections": ["app.bsky.feed.post"]}, f"{server.streaming}/xrpc"
        )

        async def listen(message):
            heard.append((message.operation, message.record["text"]))
            await client.stop()

        task = asyncio.create_task(client.start(listen))
        await server.connected()
        await server.publish("One #fair")
        await until(lambda: heard)
        await asyncio.wait_for(task, 10)
        await client._xrpc_client.request.close()

    assert heard == [("create", "One #fair")]


@pytest.mark.parametrize("error", ["NoSuchPath", "CursorTooOld", "UnknownZstdDictionary"])
async def test_a_server_that_refuses_both_wires_is_not_asked_on_and_on(error):
    body = orjson.dumps({"error": error})
    async with BlueskyServer() as server:
        server.refuse(V2, 400, body=body, times=99)
        server.refuse(V1, 400, body=body, times=99)
        async with follow(server) as taken:
            await taken.task
            assert taken.status.state is FeedState.STOPPED
            assert taken.status.reason == f"Jetstream does not take the request (400): {error}"
        assert len(server.requests(V2)) + len(server.requests(V1)) < 5


async def test_where_one_of_several_servers_refuses_the_next_one_takes_over():
    clock = HandClock()
    async with BlueskyServer() as one, BlueskyServer() as two:
        one.refuse(V2, 404, times=99)
        one.refuse(V1, 404, times=99)
        async with follow(one, clock, servers=[one.streaming, two.streaming]) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert "does not take the request (404)" in taken.status.reason
            await clock.turn(taken.status.retry_seconds)
            await two.connected()
