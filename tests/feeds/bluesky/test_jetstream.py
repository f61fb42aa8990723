"""Bluesky's Jetstream by both wires, over real WebSockets."""

from datetime import timedelta

from feeds.bluesky.search import PATH as SEARCH
from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.bluesky.followed import WANTED, WIRES, follow, table
from tests.feeds.faults.bluesky import BlueskyServer
from tests.feeds.live import following


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


OUTDATED = {
    "$type": "message",
    "payload": {
        "$type": "network.bsky.jetstream.subscribeEvents#info",
        "name": "OutdatedCursor",
        "message": "the cursor is older than what is kept",
    },
}


async def test_what_a_server_says_before_its_first_event_hides_no_gap():
    clock, then = HandClock(), NOON - timedelta(hours=2)
    position = f"{then.isoformat()} {int(then.timestamp() * 1e6)}"
    async with (
        BlueskyServer() as server,
        follow(server, clock, wire="v2", position=position) as taken,
    ):
        socket = await server.connected()
        await socket.send(OUTDATED)
        await server.publish("Now #fair")
        await clock.turn(1)
        await until(lambda: taken.gaps)
        assert (taken.gaps[0].start, taken.gaps[0].filled) == (then, False)
        assert taken.position.split()[1] == str(int(NOON.timestamp() * 1e6))


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


@WIRES
async def test_a_post_whose_date_names_no_moment_comes_all_the_same_and_so_does_its_deletion(wire):
    clock = HandClock()
    async with BlueskyServer() as server, follow(server, clock, wire=wire) as taken:
        await server.connected()
        undated = server.post("Is the job part-time? #fair")
        server.events[-1][3]["record"]["createdAt"] = "2026-05-12T10:00:00"
        await server.send_last()
        await server.delete(undated)
        await clock.turn(1)
        await until(lambda: taken.deleted)
        assert [(post.text, post.at) for post in taken.of(Post)] == [
            ("Is the job part-time? #fair", NOON)
        ]
        assert taken.deleted == [undated]
        assert not taken.status.unreadable
