"""Bluesky's Jetstream by both wires, over real WebSockets."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard
from atproto_jetstream import AsyncJetstreamClient

from feeds.base import Wanted
from feeds.bluesky_flow import Flow
from feeds.bluesky_search import PATH as SEARCH
from feeds.bluesky_wire import V1, V2
from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.bluesky import BlueskyServer
from tests.feeds.live import following

WIRES = pytest.mark.parametrize("wire", ["v1", "v2"])
WANTED = Wanted(("fair", "fairjobs"), ("care.example", "nobody.example", "jobs@care.example"))


def table(server, **more):
    return {"kind": "bluesky", "servers": [server.streaming], "view": server.address} | more


def follow(server, clock=None, *, wanted=WANTED, position="", remembered=(), **more):
    return following(
        table(server, **more),
        clock=clock or HandClock(),
        wanted=wanted,
        position=position,
        remembered=remembered,
    )


@pytest.fixture
def dictionary():
    samples = [
        b'{"did":"did:plc:%d","kind":"commit","record":{"text":"a job %d"}}' % (n, n * 7)
        for n in range(2000)
    ]
    return zstandard.train_dictionary(4096, samples).as_bytes()


@WIRES
async def test_posts_come_by_hashtag_in_facets_or_text_and_from_accounts(wire):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        await server.connected()
        await server.publish("Is the job still open? 👋 #fair")
        await server.publish("No facet here #FairJobs", tag=False)
        await server.publish("Nothing to do with it #fairytale")
        await server.publish("We have work for nurses", author="did:plc:care")
        await clock.turn(1)
        await taken.until_texts(
            "Is the job still open? 👋 #fair", "No facet here #FairJobs", "We have work for nurses"
        )
        handles = [post.author.handle for post in taken.of(Post)]
        assert handles == ["asker.example", "asker.example", "care.example"]
        assert taken.status.filtered == 1


@WIRES
async def test_replies_without_the_hashtag_are_known_by_their_threads_root(wire):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        await server.connected()
        question = await server.publish("Is the job still open? #fair")
        answer = await server.publish("Yes, until Friday", reply_to=question)
        await server.publish("Thanks!", reply_to=answer, root=question)
        await server.publish("Another thread", reply_to="at://did:plc:x/app.bsky.feed.post/1")
        await clock.turn(1)
        await taken.until_texts("Is the job still open? #fair", "Yes, until Friday", "Thanks!")


@WIRES
async def test_deletions_of_the_fairs_posts_come_and_an_account_that_goes_takes_all_of_its(wire):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        await server.connected()
        one = await server.publish("One #fair")
        two = await server.publish("Two #fair")
        await server.delete(one)
        await server.delete("at://did:plc:stranger/app.bsky.feed.post/1")
        await server.account("did:plc:stranger", active=False, status="deleted")
        await server.account("did:plc:asker", active=False, status="throttled")
        await clock.turn(1)
        await until(lambda: taken.deleted)
        assert taken.deleted == [one]
        await server.account("did:plc:asker", active=False, status="takendown")
        await clock.turn(1)
        await until(lambda: two in taken.deleted)


async def test_a_new_handle_is_asked_for():
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock) as taken:
        await server.connected()
        await server.publish("One #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair")
        await server.renamed("did:plc:asker", "renamed.example")
        await server.publish("Two #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair", "Two #fair")
        handles = [post.author.handle for post in taken.of(Post)]
        assert handles == ["asker.example", "renamed.example"]


async def test_handles_are_asked_for_25_at_a_time():
    clock = HandClock()
    async with BlueskyServer() as server:
        for number in range(60):
            server.handles[f"did:plc:n{number}"] = f"n{number}.example"
            server.post(f"Job {number} #fair", author=f"did:plc:n{number}")
        async with follow(server, clock, wanted=Wanted(("fair",))) as taken:
            await server.connected()
            for _ in range(10):
                await clock.turn(1)
            await taken.until_texts(*(f"Job {number} #fair" for number in range(60)))
            assert {post.author.handle for post in taken.of(Post)} == {
                f"n{number}.example" for number in range(60)
            }
        asked = [len(one.query["actors"]) for one in server.requests("/xrpc/app.bsky.actor")]
        assert max(asked) == 25


async def test_names_that_do_not_come_hold_up_no_post_and_accounts_are_asked_for_again():
    clock = HandClock()
    async with BlueskyServer() as server:
        server.hangs = True
        async with follow(server, clock) as taken:
            await until(lambda: server.requests("/xrpc"))
            await clock.turn(5)
            await server.connected()
            await server.publish("One #fair")
            await clock.turn(6)
            await taken.until_texts("One #fair")
            assert any("accounts are not followed" in note for note in taken.status.notes)
            server.hangs = False
            await clock.turn(60)
            await until(lambda: not any("not followed" in note for note in taken.status.notes))
            await server.publish("We have work for nurses", author="did:plc:care")
            await clock.turn(1)
            await until(lambda: "We have work for nurses" in taken.texts)


async def test_without_an_answer_posts_come_with_the_did():
    clock = HandClock()
    async with BlueskyServer() as server:
        server.refuse("/xrpc/app.bsky.actor", 503, times=9)
        async with follow(server, clock) as taken:
            await server.connected()
            assert any("accounts are not followed" in note for note in taken.status.notes)
            await server.publish("One #fair")
            await clock.turn(1)
            await taken.until_texts("One #fair")
            assert taken.of(Post)[0].author.handle == "did:plc:asker"


@WIRES
async def test_after_a_lost_connection_the_stream_is_replayed_from_a_bit_before(wire):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        socket = await server.connected()
        await server.publish("One #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair")
        socket.wire.abort()
        server.post("Two #fair", at=NOON + timedelta(seconds=1))
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(2)
        await taken.until_texts("One #fair", "Two #fair")
        await until(lambda: taken.gaps)
        assert [gap.filled for gap in taken.gaps] == [True]
        assert taken.status.duplicates == 1


@WIRES
async def test_a_post_that_waits_for_its_authors_name_comes_again_where_the_connection_is_lost(
    wire,
):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        socket = await server.connected()
        await server.publish("One #fair")
        await clock.turn(1)
        await taken.until_texts("One #fair")
        later = NOON + timedelta(minutes=5)
        await server.publish("Two #fair", author="did:plc:fair", at=NOON + timedelta(seconds=1))
        await server.publish("Nothing to do with it", at=later, tag=False)
        await socket.end()
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(2)
        await taken.until_texts("One #fair", "Two #fair")


def test_what_waits_goes_on_where_the_machines_clock_was_set_back():
    flow = Flow(NOON)
    flow.has_begun = True
    flow.taken((), position="1", now=NOON)
    flow.filtered = 1
    assert not flow.is_due(NOON, authors=0)
    assert flow.is_due(NOON - timedelta(minutes=5), authors=0)


@WIRES
async def test_a_frame_that_comes_early_in_a_replay_does_not_stand_for_those_between(wire):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        socket = await server.connected()
        for number, text in enumerate(("One #fair", "Two #fair", "Three #fair")):
            server.post(text, at=NOON + timedelta(minutes=number))
        await socket.send(server.frame(2, socket))
        await socket.send(server.frame(0, socket))
        await clock.turn(1)
        await taken.until_texts("One #fair", "Three #fair")
        socket.wire.abort()
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(2)
        await taken.until_texts("One #fair", "Two #fair", "Three #fair")


@WIRES
async def test_a_restart_goes_on_where_the_journal_is(wire):
    clock = HandClock()
    async with BlueskyServer() as server:
        async with follow(server, clock, wire=wire) as taken:
            await server.connected()
            await server.publish("One #fair")
            await clock.turn(1)
            await until(lambda: taken.position)
            position, remembered = taken.position, taken.of(Post)
        await clock.turn(600)
        server.post("Reply", at=NOON + timedelta(minutes=5), reply_to=remembered[0].id)
        server.post("Two #fair", at=NOON + timedelta(minutes=5))
        more = {"wire": wire, "position": position, "remembered": remembered}
        async with follow(server, clock, **more) as taken:
            await server.connected(2)
            await clock.turn(1)
            await until(lambda: {"Reply", "Two #fair"} <= set(taken.texts))


@WIRES
async def test_what_a_server_no_longer_has_is_a_gap_and_search_gives_what_it_can(wire):
    clock = HandClock()
    reaches = NOON - timedelta(hours=36)
    async with BlueskyServer(reaches_back_to=reaches) as server:
        server.post("Since #fair", at=NOON - timedelta(hours=1))
        server.view("Lost by the stream #fair", at=NOON - timedelta(hours=40))
        then = NOON - timedelta(hours=48)
        position = f"{then.isoformat()} {int(then.timestamp() * 1e6)}"
        async with follow(server, clock, wire=wire, position=position) as taken:
            await server.connected()
            if wire == "v2":
                await server.publish("Now #fair")
            await clock.turn(1)
            await until(lambda: taken.gaps)
            assert "Lost by the stream #fair" in taken.texts
            assert taken.gaps[0].start == then
            assert not taken.gaps[0].filled
            assert any("Jetstream no longer had it" in note for note in taken.status.notes)


@WIRES
async def test_a_connection_that_is_lost_while_search_runs_makes_no_gap_a_filled_one(wire):
    clock, then = HandClock(), NOON - timedelta(hours=48)
    position = f"{then.isoformat()} {int(then.timestamp() * 1e6)}"
    async with BlueskyServer(reaches_back_to=NOON - timedelta(hours=36)) as server:
        server.post("Since #fair", at=NOON - timedelta(hours=1))
        server.refuse(SEARCH, 429, headers={"Retry-After": "10"})
        async with follow(server, clock, wire=wire, position=position) as taken:
            socket = await server.connected()
            if wire == "v2":
                await server.publish("Now #fair")
            await clock.turn(1)
            await until(lambda: server.requests(SEARCH))
            socket.wire.abort()
            await until(lambda: taken.status.state is FeedState.RETRYING)
            await clock.turn(2)
            await server.connected(len(server.streams))
            await clock.turn(12)
            await until(lambda: taken.gaps)
            assert [gap.filled for gap in taken.gaps] == [False]
            assert len(server.requests(SEARCH)) > 2
            server.streams[-1].wire.abort()
            await until(lambda: taken.status.state is FeedState.RETRYING)
            await clock.turn(2)
            await until(lambda: len(taken.gaps) == 2)
            assert taken.gaps[1].filled


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


REAL = Path(__file__).parents[3] / "shared" / "data" / "wire" / "bluesky" / "legacy_subscribe.zdict"


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


async def test_the_next_server_takes_over_where_one_fails():
    clock = HandClock()
    async with BlueskyServer() as one, BlueskyServer() as two:
        servers = [one.streaming, two.streaming]
        chosen = table(one) | {"servers": servers}
        async with following(chosen, wanted=WANTED, clock=clock) as taken:
            socket = await one.connected()
            await one.publish("One #fair")
            await clock.turn(1)
            await taken.until_texts("One #fair")
            two.post("One #fair")
            two.post("Two #fair")
            socket.is_stalled = True
            await clock.turn(31)
            await two.connected()
            await clock.turn(1)
            await until(lambda: "Two #fair" in taken.texts)


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


async def test_a_name_that_can_be_nobodys_keeps_no_other_account_from_being_followed():
    employers = (
        "care.example",
        "no name.example",
        "fair.example",
        *(f"e{n}.example" for n in "123"),
    )
    wanted = Wanted(hashtags=("fair",), accounts=employers)
    async with BlueskyServer() as server:
        async with following(table(server), wanted=wanted) as taken:
            await server.connected()
            await server.publish("Come to our stand", author="did:plc:care")
            await taken.until_texts("Come to our stand")
            assert "accounts of the fair that are not on Bluesky: 4" in taken.status.notes
