"""Search on X: what the stream left out, from where, and up to which limit."""

from datetime import timedelta

import pytest

from feeds.post import Gap
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.x import TOKEN, XServer, table, x_id
from tests.feeds.live import following


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
