"""Threads on Mastodon: what hangs on a post of the fair comes with it, or keeps nothing waiting."""

from datetime import timedelta

import orjson
import pytest

from feeds.formats import mastodon
from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import HandClock, until
from tests.feeds.faults.mastodon import TOKEN, MastodonServer
from tests.feeds.live import following
from tests.feeds.mastodon.table import ONE_TAG, table


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
            above = [f"{ident}@{server.host}" for ident in (question, answer)]
            assert [post.in_reply_to for post in taken.of(Post)] == [None, *above]


async def test_replies_come_with_their_thread_also_after_the_clock_is_put_back():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            question = await server.publish("Is the job still open? #fair")
            await taken.until_texts("Is the job still open? #fair")
            clock.put_back(timedelta(hours=2))
            server.post("Yes, until Friday", reply_to=question)
            await clock.turn(30)
            await taken.until_texts("Is the job still open? #fair", "Yes, until Friday")


async def test_replies_that_came_while_nobody_followed_are_had_at_once_after_a_start_anew():
    clock = HandClock()
    async with MastodonServer() as server:
        question = server.post("Is the job still open? #fair")
        (known,) = mastodon.events(server.statuses[question])
        server.post("Yes, until Friday", reply_to=question)
        await clock.turn(600)
        following_on = following(
            table(server), token=TOKEN, wanted=ONE_TAG, clock=clock, remembered=[known]
        )
        async with following_on as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await clock.turn(30)
            await until(lambda: "Yes, until Friday" in taken.texts)


async def test_what_is_recorded_of_a_thread_is_each_posts_own_and_nothing_for_followers_alone():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            start = server.post("We have work")
            question = await server.publish("Is the job still open? #fair", reply_to=start)
            await until(lambda: question in stored(taken))
            private = server.post("Between us", reply_to=question)
            server.statuses[private]["visibility"] = "private"
            answer = server.post("Yes, until Friday", reply_to=question)
            await clock.turn(30)
            await until(lambda: answer in stored(taken))
            kept = {ident: said.get("payload", said) for ident, said in stored(taken).items()}
            assert kept == {ident: server.statuses[ident] for ident in (start, question, answer)}


def stored(taken):
    """The payload that goes with each post, by its id."""
    return {
        event.id.partition("@")[0]: orjson.loads(raw)
        for batch in taken.batches
        for event, raw in zip(batch.events, batch.raw, strict=True)
    }


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
