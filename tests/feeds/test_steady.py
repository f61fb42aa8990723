"""A feed over a source that does as its script says, on a clock turned by hand."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from feeds.backoff import Ladder, Trouble
from feeds.base import Batch, FeedGone, FeedLost, Manner, Round, Unfilled
from feeds.post import Author, Deleted, Gap, Ignored, Kind, Post, Unreadable
from feeds.seen import Seen
from feeds.status import FeedState
from feeds.steady import Steady
from tests.clocks import NOON, HandClock, settle

SIGN = Batch()
LADDERS = {Trouble.NETWORK: Ladder(1, 60), Trouble.LIMITED: Ladder(60, 900)}


def post(number, at=NOON):
    return Post(f"p{number}", "x", Kind.ORIGINAL, Author("asker"), f"words {number}", at)


def batch(*numbers, **more):
    return Batch(tuple(post(number) for number in numbers), position=str(numbers[-1]), **more)


class Scripted:
    """A source with a script for each connection.

    Its steps are batches, pauses in seconds, and an error at the end; ... lets others go first.
    """

    name = "scripted"

    def __init__(self, clock, *connections, missed=(), checks=(), **manner):
        self.manner = Manner(**({"deadline_seconds": 20, "ladders": LADDERS} | manner))
        self.clock = clock
        self.connections = list(connections)
        self.missed = list(missed)
        self.checks = list(checks)
        self.asked = []
        self.opened_at = []
        self.remembered = []
        self.is_open = False
        self.closing = None

    @asynccontextmanager
    async def opened(self):
        self.is_open = True
        try:
            yield
        finally:
            self.is_open = False
            if self.closing:
                raise self.closing

    async def check(self):
        found = self.checks.pop(0) if self.checks else ()
        if isinstance(found, Exception):
            raise found
        return found

    async def stream(self, position):
        self.opened_at.append(position)
        for step in self.connections.pop(0) if self.connections else [SIGN, 1e9]:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, Batch):
                yield step
            elif step is ...:
                await settle()
            else:
                await self.clock.sleep(step)

    async def backfill(self, position):
        self.asked.append(position)
        for step in self.missed.pop(0) if self.missed else []:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, Batch):
                yield step
            else:
                await self.clock.sleep(step)

    def remember(self, posts):
        self.remembered += [one.id for one in posts]

    def notes(self):
        return ()


@asynccontextmanager
async def following(source, clock, position="", most=0):
    feed, taken = Steady(source, seen=Seen(), clock=clock), asyncio.Queue(most)
    task = asyncio.create_task(feed.follow(position, taken.put))
    await settle()
    try:
        yield feed, taken, task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def events(taken):
    return [event for one in drained(taken) for event in one.events]


def drained(taken):
    return [taken.get_nowait() for _ in range(taken.qsize())]


def ids(found):
    return [event.id for event in found if isinstance(event, Post)]


def gaps(found):
    return [event for event in found if isinstance(event, Gap)]


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
    odd = Batch((Unreadable(0, "not JSON"), Ignored("like"), Deleted("p1", "x")), "2", filtered=7)
    source = Scripted(clock, [SIGN, batch(1), odd, Batch(dropped=2)])
    async with following(source, clock) as (feed, _, _):
        status = feed.status

    assert (status.received, status.filtered, status.unreadable, status.dropped) == (12, 8, 1, 2)
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
        assert feed.status.notes == ("look: no answer",)
        await clock.turn(480)
        assert feed.status.notes == ("look: not allowed",)
        assert feed.status.state is FeedState.QUIET

        assert len(gone) == 4
        await clock.turn(630)
        assert feed.status.notes == ()

    assert ids(events(taken)) == ["p1", "p3", "p5"]
    assert len(gone) == 5


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
