import asyncio
import math
from datetime import UTC, datetime, timedelta

import pytest

from feeds.post import Author, Deleted, Gap, Ignored, Kind, Post, Unreadable
from feeds.recordings.replay import Replay, moment_of, until_changed

START = datetime(2026, 7, 3, 9, tzinfo=UTC)


def post(minute, **changes):
    at = START + timedelta(minutes=minute)
    return Post(str(minute), "x", Kind.ORIGINAL, Author("kim"), "hoi", at, **changes)


class ManualTime:
    """Time that passes only while somebody waits, and then at once, unless it is held."""

    def __init__(self):
        self.seconds = 0.0
        self.held = False
        self.waiting = asyncio.Event()

    def now(self):
        return self.seconds

    async def wait(self, changed, seconds):
        self.waiting.set()
        if seconds is None or self.held:
            await changed.wait()
        else:
            self.seconds += seconds
            await asyncio.sleep(0)


def replayed(events, **options):
    time = ManualTime()
    return Replay(events, now=time.now, wait=time.wait, **options), time


def after(minutes):
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(("speed", "seconds"), [(1, 600), (60, 10), (math.inf, 0)])
async def test_a_replay_takes_as_long_as_its_speed_says(speed, seconds):
    replay, time = replayed([post(0), post(4), post(10)], speed=speed)
    assert replay.clock is None
    assert [event.id async for event in replay] == ["0", "4", "10"]
    assert time.seconds == pytest.approx(seconds, abs=0.01)
    assert (replay.finished, replay.clock) == (True, after(10))


async def test_the_clock_runs_between_posts_and_never_past_one():
    replay, time = replayed([post(0), post(10)])
    events = aiter(replay)
    await anext(events)
    time.held = True
    coming = asyncio.ensure_future(anext(events))
    await time.waiting.wait()
    time.seconds = 60
    assert replay.clock == after(1)
    time.seconds = 6000
    assert replay.clock == after(10)
    replay.speed = 2
    await coming


async def test_out_of_order_and_timeless_events_go_with_their_neighbours():
    events = [
        Ignored("hartslag"),
        post(0),
        post(5),
        post(2),
        Unreadable(4, "huh"),
        Deleted("0", "x"),
        post(6),
    ]
    replay, time = replayed(events)
    seen = [(event, time.seconds) async for event in replay]
    assert [event for event, _ in seen] == events
    assert [at for _, at in seen] == pytest.approx([0, 0, 300, 300, 300, 300, 360], abs=0.01)


async def test_a_paused_replay_steps_post_by_post():
    replay, _ = replayed([post(0), post(10), Ignored("x"), post(20)])
    replay.step()
    replay.pause()
    events = aiter(replay)
    coming = asyncio.ensure_future(anext(events))
    replay.step()
    assert (await coming).id == "0"
    replay.step()
    assert (await anext(events)).id == "10"
    assert isinstance(await anext(events), Ignored)
    assert (replay.clock, replay.paused) == (after(10), True)
    replay.play()
    assert (await anext(events)).id == "20"


async def test_a_jump_delivers_all_up_to_that_moment_at_once():
    replay, time = replayed([post(0), post(10), post(20), post(40)])
    replay.jump(after(30))
    replay.jump(after(5))
    events = aiter(replay)
    assert [(await anext(events)).id for _ in range(3)] == ["0", "10", "20"]
    assert time.seconds == 0
    assert (await anext(events)).id == "40"
    assert time.seconds == pytest.approx(600, abs=0.01)
    replay.jump(START)
    assert replay.clock == after(40)


async def test_a_jump_works_while_paused_and_leaves_it_so():
    replay, time = replayed([post(0), post(10), post(20)])
    replay.pause()
    replay.jump(after(15))
    events = aiter(replay)
    assert [(await anext(events)).id for _ in range(2)] == ["0", "10"]
    coming = asyncio.ensure_future(anext(events))
    await time.waiting.wait()
    assert (replay.clock, coming.done()) == (after(15), False)
    replay.step()
    assert (await coming).id == "20"


async def test_a_new_speed_counts_from_now_on():
    replay, time = replayed([post(0), post(10), post(20)])
    events = aiter(replay)
    await anext(events)
    await anext(events)
    replay.speed = 10
    await anext(events)
    assert time.seconds == pytest.approx(660, abs=0.01)
    assert replay.speed == 10


@pytest.mark.parametrize("speed", [0, -1, math.nan])
async def test_a_replay_only_goes_forward(speed):
    with pytest.raises(ValueError, match="above zero"):
        Replay([], speed=speed)


async def test_flat_out_others_get_their_turn():
    replay, _ = replayed([post(0)] * 1000, speed=math.inf)
    turns = 0

    async def other():
        nonlocal turns
        while not replay.finished:
            turns += 1
            await asyncio.sleep(0)

    neighbour = asyncio.ensure_future(other())
    assert len([event async for event in replay]) == 1000
    await neighbour
    assert turns > 5


async def test_waiting_ends_when_something_changes_or_time_is_up():
    changed = asyncio.Event()
    await until_changed(changed, 0.001)
    changed.set()
    await until_changed(changed, None)


def test_the_moment_of_an_event_is_when_it_took_place():
    assert moment_of(post(3, edited_at=after(9))) == after(9)
    assert moment_of(post(3, edited_at=after(9), received_at=after(4))) == after(4)
    assert moment_of(Gap(START, after(2))) == after(2)
    assert moment_of(Deleted("1", "x", after(1))) == after(1)


async def test_a_post_of_the_future_turns_no_clock():
    lie = post(60 * 24 * 365 * 70)
    replay, time = replayed([post(0), lie, *map(post, range(1, 10))], speed=60)
    clocks = [(event.id, replay.clock) async for event in replay]
    assert clocks[:3] == [("0", START), (lie.id, START), ("1", after(1))]
    assert time.seconds == pytest.approx(9, abs=0.01)
