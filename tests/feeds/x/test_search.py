"""Search on X: what the stream left out, from where, and up to which limit."""

from datetime import timedelta

import orjson
import pytest

from feeds.formats import x_v2
from feeds.post import Gap, Post
from feeds.x import search
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.x import TOKEN, XServer, table, x_id
from tests.feeds.live import following

SEARCH = search.PATH


def minutes_ago(minutes):
    return NOON - timedelta(minutes=minutes)


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


async def test_what_search_gives_comes_oldest_first_with_its_answers():
    async with XServer() as x:
        asked, *jobs = [x.post(f"Job {number} #fair", at=minutes_ago(59)) for number in range(121)]
        found = [*jobs, x.post("Yes", at=minutes_ago(40), reply_to=asked)]
        found.append(x.post("Late #fair", at=minutes_ago(30)))
        known = list(x_v2.events(x.frame(asked)))
        async with following(table(x), token=TOKEN, remembered=known) as taken:
            await until(lambda: len(taken.texts) == len(found))
            assert [post.id for post in taken.of(Post)] == found
            stored = [orjson.loads(raw)["data"] for batch in taken.batches for raw in batch.raw]
            assert stored == [x.posts[ident] for ident in found]


async def test_of_very_many_posts_the_newest_are_handed_on_before_all_are_there(monkeypatch):
    monkeypatch.setattr(search, "HELD", 100)
    async with XServer() as x:
        jobs = [x.post(f"Job {number} #fair", at=minutes_ago(30)) for number in range(120)]
        async with following(table(x), token=TOKEN) as taken:
            await until(lambda: len(taken.texts) == 120)
            assert [post.id for post in taken.of(Post)] == [*jobs[20:], *jobs[:20]]


async def test_what_a_sweep_holds_back_is_not_skipped_by_a_program_that_is_killed():
    clock = HandClock()
    async with XServer() as x, following(table(x), token=TOKEN, clock=clock) as taken:
        await x.connected()
        await until(lambda: taken.position)
        before = taken.position.split()[1]
        missing = [x.post(f"Job {number} #fair") for number in range(150)]
        asked = len(x.requests(SEARCH))
        for _ in range(14):
            await clock.turn(20)
            await x.streams[0].beat()
            await until(lambda: taken.status.last_sign == clock.now())
        x.refuse(SEARCH, 429, headers=x.says | {"Retry-After": "40"}, after=1)
        await clock.turn(20)
        await until(lambda: len(x.requests(SEARCH)) == asked + 2)
        await x.streams[0].beat()
        await until(lambda: taken.status.last_sign == clock.now())
        assert (taken.texts, taken.position.split()[1]) == ([], before)
        for _ in range(3):
            await clock.turn(20)
            await x.streams[0].beat()
            await until(lambda: taken.status.last_sign == clock.now())
        await until(lambda: len(taken.texts) == 150)
        await clock.turn(20)
        await x.streams[0].beat()
        await until(lambda: taken.position.split()[1] == missing[-1])


async def test_what_was_paid_for_is_handed_on_where_the_cap_ends_a_search():
    prices = {"price_post_usd": 0.01, "price_user_usd": 0, "spend_cap_usd": 1}
    async with XServer() as x:
        jobs = [x.post(f"Job {number} #fair", at=minutes_ago(30)) for number in range(150)]
        async with following(table(x, **prices), token=TOKEN) as taken:
            await until(lambda: taken.texts)
            assert [post.id for post in taken.of(Post)] == jobs[50:]
            assert any("of $1.00 are spent" in note for note in taken.status.notes)


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
    async with XServer() as x:
        jobs = [f"Job {number} #fair" for number in range(250)]
        for job in jobs:
            x.post(job, at=NOON - timedelta(minutes=30))
        x.refuse(SEARCH, 429, headers=x.says | {"Retry-After": "200"})
        async with following(table(x), token=TOKEN, clock=clock) as taken:
            await x.connected()
            await until(lambda: x.requests(SEARCH))
            for _ in range(13):
                await clock.turn(15)
                await x.streams[0].beat()
                await until(lambda: taken.status.last_sign == clock.now())
            assert len(x.requests(SEARCH)) == 1
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
