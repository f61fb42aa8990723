"""What a feed missed: it is asked for, and told as a gap where it cannot be had."""

import asyncio
from datetime import timedelta

from feeds.base import FeedLost, Unfilled
from feeds.post import Gap
from feeds.steady.feed import Steady
from feeds.steady.seen import Seen
from tests.clocks import NOON, HandClock, settle
from tests.feeds.steady.script import (
    SIGN,
    Scripted,
    batch,
    drained,
    events,
    following,
    gaps,
    ids,
    post,
)


async def test_what_was_missed_is_asked_for_and_the_gap_is_told_as_filled():
    clock = HandClock()
    source = Scripted(
        clock, [SIGN, ..., batch(1), FeedLost("broke")], [SIGN, 1e9], missed=[[], [batch(1, 2, 3)]]
    )
    async with following(source, clock) as (feed, taken, _):
        await clock.turn(1)
        found = events(taken)

    assert source.asked == ["", "1"]
    assert ids(found) == ["p1", "p2", "p3"]
    assert gaps(found) == [Gap(NOON, NOON + timedelta(seconds=1), filled=True)]
    assert feed.status.duplicates == 0


async def test_what_cannot_be_had_any_more_is_told_as_a_gap_that_stays():
    clock = HandClock()
    source = Scripted(
        clock,
        [SIGN, ..., batch(1), FeedLost("broke")],
        [SIGN, 1e9],
        missed=[[], [Unfilled("too old")]],
    )
    async with following(source, clock) as (feed, taken, _):
        await clock.turn(1)
        assert gaps(events(taken)) == [Gap(NOON, NOON + timedelta(seconds=1), filled=False)]
        assert "posts may be missing: too old" in feed.status.notes


async def test_no_position_is_given_while_something_may_be_missing():
    clock = HandClock()
    source = Scripted(
        clock,
        [SIGN, ..., batch(1), FeedLost("broke")],
        [SIGN, batch(9), 15, SIGN, 1e9],
        missed=[[], [FeedLost("no answer")], [batch(5)]],
    )
    async with following(source, clock) as (feed, taken, _):
        await clock.turn(1)
        given = drained(taken)
        assert [one.position for one in given if "p9" in ids(one.events)] == [None]
        assert feed.status.filling == NOON
        await clock.turn(15)
        given = drained(taken)

    assert ids(event for one in given for event in one.events) == ["p5"]
    assert given[-1].position.endswith(" 9")
    assert source.asked == ["", "1", "1"]


async def test_a_hole_that_is_lost_again_while_it_is_filled_grows():
    clock = HandClock()
    source = Scripted(
        clock,
        [SIGN, ..., batch(1), FeedLost("broke")],
        [SIGN, FeedLost("broke again")],
        [SIGN, 1e9],
        missed=[[], [FeedLost("no answer")], [batch(2)]],
    )
    async with following(source, clock) as (_, taken, _):
        await clock.turn(10)
        found = events(taken)

    assert source.asked == ["", "1", "1"]
    assert gaps(found) == [Gap(NOON, NOON + timedelta(seconds=3), filled=True)]


async def test_what_the_journal_has_is_not_handed_on_after_a_restart():
    clock = HandClock()
    source = Scripted(clock, [SIGN, batch(2, 3), 1e9], missed=[[batch(1, 2)]])
    feed, taken = Steady(source, seen=Seen(), clock=clock), asyncio.Queue()
    feed.remember([post(1), post(2)])
    task = asyncio.create_task(feed.follow("1", taken.put))
    await settle()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert ids(events(taken)) == ["p3"]
    assert source.remembered == ["p1", "p2", "p3"]


async def test_what_was_filled_is_not_asked_for_again_where_the_connection_is_lost_meanwhile():
    clock = HandClock()
    source = Scripted(
        clock,
        [SIGN, ..., batch(1), FeedLost("broke")],
        [SIGN, batch(9), 3, FeedLost("broke again")],
        [SIGN, 1e9],
        missed=[[], [FeedLost("no answer")], [5, batch(5)], [batch(12)]],
    )
    async with following(source, clock) as (_, taken, _):
        await clock.turn(12)
        found = events(taken)

    assert source.asked == ["", "1", "1", "9"]
    assert ids(found) == ["p1", "p9", "p5", "p12"]
    assert [gap.filled for gap in gaps(found)] == [True]


async def test_a_program_started_again_asks_for_what_came_while_it_was_away():
    clock = HandClock()
    source = Scripted(clock, [SIGN, ..., batch(1)])
    async with following(source, clock) as (_, taken, _):
        await settle()
        positions = [one.position for one in drained(taken) if one.position]
    await clock.turn(600)
    again = Scripted(clock, [SIGN, 1e9], missed=[[batch(2)]])
    async with following(again, clock, positions[-1]) as (_, taken, _):
        found = events(taken)

    assert (again.opened_at, again.asked) == (["1"], ["1"])
    assert gaps(found) == [Gap(NOON, NOON + timedelta(seconds=600), filled=True)]


async def test_a_first_start_that_finds_no_network_leaves_a_gap_from_then_on():
    clock = HandClock()
    nowhere = [FeedLost("no network")] * 3
    source = Scripted(clock, [SIGN, 1e9], checks=nowhere, deadline_seconds=1e9)
    async with following(source, clock) as (_, taken, _):
        await clock.turn(60)
        (gap,) = gaps(events(taken))
    assert gap == Gap(NOON, NOON + timedelta(seconds=7), filled=True)


async def test_a_sweep_that_cannot_have_all_does_not_ask_for_the_same_again():
    clock = HandClock()
    rest = [Unfilled("the rest is not to be had")]
    source = Scripted(
        clock,
        [batch(1), 100, batch(2), 1e9],
        missed=[[], rest, rest],
        deadline_seconds=1e9,
        sweep_seconds=300,
    )
    async with following(source, clock):
        await clock.turn(700)
    assert source.asked[1:] == ["", "2"]


async def test_a_first_start_leaves_no_gap():
    clock = HandClock()
    source = Scripted(clock, [SIGN, 1e9], missed=[[batch(1)]])
    async with following(source, clock) as (_, taken, _):
        assert ids(found := events(taken)) == ["p1"]
        assert gaps(found) == []
