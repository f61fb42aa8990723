"""A day of trouble, drawn by lot: whatever happened, every post came, and came once.

TROUBLE_SEEDS=20 draws more days than one.
"""

import os
import random

import pytest

from feeds.post import Post
from tests.clocks import HandClock
from tests.feeds.kinds import KINDS, WANTED, BlueskyKind
from tests.feeds.live import following

SEEDS = range(int(os.environ.get("TROUBLE_SEEDS", "1")))
STEPS = 25


async def trouble(dice, kind, server):
    """Let something go wrong."""
    stream = server.streams[-1] if server.open_streams else None
    match dice.choice(["cut", "abort", "refuse", "limit", "stall", "hang up", "bad", "double"]):
        case "cut" if stream:
            await stream.cut_inside(kind.payload(server, dice.choice(server.names)))
        case "abort" if stream:
            stream.wire.abort()
        case "refuse":
            server.refuse(kind.stream_path, dice.choice([500, 503]))
            if stream:
                stream.wire.abort()
        case "limit":
            server.refuse("/", 429, headers={"Retry-After": "20"}, times=2)
        case "stall" if stream:
            stream.is_stalled = True
            stream.answers_pings = False
        case "hang up":
            server.closes_at_once = 2
        case "bad" if stream:
            await stream.send(kind.bad_frame)
        case "double" if stream:
            await stream.send(kind.payload(server, dice.choice(server.names)))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", KINDS)
async def test_after_a_day_of_trouble_and_restarts_every_post_is_there_once(name, seed):
    dice, kind, clock = random.Random(seed), KINDS[name], HandClock()
    journal, position, wanted = {}, "", []
    async with kind.server() as server:
        server.names = [server.post("Post 0 #fair", at=clock.now())]
        wanted.append("Post 0 #fair")
        for life in range(3):
            more = {"position": position, "remembered": list(journal.values())}
            async with following(
                kind.table(server), token=kind.token, wanted=WANTED, clock=clock, **more
            ) as taken:
                for step in range(STEPS):
                    text = f"Post {life}.{step} #fair"
                    wanted.append(text)
                    server.names.append(await server.publish(text, at=clock.now()))
                    if dice.random() < 0.3:
                        await trouble(dice, kind, server)
                    await clock.turn(dice.choice([0.5, 2, 7]))
                if life == 2:
                    await calm(kind, server, taken, clock, journal, wanted)
                batches = kept(taken, dice, is_last=life == 2)
            journal |= {
                event.id: event
                for batch in batches
                for event in batch.events
                if isinstance(event, Post)
            }
            given = [batch.position for batch in batches if batch.position is not None]
            position = given[-1] if given else position
    assert sorted(post.text for post in journal.values()) == sorted(wanted)


def kept(taken, dice, *, is_last):
    """What the journal has: a program that is killed keeps the batches up to some moment."""
    count = len(taken.batches)
    return taken.batches if is_last else taken.batches[: dice.randint(count // 2, count)]


async def calm(kind, server, taken, clock, journal, wanted):
    """Let all troubles end, and time pass, until everything has come."""
    server._refusals.clear()
    server.closes_at_once = 0
    for _ in range(400):
        have = set(journal) | {post.id for post in taken.of(Post)}
        if len(have) >= len(wanted) and not taken.status.filling:
            return
        if isinstance(kind, BlueskyKind) and server.open_streams:
            await server.delete("at://did:plc:stranger/app.bsky.feed.post/1", at=clock.now())
        elif server.open_streams and not server.streams[-1].is_stalled:
            await kind.beat(server.streams[-1])
        await clock.turn(5)
