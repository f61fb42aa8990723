"""What every live feed keeps to, whatever happens to its connection: one test for all of them."""

import asyncio
import logging

import pytest

from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import HandClock, until
from tests.feeds.kinds import BlueskyKind, comes, follow, live, ready


async def test_posts_come_and_positions_with_them(kind):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        for number in range(20):
            await server.publish(f"Job {number} — é #fair")
        await comes(clock, taken, *(f"Job {number} — é #fair" for number in range(20)))
        await until(lambda: taken.position)
        assert taken.status.received == 20 + taken.status.filtered
        assert all(post.received_at for post in taken.of(Post))


async def cut(server, stream, kind):
    await stream.cut_inside(kind.payload(server, server.post("Two é #fair")))


async def cut_in_a_character(server, stream, kind):
    await stream.cut_inside_character(kind.payload(server, server.post("Two é #fair")))


async def hang_up(server, stream, kind):
    server.post("Two é #fair")
    stream.wire.abort()


async def end(server, stream, kind):
    server.post("Two é #fair")
    await stream.end()


CUTS = [cut, cut_in_a_character, hang_up, end]


@pytest.mark.parametrize("fault", CUTS, ids=lambda fault: fault.__name__)
async def test_a_connection_that_is_cut_comes_back_and_nothing_is_missing(kind, fault):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        await server.publish("One é #fair")
        await comes(clock, taken, "One é #fair")
        await fault(server, server.streams[-1], kind)
        await comes(clock, taken, "One é #fair", "Two é #fair")
        await until(lambda: taken.gaps)
        assert all(gap.filled for gap in taken.gaps)


async def test_a_connection_that_only_seems_to_stand_is_noticed(kind):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        await server.publish("One #fair")
        await comes(clock, taken, "One #fair")
        stream = server.streams[-1]
        stream.is_stalled = True
        stream.answers_pings = False
        server.post("Two #fair")
        await clock.turn(kind.silence + 5)
        await comes(clock, taken, "One #fair", "Two #fair")
        assert len(server.streams) > 1


async def test_heartbeats_alone_keep_a_connection(kind):
    clock = HandClock()
    if isinstance(kind, BlueskyKind):
        pytest.skip("Jetstream has no heartbeats: it always has posts")
    async with live(kind, clock) as (server, taken):
        for _ in range(20):
            await clock.turn(15)
            if await kind.beat(server.streams[-1]):
                await until(lambda: taken.status.last_sign == clock.now())
        assert len(server.streams) == 1
        assert taken.status.state is FeedState.QUIET


async def test_doubled_and_disordered_posts_come_once(kind):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        names = [server.post(f"Job {number} #fair") for number in range(6)]
        for name in [*names[::-1], *names]:
            await server.streams[-1].send(kind.payload(server, name))
        await comes(clock, taken, *(f"Job {number} #fair" for number in range(6)))
        await until(lambda: taken.status.duplicates == 6)


async def test_a_frame_byte_by_byte_is_one_frame(kind):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        await server.streams[-1].drip(kind.payload(server, server.post("Slowly é #fair")))
        await comes(clock, taken, "Slowly é #fair")


async def test_a_frame_that_cannot_be_read_costs_just_itself(kind):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        await server.streams[-1].send(kind.bad_frame)
        await server.publish("One #fair")
        await comes(clock, taken, "One #fair")
        assert taken.status.unreadable == 1
        assert len(server.streams) == 1


async def test_a_frame_without_an_end_takes_no_memory_without_an_end(kind):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        stream = server.streams[-1]
        if hasattr(stream, "protocol"):
            await stream.raw(b"\x81\x7f" + (1 << 40).to_bytes(8, "big"))
        else:
            piece = b"data: " + b"x" * (1 << 20)
            for _ in range(6):
                await stream.raw(piece)
        await until(lambda: not stream.wire.is_open)
        await server.publish("One #fair")
        await comes(clock, taken, "One #fair")


async def test_a_taker_that_does_not_take_makes_the_feed_wait(kind):
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        taken.holds.clear()
        for number in range(200):
            await server.publish(f"Job {number} #fair")
        await clock.turn(1)
        assert len(taken.batches) <= 2
        taken.holds.set()
        await comes(clock, taken, *(f"Job {number} #fair" for number in range(200)))


async def test_a_restart_from_the_last_position_misses_nothing_and_doubles_are_equal(kind):
    clock = HandClock()
    async with kind.server() as server:
        async with follow(kind, server, clock) as taken:
            await ready(server, taken)
            await server.publish("One #fair")
            await comes(clock, taken, "One #fair")
            await clock.turn(1)
            await until(lambda: taken.position)
            position, known = taken.position, taken.of(Post)
        server.post("Two #fair", at=clock.now())
        await clock.turn(60)
        async with follow(kind, server, clock, position=position, remembered=known) as taken:
            async with asyncio.timeout(10):
                while "Two #fair" not in taken.texts:
                    await clock.turn(0.5)
            again = [post for post in taken.of(Post) if post.text == "One #fair"]
            assert {post.id for post in again} <= {post.id for post in known}
            await until(lambda: taken.gaps)
            assert taken.gaps[0].filled


async def test_the_token_is_shown_nowhere(kind, caplog):
    if not kind.token:
        pytest.skip("Jetstream wants no token")
    caplog.set_level(logging.DEBUG)
    clock = HandClock()
    async with live(kind, clock) as (server, taken):
        await server.publish("One #fair")
        await comes(clock, taken, "One #fair")
        server.streams[-1].wire.abort()
        server.refuse(kind.stream_path, 401)
        await until(lambda: taken.status.state is not FeedState.CONNECTED)
        await clock.turn(2)
        shown = f"{taken.status!r} {vars(taken.feed)!r} {vars(taken.feed._source)!r}"

    assert kind.token not in caplog.text
    assert kind.token not in shown


async def test_cancelling_hangs_up(kind):
    async with kind.server() as server:
        async with follow(kind, server, HandClock()) as taken:
            await ready(server, taken)
        await until(lambda: not server.open_streams)
