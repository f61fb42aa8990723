"""The filtered stream of X, over real HTTP, from a server that does what it is told."""

import asyncio
from datetime import timedelta

import pytest
import requests
import tweepy

from feeds.catalog import live_feeds
from feeds.post import Gap
from feeds.secret import Secret
from feeds.status import FeedState
from feeds.x import LONGEST_LINE
from feeds.x_rules import PATH as RULES
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.x import STREAM, TOKEN, XServer, x_id
from tests.feeds.live import WANTED, following


def table(server, **more):
    return {"kind": "x", "address": server.address} | more


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


async def test_to_connect_again_takes_no_change_of_rules_of_which_x_allows_few():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        stream = await x.connected()
        await x.publish("Is the job still open? #fair")
        await taken.until_texts("Is the job still open? #fair")
        changes = len(x.requests(RULES, "POST"))
        stream.wire.abort()
        await until(lambda: taken.status.state is FeedState.RETRYING)
        await clock.turn(2)
        await x.connected(2)
        await until(lambda: taken.status.state is FeedState.CONNECTED)
        assert len(x.requests(RULES, "POST")) == changes
        await clock.turn(40)
        await until(lambda: len(x.requests(RULES, "POST")) > changes)


async def test_rules_are_set_beside_those_of_others_and_cleaned_up_at_the_end():
    async with XServer() as x:
        x.rules["1"] = {"id": "1", "value": "cats", "tag": "somebody else"}
        x.rules["2"] = {"id": "2", "value": "#oldfair", "tag": "moderator:fair"}
        async with following(table(x), token=TOKEN) as taken:
            await x.connected()
            values = [rule["value"] for rule in x.rules.values()]
            assert values == ["cats", "#fair OR #fairjobs OR from:northcare"]
            assert "rules of other programs on the same key: 1" in taken.status.notes
        assert [rule["value"] for rule in x.rules.values()] == ["cats"]


async def test_called_off_while_x_takes_rules_in_they_are_cleaned_up_too():
    async with XServer() as x:
        x.rules["1"] = {"id": "1", "value": "cats", "tag": "somebody else"}
        x.hangs = True
        async with following(table(x), token=TOKEN):
            await until(lambda: len(x.rules) > 1)
        assert [rule["value"] for rule in x.rules.values()] == ["cats"]


async def test_to_check_a_feed_leaves_the_rules_of_one_that_runs():
    async with XServer() as x, following(table(x), token=TOKEN) as taken:
        await x.connected()
        before = dict(x.rules)
        (other,) = live_feeds({"x": table(x, enabled=True)}, WANTED, lambda *_: Secret(TOKEN))
        await other.check()
        assert x.rules == before
        assert taken.status.state is FeedState.CONNECTED


async def test_rules_that_somebody_took_away_are_set_again():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock):
        await x.connected()
        before = [rule["value"] for rule in x.rules.values()]
        x.rules.clear()
        await clock.turn(40)
        await until(lambda: [rule["value"] for rule in x.rules.values()] == before)


async def test_frames_that_only_another_programs_rule_brought_are_counted_and_left_out():
    async with XServer() as x:
        x.rules["1"] = {"id": "1", "value": "#cats", "tag": "somebody else"}
        async with following(table(x), token=TOKEN) as taken:
            await x.connected()
            await x.publish("My #cats")
            await x.publish("A job #fair")
            await taken.until_texts("A job #fair")
            assert taken.status.filtered == 1


async def test_a_rule_that_another_program_has_already_does_as_well():
    async with XServer() as x:
        value = "#fair OR #fairjobs OR from:northcare"
        x.rules["1"] = {"id": "1", "value": value, "tag": "somebody else"}
        async with following(table(x), token=TOKEN) as taken:
            await x.connected()
            await x.publish("A job #fair")
            await taken.until_texts("A job #fair")
        assert list(x.rules) == ["1"]


async def test_what_came_while_the_connection_was_lost_is_found_by_search():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        stream = await x.connected()
        await x.publish("One #fair")
        await taken.until_texts("One #fair")
        stream.wire.abort()
        x.post("Two #fair", at=NOON + timedelta(seconds=3))
        await x.connected(2)
        await taken.until_texts("One #fair", "Two #fair")
        await until(lambda: taken.gaps)
        assert taken.gaps == [Gap(NOON, NOON, filled=True)]


async def test_a_restart_goes_on_after_what_the_journal_has():
    clock = HandClock()
    async with XServer() as x:
        async with following(table(x), token=TOKEN, clock=clock) as taken:
            await x.connected()
            await until(lambda: taken.position)
            await x.publish("One #fair")
            await taken.until_texts("One #fair")
            position = taken.position
        await clock.turn(3600)
        x.post("Two #fair", at=NOON + timedelta(minutes=30))
        x.post("Long before #fair", at=NOON - timedelta(minutes=30))
        async with following(table(x), token=TOKEN, clock=clock, position=position) as taken:
            await taken.until_texts("One #fair", "Two #fair")
            await until(lambda: taken.gaps)
            assert taken.gaps == [Gap(NOON, NOON + timedelta(hours=1), filled=True)]


TOO_LATE = x_id(NOON + timedelta(days=1))


@pytest.mark.parametrize("ident", ["9" * 200, "9" * 25, str(TOO_LATE)], ids=len)
async def test_an_id_that_no_post_has_yet_is_no_position(ident):
    async with XServer() as x, following(table(x), token=TOKEN) as taken:
        await x.connected()
        await until(lambda: taken.position)
        first = await x.publish("One #fair")
        odd = x.frame(first)
        await x.broadcast(odd | {"data": odd["data"] | {"id": ident, "text": "Odd #fair"}})
        await taken.until_texts("One #fair", "Odd #fair")
        assert taken.position.split()[1] == first


async def test_a_position_of_no_post_that_there_is_counts_as_none():
    async with XServer() as x:
        x.post("One #fair", at=NOON - timedelta(minutes=1))
        position = f"{NOON.isoformat()} {'9' * 25} 0.0000"
        async with following(table(x), token=TOKEN, position=position) as taken:
            await taken.until_texts("One #fair")


async def test_a_first_start_looks_back_as_far_as_it_is_told():
    async with XServer() as x:
        x.post("Long ago #fair", at=NOON - timedelta(hours=3))
        for number in range(120):
            x.post(f"Job {number} #fair", at=NOON - timedelta(minutes=30))
        async with following(table(x, look_back="1h"), token=TOKEN) as taken:
            await taken.until_texts(*(f"Job {number} #fair" for number in range(120)))
            assert taken.gaps == []


async def test_a_limit_of_search_is_waited_for_where_it_stands():
    clock = HandClock()
    search = "/2/tweets/search/recent"
    async with XServer() as x:
        jobs = [f"Job {number} #fair" for number in range(250)]
        for job in jobs:
            x.post(job, at=NOON - timedelta(minutes=30))
        x.refuse(search, 429, headers=x.says | {"Retry-After": "200"})
        async with following(table(x), token=TOKEN, clock=clock) as taken:
            await x.connected()
            await until(lambda: x.requests(search))
            for _ in range(13):
                await clock.turn(15)
                await x.streams[0].beat()
                await until(lambda: taken.status.last_sign == clock.now())
            assert len(x.requests(search)) == 1
            await clock.turn(15)
            await until(lambda: taken.position)
            assert set(jobs) == set(taken.texts)


async def test_what_is_older_than_search_goes_is_a_gap_that_stays():
    clock = HandClock()
    async with XServer() as x:
        then = NOON - timedelta(days=9)
        old = f"{then.isoformat()} {x.post('Old #fair', at=then)} 1.5"
        async with following(table(x), token=TOKEN, clock=clock, position=old) as taken:
            await until(lambda: taken.gaps)
            assert taken.gaps == [Gap(then, NOON, filled=False)]
            assert "$1.50 of $25.00 spent" in taken.status.notes
            assert any("older than seven days" in note for note in taken.status.notes)


async def test_the_money_is_counted_and_the_cap_holds():
    prices = {"price_post_usd": 0.5, "price_user_usd": 1.0, "spend_cap_usd": 2.5}
    async with XServer() as x, following(table(x, **prices), token=TOKEN) as taken:
        await x.connected()
        for number in range(5):
            await x.publish(f"Job {number} #fair")
        await taken.task
        assert taken.texts == [f"Job {number} #fair" for number in range(3)]
        assert taken.status.state is FeedState.STOPPED
        assert taken.status.reason == (
            "$2.50 of $2.50 are spent: to go on, raise spend_cap_usd of this feed and start again"
        )
        await until(lambda: not x.open_streams)


async def test_the_cap_holds_over_a_restart():
    async with XServer() as x:
        spent = f"{NOON.isoformat()} {x.post('Old #fair')} 25.0"
        async with following(table(x), token=TOKEN, position=spent) as taken:
            await taken.task
            assert "$25.00 of $25.00 are spent" in taken.status.reason
        assert x.requests("/2/tweets/search/recent") == []


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


async def test_deleted_posts_are_found_by_looking_them_up_again():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        await x.connected()
        await x.publish("One #fair")
        gone = await x.publish("Two #fair")
        await taken.until_texts("One #fair", "Two #fair")
        x.deleted.add(gone)
        stream = x.streams[0]
        for _ in range(45):
            await stream.beat()
            await clock.turn(20)
        await until(lambda: taken.deleted)
        assert taken.deleted == [gone]


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
