"""What every live feed keeps to where its platform fails, refuses it, or sends it elsewhere."""

import asyncio
from datetime import timedelta

import pytest

from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.kinds import XKind, follow, ready


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_platform_that_fails_is_tried_again_more_and_more_slowly(kind, status):
    clock = HandClock()
    async with kind.server() as server:
        server.refuse(kind.stream_path, status, times=3)
        async with follow(kind, server, clock) as taken:
            waits = []
            for _ in range(3):
                await until(lambda: taken.status.retry_seconds)
                waits.append(taken.status.retry_seconds)
                assert f"fails ({status})" in taken.status.reason
                before = len(server.asked)
                await clock.turn(waits[-1])
                await until(lambda before=before: len(server.asked) > before)
            assert waits[1:] == [wait * 2 for wait in waits[:-1]]


async def test_a_limit_is_waited_for_by_the_platforms_clock_however_wrong_ours_is(kind):
    clock = HandClock(NOON - timedelta(days=400))
    then = NOON + timedelta(seconds=700)
    headers = {
        "Date": NOON.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "X-RateLimit-Reset": then.isoformat().replace("+00:00", "Z"),
    }
    if isinstance(kind, XKind):
        headers["x-rate-limit-reset"] = str(int(then.timestamp()))
        del headers["X-RateLimit-Reset"]
    async with kind.server() as server:
        server.refuse(kind.stream_path, 429, headers=headers)
        async with follow(kind, server, clock) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.retry_seconds == 700


async def test_a_limit_without_a_time_is_waited_for_as_the_platform_asks(kind):
    async with kind.server() as server:
        server.refuse(kind.stream_path, 429)
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.retry_seconds >= 30


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refusal_in_json_stops_the_feed_and_one_in_html_does_not(kind, status):
    async with kind.server() as server:
        server.refuse(kind.stream_path, status, body=b"<h1>no</h1>", kind="text/html")
        async with follow(kind, server, clock := HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert "something between here and" in taken.status.reason
            server.refuse(kind.stream_path, status)
            await clock.turn(taken.status.retry_seconds)
            await taken.task
            assert taken.status.state is FeedState.STOPPED
            assert taken.status.reason


@pytest.mark.parametrize("status", [302, 307])
async def test_nobody_is_sent_on_to_another_address(kind, status):
    async with kind.server() as server, kind.server() as other:
        where = {"Location": f"{other.address}{kind.stream_path}"}
        server.refuse(kind.stream_path, status, headers=where)
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
        assert other.asked == []


async def test_a_page_where_the_stream_should_be_is_no_stream(kind):
    async with kind.server() as server:
        server.refuse(kind.stream_path, 200, body=b"<h1>Welcome</h1>", kind="text/html")
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.reason


async def test_a_server_that_hangs_up_at_once_is_tried_again(kind):
    clock = HandClock()
    async with kind.server() as server:
        server.closes_at_once = 2
        async with follow(kind, server, clock) as taken:
            for _ in range(40):
                await clock.turn(0.5)
                await asyncio.sleep(0)
                if server.streams:
                    break
            await until(lambda: server.streams)
            await ready(server, taken)
