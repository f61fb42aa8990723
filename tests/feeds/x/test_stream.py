"""The filtered stream of X, over real HTTP, from a server that does what it is told."""

import asyncio

import pytest
import requests
import tweepy

from feeds.status import FeedState
from feeds.x.source import LONGEST_LINE
from tests.clocks import HandClock, until
from tests.feeds.faults.x import STREAM, TOKEN, XServer, table
from tests.feeds.live import WANTED, following


async def test_posts_come_with_hashtag_or_from_an_account_of_the_fair():
    async with XServer() as x, following(table(x), token=TOKEN) as taken:
        await x.connected()
        await x.publish("Is the job still open? #fair")
        await x.publish("We have work for nurses", author="901")
        await x.publish("Nothing to do with it")
        await x.publish("Also here: #FairJobs")
        await taken.until_texts(
            "Is the job still open? #fair", "We have work for nurses", "Also here: #FairJobs"
        )
        assert taken.status.state is FeedState.CONNECTED
        assert [one.author.handle for one in taken.events][:2] == ["vraagbaak", "northcare"]


async def test_replies_without_the_hashtag_come_by_a_rule_for_their_thread():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        await x.connected()
        question = await x.publish("Is the job still open? #fair")
        await taken.until_texts("Is the job still open? #fair")
        early = "Yes, until Friday"
        await x.publish(early, reply_to=question)
        await clock.turn(40)
        await until(lambda: early in taken.texts)
        assert f"conversation_id:{question}" in [rule["value"] for rule in x.rules.values()]
        await x.publish("Thanks!", reply_to=question)
        await until(lambda: "Thanks!" in taken.texts)


async def test_another_connection_that_is_still_open_is_closed_by_us():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as first:
        await x.connected()
        async with following(table(x), token=TOKEN, clock=clock) as second:
            await until(lambda: second.status.state is FeedState.RETRYING)
            assert x.requests("/2/connections", "DELETE")
            assert "another connection is still open" in second.status.reason
            assert second.status.retry_seconds == 5
            first.task.cancel()
            await clock.turn(5)
            await until(lambda: second.status.state is FeedState.CONNECTED)


async def test_an_edited_post_is_a_new_version_of_the_same():
    async with XServer() as x, following(table(x), token=TOKEN) as taken:
        await x.connected()
        first = await x.publish("Job in Gronigen #fair")
        await x.publish("Job in Groningen #fair", edits=[first])
        await taken.until_texts("Job in Gronigen #fair", "Job in Groningen #fair")
        assert {one.canonical_id for one in taken.events} == {first}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "X refuses the token"),
        (402, "X wants to be paid"),
        (403, "X does not allow it"),
    ],
)
async def test_a_refusal_stops_the_feed_and_says_what_to_do(status, words):
    async with XServer() as x:
        x.refuse(STREAM, status, times=9)
        async with following(table(x), token=TOKEN) as taken:
            await taken.task
            assert taken.status.state is FeedState.STOPPED
            assert words in taken.status.reason


async def test_without_a_token_or_anything_to_look_for_nothing_is_asked():
    async with XServer() as x:
        async with following(table(x)) as taken:
            await taken.task
            assert "X_BEARER_TOKEN" in taken.status.reason
        async with following(table(x), token=TOKEN, wanted=type(WANTED)()) as taken:
            await taken.task
            assert taken.status.reason == "nothing to look for: set hashtag under [fair]"
        assert x.asked == []


async def test_errors_in_the_stream_are_a_lost_connection_with_its_reason():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        stream = await x.connected()
        error = {
            "title": "operational-disconnect",
            "disconnect_type": "UpstreamOperationalDisconnect",
            "detail": "This stream has been disconnected upstream for operational reasons.",
            "type": "https://api.twitter.com/2/problems/operational-disconnect",
        }
        await stream.send({"errors": [error]})
        await x.connected(2)
        await x.publish("One #fair")
        await taken.until_texts("One #fair")


async def test_a_line_that_is_too_long_is_a_lost_connection_with_the_limit_that_holds():
    async with XServer() as x, following(table(x), token=TOKEN) as taken:
        stream = await x.connected()
        await stream.raw(b"a" * (LONGEST_LINE + 1))
        await until(lambda: taken.status.state is FeedState.RETRYING)
        assert taken.status.reason == "a line is longer than 4 MiB"


async def test_a_partial_error_keeps_the_post():
    async with XServer() as x, following(table(x), token=TOKEN) as taken:
        stream = await x.connected()
        frame = x.frame(x.post("One #fair"))
        await stream.send(frame | {"errors": [{"title": "Not Found Error", "value": "1"}]})
        await taken.until_texts("One #fair")


async def test_a_third_party_client_understands_the_server():
    """tweepy sets rules, follows the stream and searches: the server is no straw man."""
    async with XServer() as x:
        heard = []

        class Listener(tweepy.StreamingClient):
            def on_response(self, response):
                heard.append((response.data.text, response.includes["users"][0].username))
                self.disconnect()

        listener, client = Listener(TOKEN), tweepy.Client(TOKEN)
        for session in (listener.session, client.session):
            session.mount("https://api.twitter.com", SentTo(x.address))
        rule = tweepy.StreamRule("#fair", tag="test")
        added = await asyncio.to_thread(listener.add_rules, rule)
        thread = await asyncio.to_thread(listener.filter, threaded=True)
        stream = await x.connected()
        await stream.beat()
        await x.publish("Is the job still open? #fair")
        await x.publish("One more #fair")
        await asyncio.to_thread(thread.join, 10)
        found = await asyncio.to_thread(client.search_recent_tweets, "#fair", max_results=10)
        listener.session.close()
        client.session.close()
        stream.wire.abort()

    assert added.data[0].value == "#fair"
    assert heard[0] == ("Is the job still open? #fair", "vraagbaak")
    assert [tweet.text for tweet in found.data] == [
        "One more #fair",
        "Is the job still open? #fair",
    ]


class SentTo(requests.adapters.HTTPAdapter):
    """Sends to the server what was meant for X."""

    def __init__(self, address):
        super().__init__()
        self._address = address

    def send(self, request, **more):
        request.url = request.url.replace("https://api.twitter.com", self._address)
        return super().send(request, **more)
