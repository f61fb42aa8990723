"""Mastodon's streams and timelines, over real HTTP and WebSockets."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import mastodon
import pytest

from feeds.api import Api
from feeds.base import FeedLost, Wanted
from feeds.catalog import live_feeds
from feeds.mastodon_streams import LONGEST_LINE, sse, websocket
from feeds.post import Gap, Post
from feeds.secret import Secret
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.mastodon import SSE, TOKEN, MastodonServer
from tests.feeds.live import Taken, following

ONE_TAG = Wanted(hashtags=("fair",))


def table(server, **more):
    return {"kind": "mastodon", "server": server.address} | more


TRANSPORTS = pytest.mark.parametrize("transport", ["websocket", "sse"])


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
            assert taken.deleted == [job]
            assert taken.status.filtered == 1


async def test_what_was_deleted_or_changed_while_nobody_listened_is_looked_up_again():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            kept, gone = await server.publish("One #fair"), await server.publish("Two #fair")
            await taken.until_texts("One #fair", "Two #fair")
            server.brings = False
            await server.edit(kept, "One and a half #fair", NOON + timedelta(minutes=1))
            await server.delete(gone)
            for _ in range(46):
                await clock.turn(20)
                await until(lambda: taken.status.state is not FeedState.RETRYING)
            await until(lambda: taken.deleted)
            assert taken.deleted == [gone]
            assert taken.texts[-1] == "One and a half #fair"


async def test_an_old_server_that_cannot_look_up_several_posts_is_left_alone():
    clock = HandClock()
    async with MastodonServer() as server:
        server.is_old = True
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await server.delete(await server.publish("One #fair"))
            server.brings = False
            for _ in range(46):
                await clock.turn(20)
                await until(lambda: taken.status.state is not FeedState.RETRYING)
            assert len(taken.deleted) == 1


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


async def test_replies_without_the_hashtag_come_with_their_thread():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            question = await server.publish("Is the job still open? #fair")
            await taken.until_texts("Is the job still open? #fair")
            answer = server.post("Yes, until Friday", reply_to=question)
            server.post("Thanks!", reply_to=answer)
            await clock.turn(30)
            await taken.until_texts("Is the job still open? #fair", "Yes, until Friday", "Thanks!")
            assert [post.in_reply_to for post in taken.of(Post)] == [None, question, answer]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 500, 504])
async def test_a_thread_that_cannot_be_had_ends_not_and_keeps_no_other_waiting(status):
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            asked = [await server.publish(f"Is job {number} open? #fair") for number in range(2)]
            await until(lambda: len(taken.texts) == 2)
            server.post("No, sorry", reply_to=asked[0])
            server.post("Yes, until Friday", reply_to=asked[1])
            server.refuse(f"/api/v1/statuses/{asked[0]}/context", status)
            await clock.turn(30)
            await until(lambda: "Yes, until Friday" in taken.texts)
            (told,) = taken.status.notes
            assert told.startswith("threads in which replies may be missing: 1; ")
            assert taken.status.state is not FeedState.STOPPED
            for _ in range(48):
                await clock.turn(20)
                await until(lambda: taken.status.state is not FeedState.RETRYING)
            await until(lambda: "No, sorry" in taken.texts)
            assert taken.status.notes == ()


@pytest.mark.parametrize("status", [404, 410])
async def test_a_thread_that_is_gone_is_asked_for_no_more(status):
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            question = await server.publish("Is the job still open? #fair")
            await until(lambda: taken.texts)
            path = f"/api/v1/statuses/{question}/context"
            server.refuse(path, status)
            for _ in range(10):
                await clock.turn(20)
            assert len(server.requests(path)) == 1
            assert taken.status.notes == ()


async def test_a_limit_that_a_thread_meets_is_waited_for():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            question = await server.publish("Is the job still open? #fair")
            await until(lambda: taken.texts)
            server.post("Yes", reply_to=question)
            path = f"/api/v1/statuses/{question}/context"
            server.refuse(path, 429, headers={"Retry-After": "100"})
            for _ in range(6):
                await clock.turn(20)
            assert len(server.requests(path)) == 1
            for _ in range(3):
                await clock.turn(20)
            await until(lambda: "Yes" in taken.texts)


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_post_above_that_is_refused_ends_no_feed_and_is_said(status):
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            job = server.post("We look for a nurse")
            server.refuse(f"/api/v1/statuses/{job}", status)
            await server.publish("Is it still open? #fair", reply_to=job)
            await until(lambda: taken.texts == ["Is it still open? #fair"])
            (told,) = taken.status.notes
            assert told.startswith("posts that replies answer cannot be had: ")
            await server.publish("Or filled? #fair", reply_to=job)
            await until(lambda: "We look for a nurse" in taken.texts)
            assert taken.status.notes == ()


async def test_a_post_that_is_private_by_now_ends_no_feed():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            post = await server.publish("My first post #fair")
            await taken.until_texts("My first post #fair")
            server.statuses[post]["visibility"] = "private"
            asked = len(server.requests("/api/v1/statuses"))
            await clock.turn(900)
            await until(lambda: len(server.requests("/api/v1/statuses")) > asked)
            await server.publish("And my second #fair")
            await until(lambda: "And my second #fair" in taken.texts)


async def test_the_post_that_a_reply_answers_comes_with_it():
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            job = server.post("We look for a nurse")
            await server.publish("Is it still open? #fair", reply_to=job)
            await taken.until_texts("We look for a nurse", "Is it still open? #fair")


async def test_the_accounts_of_the_fair_are_asked_for_posts_without_the_hashtag():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            await server.connected()
            await until(lambda: taken.position)
            server.post("Come to our stand", author="jobs@care.example")
            await clock.turn(60)
            await taken.until_texts("Come to our stand")


@pytest.mark.parametrize("path", ["/api/v1/accounts/lookup", "/api/v1/accounts/"])
async def test_accounts_that_are_refused_keep_no_hashtag_back(path):
    clock = HandClock()
    async with MastodonServer() as server:
        server.refuse(path, 403, times=99)
        server.post("Written before #fair", at=NOON - timedelta(minutes=5))
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            await taken.until_texts("Written before #fair")
            await until(lambda: taken.position)
            (told,) = taken.status.notes
            assert told.startswith("accounts of the fair that cannot be followed: 1; ")
            server.post("Come to our stand", author="jobs@care.example")
            server._refusals.clear()
            await clock.turn(60)
            await until(lambda: "Come to our stand" in taken.texts)
            assert taken.status.notes == ()


async def test_an_account_that_a_server_learns_of_later_is_followed_from_then_on():
    clock = HandClock()
    async with MastodonServer() as server:
        server.refuse("/api/v1/accounts/lookup", 404)
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            await until(lambda: taken.position)
            server.post("Come to our stand", author="jobs@care.example")
            await clock.turn(60)
            await taken.until_texts("Come to our stand")


@asynccontextmanager
async def two_servers(clock, position=None):
    async with MastodonServer() as one, MastodonServer() as two:
        feeds = live_feeds(
            {
                "one": table(one, enabled=True),
                "two": table(two, enabled=True),
            },
            ONE_TAG,
            lambda *_: Secret(TOKEN),
            clock=clock,
        )
        taken = [Taken(feed) for feed in feeds]
        tasks = [asyncio.create_task(each.feed.follow("", each.put)) for each in taken]
        await until(lambda: all(each.position for each in taken))
        await until(lambda: one.streams[0].tags and two.streams[0].tags)
        try:
            yield one, two, *taken
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_post_that_two_servers_have_comes_once_and_its_replies_find_it():
    uri = "https://care.example/users/jobs/statuses/1"
    async with two_servers(HandClock()) as (one, two, from_one, from_two):
        here = await one.publish("A job #fair", uri=uri)
        await until(lambda: from_one.texts)
        there = await two.publish("A job #fair", uri=uri)
        await until(lambda: from_two.status.duplicates)
        await two.publish("Is it full-time? #fair", reply_to=there)
        await until(lambda: from_two.texts)
        await two.delete(there)
        await until(lambda: from_two.deleted)

    reply = from_two.of(Post)[0]
    assert reply.in_reply_to == here
    assert reply.id.endswith(f"@{two.host}")
    assert from_two.deleted == [here]


async def test_a_reply_on_one_server_to_a_post_that_only_another_one_sent_finds_it():
    uri = "https://care.example/users/jobs/statuses/1"
    async with two_servers(HandClock()) as (one, two, from_one, from_two):
        here = await one.publish("A job #fair", uri=uri)
        await until(lambda: from_one.texts)
        there = two.post("A job #fair", uri=uri)
        await two.publish("Is it full-time? #fair", reply_to=there)
        await until(lambda: from_two.texts)

    assert [post.in_reply_to for post in from_two.of(Post)] == [here]


@pytest.mark.parametrize(
    ("access", "words"),
    [
        ({"local": "public", "remote": "disabled"}, "its own members only"),
        ({"local": "disabled", "remote": "authenticated"}, "does not show the posts of its own"),
    ],
)
async def test_what_a_server_does_not_show_is_said(access, words):
    async with MastodonServer(access=access) as server:
        async with following(table(server), token=TOKEN) as taken:
            await server.connected()
            assert any(words in note for note in taken.status.notes)


async def test_a_server_that_shows_no_hashtags_is_left_alone():
    async with MastodonServer(access={"local": "disabled", "remote": "disabled"}) as server:
        async with following(table(server), token=TOKEN) as taken:
            await taken.task
            assert "shows hashtags to nobody" in taken.status.reason
            assert server.streams == []


NO_ADDRESS = "gives no usable address for its streams: use another server"
ADDRESSES = {
    "wss://[::1": NO_ADDRESS,
    "wss://social.example:99999": NO_ADDRESS,
    "wss://soci al.example": NO_ADDRESS,
    "wss://": NO_ADDRESS,
    f"wss://{'a' * 300}.example": NO_ADDRESS,
    "ws://social.example": "streams without encryption: no token is sent there",
}


@pytest.mark.parametrize(("address", "words"), ADDRESSES.items())
async def test_a_server_that_streams_where_no_token_can_be_sent_is_left_alone(address, words):
    async with MastodonServer() as server:
        server.streaming = address
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            await until(lambda: taken.status.state is FeedState.STOPPED)
            assert words in taken.status.reason


@pytest.mark.parametrize("address", ["wss://[::1", "wss://social.example:99999"])
async def test_an_address_that_is_none_is_a_lost_connection(address):
    async with Api("the server", "https://social.example", clock=HandClock()) as api:
        with pytest.raises(FeedLost):
            await anext(sse(api, address, "fair"))
        with pytest.raises(FeedLost):
            await anext(websocket(address, ["fair"], api=api, token=None, clock=HandClock()))


async def test_a_server_that_does_not_tell_what_it_offers_is_tried():
    async with MastodonServer() as server:
        server.refuse("/api/v2/instance", 404, times=9)
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await server.publish("A job #fair")
            await taken.until_texts("A job #fair")


async def test_a_server_that_shows_hashtags_to_members_wants_a_token():
    access = {"local": "authenticated", "remote": "authenticated"}
    async with MastodonServer(access=access) as server, following(table(server)) as taken:
        await taken.task
        assert "only with a token" in taken.status.reason


async def test_without_a_token_the_timelines_are_asked_every_20_seconds():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), wanted=ONE_TAG, clock=clock) as taken:
            await until(lambda: taken.position)
            assert any("every 20 seconds" in note for note in taken.status.notes)
            server.post("A job #fair", at=NOON + timedelta(seconds=1))
            await clock.turn(20)
            await taken.until_texts("A job #fair")


async def test_a_wrong_token_or_scope_stops_the_feed_and_says_what_to_do():
    async with MastodonServer() as server:
        async with following(table(server), token="wrong") as taken:
            await taken.task
            assert "refuses the token" in taken.status.reason
        server.scopes = ["write"]
        async with following(table(server), token=TOKEN) as taken:
            await taken.task
            assert "may not read" in taken.status.reason


async def test_a_token_that_finds_no_accounts_is_told_of_at_the_start():
    async with MastodonServer() as server:
        server.scopes = ["read:statuses"]
        async with following(table(server), token=TOKEN) as taken:
            await until(lambda: taken.position)
            (told,) = taken.status.notes
            assert told.endswith("may not look accounts up: make one with read:accounts, too")
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            await until(lambda: taken.position)
            assert taken.status.notes == ()


async def test_a_subscription_that_is_refused_stops_the_feed():
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=Wanted(("refused",))) as taken:
            await taken.task
            assert "refuses the stream: Not authorized to stream" in taken.status.reason


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
