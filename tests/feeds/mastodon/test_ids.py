"""One post on several servers, and when threads are looked into."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.base import FeedLost
from feeds.catalog import live_feeds
from feeds.formats.wire import snowflake
from feeds.mastodon.ids import Ids
from feeds.mastodon.pages import earlier, id_at, later
from feeds.mastodon.threads import EARLY, GIVEN_UP, MOST, PAUSES, Threads
from feeds.post import Author, Kind, Post
from feeds.secret import Secret
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.mastodon import TOKEN, MastodonServer
from tests.feeds.live import Taken, following
from tests.feeds.mastodon.table import ONE_TAG, table


def post(ident, uri, **more):
    return Post(
        ident,
        "mastodon",
        Kind.ORIGINAL,
        Author("jobs@care.example"),
        "A job",
        NOON,
        uri=uri,
        **more,
    )


def test_a_post_says_of_which_server_its_id_is():
    ids = Ids()

    assert ids.take("one.example", post("1", "uri:a")).id == "1@one.example"
    assert ids.take("two.example", post("1", "uri:b")).id == "1@two.example"


def test_a_post_is_one_on_all_servers_under_the_id_it_came_with_first():
    ids = Ids()
    ids.take("two.example", post("7", "uri:a"))

    assert ids.take("one.example", post("1", "uri:a")).id == "7@two.example"
    assert ids.canonical("one.example", "1") == "7@two.example"
    assert ids.native("one.example", "7@two.example") == "1"


def test_references_lead_to_the_one_post_too():
    ids = Ids()
    ids.take("one.example", post("1", "uri:a"))
    ids.take("two.example", post("7", "uri:a"))
    reply = ids.take(
        "two.example",
        post("8", "uri:b", in_reply_to="7", quoted="9", carried=(post("9", "uri:c"),)),
    )

    assert (reply.in_reply_to, reply.quoted) == ("1@one.example", "9@two.example")
    assert reply.carried[0].id == "9@two.example"


def test_what_the_journal_has_is_known_after_a_restart():
    ids = Ids()
    ids.recall([post("1", "uri:a"), post("8@two.example", "uri:b")])
    ids.recall([post("5", "https://one.example/users/jobs/statuses/5")])

    assert ids.take("two.example", post("7", "uri:a")).id == "1"
    assert ids.knows("two.example", "8")
    assert ids.knows("one.example", "5")
    assert not ids.knows("one.example", "8")
    assert not ids.knows("one.example", "1")


def test_a_long_id_without_a_server_is_known_at_each_and_asked_for_at_none():
    ids = Ids()
    old = id_at(NOON)
    ids.recall([post(old, "https://elders.example/users/jobs/statuses/5")])

    assert ids.knows("one.example", old)
    assert ids.canonical("one.example", old) == old
    assert ids.native("one.example", old) is None


@given(st.lists(st.tuples(st.sampled_from(["one", "two"]), st.sampled_from("abc")), max_size=12))
def test_whatever_the_order_of_servers_equal_uris_have_one_id(arrivals):
    ids = Ids()
    given = {}
    for server, name in arrivals:
        found = ids.take(server, post(f"{server}{name}", f"uri:{name}"))
        assert given.setdefault(name, found.id) == found.id
    assert len(set(given.values())) == len(given)


def test_ids_tell_their_time_and_the_newer_one_is_known():
    second = timedelta(seconds=1)

    assert earlier(id_at(NOON), second) == id_at(NOON - second)
    assert earlier("01HXULID", second) == "01HXULID"
    assert later("9", "10", now=NOON) == "10"
    assert later("10", "9", now=NOON) == "10"
    assert later("", "10", now=NOON) == "10"
    assert later("01HXULIC", "01HXULID", now=NOON) == "01HXULID"


TOO_LATE = id_at(NOON + timedelta(days=1))


@pytest.mark.parametrize("ident", ["9" * 5000, "9" * 25, TOO_LATE], ids=len)
def test_an_id_that_no_post_has_yet_is_never_the_newest(ident):
    assert later(id_at(NOON), ident, now=NOON) == id_at(NOON)
    assert later("", ident, now=NOON) == ""
    assert later(id_at(NOON), id_at(NOON + timedelta(minutes=1)), now=NOON) > id_at(NOON)


def test_an_id_of_more_than_64_bits_tells_no_time():
    assert earlier("9" * 5000, timedelta(seconds=1)) == "9" * 5000
    assert snowflake("9" * 19) == int("9" * 19)
    assert snowflake("9" * 20) is snowflake("٩") is snowflake("01HXULID") is snowflake("") is None


def test_a_young_thread_is_looked_into_soon_and_then_more_rarely():
    threads, now, looks = Threads(), NOON, []
    threads.note("1", now, at=now)
    while len(threads):
        now += timedelta(seconds=10)
        for ident in threads.due(now, 5):
            looks.append(now)
            threads.looked(ident, now)
    pauses = [b - a for a, b in pairwise(looks)]

    assert looks[0] - NOON == PAUSES[0]
    assert pauses == sorted(pauses)
    assert looks[-1] - NOON > GIVEN_UP


def test_old_threads_have_their_turn_early_where_few_are_due_and_none_where_many_are():
    threads, long = Threads(), timedelta(hours=1)
    for number in range(8):
        threads.note(f"old {number}", NOON, at=NOON - long)
        threads.looked(f"old {number}", NOON + timedelta(seconds=number))
    assert threads.due(NOON + EARLY - timedelta(seconds=1), 8) == []
    now = NOON + EARLY + timedelta(seconds=8)
    assert threads.due(now, 8) == ["old 0", "old 1", "old 2", "old 3"]
    threads.failed("old 0", now, FeedLost("no answer"))
    threads.looked("old 1", now)
    for number in range(2):
        threads.note(f"young {number}", now - PAUSES[0], at=now - PAUSES[0])
    assert threads.due(now, 8) == ["young 0", "young 1", "old 2", "old 3"]
    threads.note("young 2", now - PAUSES[0], at=now - PAUSES[0])
    threads.note("young 3", now - PAUSES[0], at=now - PAUSES[0])
    assert threads.due(now, 8) == [f"young {number}" for number in range(4)]


def test_a_thread_that_something_came_to_is_young_again():
    threads = Threads()
    threads.note("1", NOON, at=NOON)
    for minute in range(60):
        threads.looked("1", NOON + timedelta(minutes=minute))
    threads.note("1", NOON + timedelta(hours=1), at=NOON + timedelta(hours=1))

    assert threads.due(NOON + timedelta(hours=1, seconds=30), 5) == ["1"]


def test_a_reply_is_looked_after_with_its_thread():
    threads = Threads()
    threads.note("reply", NOON, at=NOON)
    threads.rooted("reply", "root")
    threads.note("reply", NOON, at=NOON)

    assert threads.due(NOON + timedelta(minutes=1), 5) == ["root"]
    threads.gone("root")
    assert len(threads) == 0


def test_a_server_that_still_fetches_replies_is_asked_again_soon():
    threads = Threads()
    threads.note("1", NOON, at=NOON)
    for _ in range(5):
        threads.looked("1", NOON)
    threads.looked("1", NOON, again_soon=True)
    threads.looked("never noted", NOON)

    assert threads.due(NOON + PAUSES[0], 5) == ["1"]


def test_of_too_many_threads_the_oldest_are_let_go():
    threads = Threads()
    for number in range(MOST + 5):
        threads.note(str(number), NOON, at=NOON)

    assert len(threads) == MOST


def test_threads_that_are_known_from_before_do_not_keep_new_ones_waiting():
    threads, hours = Threads(), timedelta(hours=1)
    for number in range(100):
        threads.note(f"old {number}", NOON, at=NOON - 3 * hours)
    threads.note("too old", NOON, at=NOON - GIVEN_UP - hours)
    threads.note("new", NOON, at=NOON)
    now = NOON + PAUSES[0]

    assert len(threads) == 101
    assert threads.due(now, 1) == ["new"]
    assert threads.late(now) == PAUSES[0]
    assert Threads().late(now) == timedelta()


def test_a_thread_is_looked_into_as_often_as_befits_its_age():
    threads = Threads()
    threads.note("1", NOON, at=NOON - timedelta(seconds=100))
    threads.note("1", NOON, at=NOON - timedelta(hours=2))
    threads.note("2", NOON, at=NOON + timedelta(hours=9))

    assert threads.due(NOON + timedelta(seconds=109), 1) == ["2"]
    assert sorted(threads.due(NOON + timedelta(seconds=110), 5)) == ["1", "2"]


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
    assert reply.in_reply_to == f"{here}@{one.host}"
    assert reply.id.endswith(f"@{two.host}")
    assert from_two.deleted == [f"{here}@{one.host}"]


async def test_a_reply_on_one_server_to_a_post_that_only_another_one_sent_finds_it():
    uri = "https://care.example/users/jobs/statuses/1"
    async with two_servers(HandClock()) as (one, two, from_one, from_two):
        here = await one.publish("A job #fair", uri=uri)
        await until(lambda: from_one.texts)
        there = two.post("A job #fair", uri=uri)
        await two.publish("Is it full-time? #fair", reply_to=there)
        await until(lambda: from_two.texts)

    assert [post.in_reply_to for post in from_two.of(Post)] == [f"{here}@{one.host}"]


async def test_the_deletion_of_a_post_is_told_whose_id_in_the_journal_has_no_server():
    async with MastodonServer() as server:
        uri = "https://elders.example/users/asker/statuses/5"
        old = server.post("Is there work? #fair", at=NOON - timedelta(days=1), uri=uri)
        known = post(old, uri)
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, remembered=[known]) as it:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await server.delete(old)
            await until(lambda: it.deleted)
    assert it.deleted == [old]
