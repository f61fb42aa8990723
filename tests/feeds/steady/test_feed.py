"""A feed over a source that does as its script says, on a clock turned by hand."""

import asyncio
from datetime import timedelta

import pytest

from feeds.backoff import Trouble
from feeds.base import Batch, FeedGone, FeedLost, Round
from feeds.post import Deleted, Ignored, Post, Unreadable
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, settle
from tests.feeds.steady.script import SIGN, Scripted, batch, drained, events, following, ids, post


async def test_posts_come_with_the_time_of_their_arrival():
    clock = HandClock()
    source = Scripted(clock, [SIGN, batch(1), batch(2)])
    async with following(source, clock) as (_, taken, _):
        found = [event for event in events(taken) if isinstance(event, Post)]

    assert [(one.id, one.received_at) for one in found] == [("p1", NOON), ("p2", NOON)]


async def test_a_lost_connection_is_made_again_from_where_it_was():
    clock = HandClock()
    source = Scripted(clock, [SIGN, batch(1), FeedLost("broke")], [SIGN, batch(2), 1e9])
    async with following(source, clock) as (feed, taken, _):
        assert (feed.status.state, feed.status.reason) == (FeedState.RETRYING, "broke")
        assert feed.status.retry_seconds == 1
        await clock.turn(1)
        assert feed.status.state is FeedState.CONNECTED
        assert ids(events(taken)) == ["p1", "p2"]

    assert source.opened_at == ["", "1"]


async def test_a_connection_without_signs_of_life_is_dead():
    clock = HandClock()
    source = Scripted(clock, [SIGN, 19, SIGN, 21, SIGN], [SIGN, 1e9])
    async with following(source, clock) as (feed, _, _):
        await clock.turn(38)
        assert feed.status.state is FeedState.CONNECTED
        await clock.turn(1)
        assert feed.status.reason == "nothing came for 20 seconds"
        await clock.turn(2)
        assert feed.status.state is FeedState.CONNECTED


async def test_only_a_sign_of_life_ends_the_growing_of_delays_not_a_connection():
    clock = HandClock()
    lost = FeedLost("broke")
    source = Scripted(clock, [SIGN, lost], [SIGN, lost], [SIGN, SIGN, lost], [SIGN, lost])
    async with following(source, clock):
        await clock.turn(10)

    pauses = [seconds for seconds in clock.slept if seconds < 1e9]
    assert pauses[:4] == [1, 2, 1, 2]


async def test_a_platform_that_says_when_is_not_asked_before():
    clock = HandClock()
    source = Scripted(clock, [FeedLost("slow down", trouble=Trouble.LIMITED, wait_seconds=840)])
    async with following(source, clock) as (feed, _, _):
        assert feed.status.retry_seconds == 840
        await clock.turn(839)
        assert len(source.opened_at) == 1
        await clock.turn(1)
        assert len(source.opened_at) == 2


async def test_a_refusal_stops_that_feed_alone_and_says_what_to_do():
    clock = HandClock()
    source = Scripted(clock, [SIGN, batch(1), FeedGone("the key is refused: make a new one")])
    async with following(source, clock) as (feed, taken, task):
        await task
        assert feed.status.state is FeedState.STOPPED
        assert feed.status.reason == "the key is refused: make a new one"
        assert ids(events(taken)) == ["p1"]

    assert not source.is_open


async def test_a_refusal_at_the_check_stops_it_before_it_connects():
    clock = HandClock()
    source = Scripted(clock, checks=[FeedLost("down"), ("no remote posts here",), FeedGone("no")])
    async with following(source, clock) as (feed, _, _):
        await clock.turn(1)
        assert feed.status.notes == ("no remote posts here",)

    assert source.opened_at == [""]


async def test_a_taker_that_is_full_makes_the_feed_wait():
    clock = HandClock()
    source = Scripted(clock, [SIGN, *(batch(number) for number in range(1, 100)), 1e9])
    async with following(source, clock, most=2) as (_, taken, _):
        assert taken.qsize() == 2
        found = []
        while taken.qsize():
            found += (await taken.get()).events
            await settle()

    assert ids(found) == [f"p{number}" for number in range(1, 100)]


async def test_what_is_not_for_the_fair_or_cannot_be_read_is_counted():
    clock = HandClock()
    events = (Unreadable(0, "not JSON"), Ignored("like", 3), Deleted("p1", "x"))
    odd = Batch(events, "2", filtered=7)
    source = Scripted(clock, [SIGN, batch(1), odd, Batch(dropped=2)])
    async with following(source, clock) as (feed, _, _):
        status = feed.status

    assert (status.received, status.filtered, status.unreadable, status.dropped) == (14, 10, 1, 2)
    assert status.notes == ("the last that could not be read: not JSON",)


async def test_cancelling_closes_the_source():
    clock = HandClock()
    source = Scripted(clock, [SIGN, 1e9])
    async with following(source, clock):
        assert source.is_open

    assert not source.is_open


async def test_rounds_go_while_connected_and_a_failing_one_costs_just_itself():
    clock, gone = HandClock(), []

    async def go():
        gone.append(clock.now())
        if len(gone) == 2:
            raise FeedLost("no answer")
        if len(gone) == 4:
            raise FeedGone("not allowed")
        yield batch(len(gone))

    source = Scripted(clock, [SIGN, *[15, SIGN] * 90], rounds=[Round("look: {why}", 60, go)])
    async with following(source, clock) as (feed, taken, _):
        await clock.turn(120)
        assert feed.status.notes == ("look: no answer; next try in 1 min",)
        await clock.turn(480)
        assert feed.status.notes == ("look: not allowed; next try in 10 min",)
        assert feed.status.state is FeedState.QUIET

        assert len(gone) == 4
        await clock.turn(630)
        assert feed.status.notes == ()

    assert ids(events(taken)) == ["p1", "p3", "p5"]
    assert len(gone) == 5


async def test_a_round_that_is_asked_to_come_back_later_says_in_how_many_minutes_that_is():
    clock = HandClock()

    async def go():
        raise FeedLost("come back later", trouble=Trouble.LIMITED, wait_seconds=840)
        yield SIGN

    steps = [SIGN, *[15, SIGN] * 8, FeedLost("broken")]
    source = Scripted(clock, steps, rounds=[Round("look: {why}", 60, go)])
    async with following(source, clock) as (feed, _, _):
        await clock.turn(60)
        assert feed.status.notes == ("look: come back later; next try in 15 min",)
        await clock.turn(59)
        assert feed.status.notes == ("look: come back later; next try in 15 min",)
        await clock.turn(1)
        assert feed.status.notes == ("look: come back later; next try in 14 min",)
        await clock.turn(840)
        assert feed.status.state is FeedState.RETRYING
        assert feed.status.notes == ("look: come back later; next try in 1 min",)


async def test_a_round_that_is_not_answered_in_time_says_so():
    clock = HandClock()

    async def go():
        await clock.sleep(1e9)
        yield SIGN

    source = Scripted(clock, [SIGN, *[15, SIGN] * 90], rounds=[Round("look: {why}", 60, go)])
    async with following(source, clock) as (feed, _, _):
        await clock.turn(60 + 120)
        assert feed.status.notes == ("look: the platform does not answer; next try in 1 min",)


async def test_a_sweep_finds_what_a_living_stream_left_out():
    clock = HandClock()
    source = Scripted(
        clock,
        [SIGN, batch(1), *[15, SIGN] * 60],
        missed=[[], [batch(1, 2)], [batch(3)]],
        sweep_seconds=300,
    )
    async with following(source, clock) as (_, taken, _):
        await clock.turn(600)
        assert ids(events(taken)) == ["p1", "p2", "p3"]

    assert source.asked == ["", "", "1"]


async def test_a_feed_without_posts_says_how_far_it_is_now_and_then():
    clock = HandClock()
    source = Scripted(
        clock, [SIGN, ..., *[Batch(position=str(n)) for n in range(50)], 11, SIGN, 1e9]
    )
    async with following(source, clock) as (_, taken, _):
        await clock.turn(15)
        assert len([one for one in drained(taken) if one.position]) == 2


async def test_a_feed_without_posts_says_how_far_it_is_also_where_the_clock_is_put_back():
    clock = HandClock()
    source = Scripted(clock, [SIGN, ..., 11, Batch(position="1"), 11, Batch(position="2"), 1e9])
    async with following(source, clock) as (_, taken, _):
        await clock.turn(15)
        clock.put_back(timedelta(hours=2))
        await clock.turn(15)
        assert [one.position[-2:] for one in drained(taken) if one.position][-2:] == [" 1", " 2"]


async def test_posts_are_remembered_once_they_were_handed_on():
    clock = HandClock()
    source = Scripted(clock, [SIGN, batch(1), batch(1, 2)])
    async with following(source, clock) as (feed, _, _):
        feed.remember([post(0)])

    assert source.remembered == ["p1", "p2", "p0"]


async def test_quiet_is_told_from_silent():
    clock = HandClock()
    posts = [step for number in range(12) for step in (10, batch(number))]
    source = Scripted(clock, [SIGN, *posts, *[15, SIGN] * 100])
    async with following(source, clock) as (feed, _, _):
        await clock.turn(130)
        assert feed.status.state is FeedState.CONNECTED
        await clock.turn(130)
        assert feed.status.state is FeedState.QUIET
        await clock.turn(100)
        assert feed.status.state is FeedState.SILENT


FAULT = "an error in the program (ZeroDivisionError): report it, and start again"


@pytest.mark.parametrize("script", [{"missed": [[ZeroDivisionError()]]}, {}])
async def test_an_error_in_the_code_stops_that_feed_alone_and_is_logged(script, caplog):
    clock = HandClock()
    source = Scripted(clock, [SIGN, ..., ZeroDivisionError()], **script)
    async with following(source, clock) as (feed, _, task):
        await task
        assert (feed.status.state, feed.status.reason) == (FeedState.STOPPED, FAULT)

    assert [record.getMessage() for record in caplog.records] == ["the feed scripted failed"]
    assert not source.is_open


async def test_an_error_on_the_way_out_leaves_a_cancellation_one():
    clock = HandClock()
    source = Scripted(clock, [SIGN, 1e9])
    async with following(source, clock) as (feed, _, task):
        source.closing = ZeroDivisionError()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert feed.status.reason == FAULT
