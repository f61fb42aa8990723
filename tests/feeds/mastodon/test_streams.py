"""Mastodon's streams and timelines, over real HTTP and WebSockets."""

import asyncio
from datetime import timedelta

import mastodon

from feeds.base import Wanted
from feeds.catalog import live_feeds
from feeds.mastodon.streams import LONGEST_LINE
from feeds.post import Gap
from feeds.secret import Secret
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.mastodon import SSE, TOKEN, MastodonServer
from tests.feeds.live import following
from tests.feeds.mastodon.table import ONE_TAG, TRANSPORTS, table


@TRANSPORTS
async def test_posts_with_the_hashtag_come(transport):
    async with MastodonServer() as server:
        chosen = table(server, transport=transport)
        async with following(chosen, token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await server.publish("Is the job still open? #fair")
            await server.publish("Nothing to do with it")
            await server.publish("Yes, it is #Fair", author="jobs@care.example")
            await taken.until_texts("Is the job still open? #fair", "Yes, it is #Fair")
            assert taken.events[1].author.handle == "jobs@care.example"
            assert taken.status.state is FeedState.CONNECTED


@TRANSPORTS
async def test_edits_and_deletions_come_and_those_of_others_posts_are_left_out(transport):
    async with MastodonServer() as server:
        chosen = table(server, transport=transport)
        async with following(chosen, token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            job = await server.publish("Job in Gronigen #fair")
            await taken.until_texts("Job in Gronigen #fair")
            await server.edit(job, "Job in Groningen #fair", NOON + timedelta(minutes=1))
            await server.delete("12345")
            await server.delete(job)
            await until(lambda: taken.deleted)
            assert taken.texts == ["Job in Gronigen #fair", "Job in Groningen #fair"]
            assert taken.deleted == [f"{job}@{server.host}"]
            assert taken.status.filtered == 1


async def test_a_post_with_two_hashtags_of_the_fair_comes_once():
    async with MastodonServer() as server, following(table(server), token=TOKEN) as taken:
        stream = await server.connected()
        await until(lambda: len(stream.tags) == 2)
        await server.publish("A job #fair #fairjobs")
        await until(lambda: taken.status.duplicates)
        assert taken.texts == ["A job #fair #fairjobs"]


async def test_several_hashtags_over_sse_are_several_streams():
    async with MastodonServer() as server:
        feeds = live_feeds(
            {"m": table(server, transport="sse", enabled=True)},
            Wanted(("fair", "fairjobs")),
            lambda *_: Secret(TOKEN),
        )

    assert [feed.name for feed in feeds] == ["m #fair", "m #fairjobs"]


async def test_what_came_while_the_connection_was_lost_is_asked_for_page_by_page():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: taken.position and stream.tags)
            await server.publish("One #fair")
            await taken.until_texts("One #fair")
            stream.wire.abort()
            missed = [f"Job {number} #fair" for number in range(90)]
            for text in missed:
                server.post(text, at=NOON + timedelta(seconds=1))
            await until(lambda: taken.status.state is FeedState.RETRYING)
            await clock.turn(1)
            await taken.until_texts("One #fair", *missed)
            await until(lambda: taken.gaps)
            assert taken.gaps == [Gap(NOON, NOON + timedelta(seconds=1), filled=True)]


async def test_a_post_that_reaches_the_server_late_is_found_by_the_sweep():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            await server.connected()
            await until(lambda: taken.position)
            server.post("Written before, here only now #fair", at=NOON - timedelta(minutes=5))
            await clock.turn(60)
            for _ in range(12):
                await clock.turn(20)
                await until(lambda: taken.status.state is not FeedState.RETRYING)
            await until(lambda: taken.texts)


async def test_without_a_token_the_timelines_are_asked_every_20_seconds():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), wanted=ONE_TAG, clock=clock) as taken:
            await until(lambda: taken.position)
            assert any("every 20 seconds" in note for note in taken.status.notes)
            server.post("A job #fair", at=NOON + timedelta(seconds=1))
            await clock.turn(20)
            await taken.until_texts("A job #fair")


async def test_events_that_are_no_posts_are_counted_and_bad_ones_too():
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await stream.send({"stream": ["user"], "event": "filters_changed"})
            await stream.send("not json {")
            await stream.send({"stream": ["hashtag", "fair"], "event": "update", "payload": "{"})
            await until(lambda: taken.status.unreadable == 2)
            assert taken.status.filtered == 1


async def test_a_line_that_is_too_long_is_a_lost_connection_with_the_limit_that_holds():
    async with MastodonServer() as server:
        chosen = table(server, transport="sse")
        async with following(chosen, token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await stream.raw(b"a" * (LONGEST_LINE + 1))
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.reason == "a line is longer than 4 MiB"


async def test_pings_without_answers_are_a_lost_connection():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            socket = await server.connected()
            await until(lambda: taken.position)
            socket.answers_pings = False
            await clock.turn(25)
            await clock.turn(20)
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.reason == "the other side does not answer a ping"


async def test_a_third_party_client_understands_the_server():
    """Mastodon.py reads the instance, a timeline and the stream: the server is no straw man."""
    async with MastodonServer() as server:
        server.post("Earlier #fair")
        heard = []

        class Listener(mastodon.StreamListener):
            def on_update(self, status):
                heard.append(status.content)

            def handle_heartbeat(self):
                heard.append("beat")

        client = mastodon.Mastodon(
            access_token=TOKEN, api_base_url=server.address, version_check_mode="none"
        )
        page = await asyncio.to_thread(client.timeline_hashtag, "fair")
        handle = await asyncio.to_thread(client.stream_hashtag, "fair", Listener(), run_async=True)
        stream = await server.connected()
        await stream.beat()
        await server.publish("Is it open? #fair")
        await until(lambda: {"beat", "<p>Is it open? #fair</p>"} <= set(heard))
        closing = asyncio.create_task(asyncio.to_thread(handle.close))
        await until(lambda: handle.closed)
        await stream.end()
        await closing
        await until(lambda: not handle.is_alive())
        client.session.close()

    assert [status.content for status in page] == ["<p>Earlier #fair</p>"]
    assert server.requests(SSE)
