"""What became of posts on Mastodon while nobody listened is looked up again."""

from datetime import timedelta

import pytest

from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.mastodon import TOKEN, MastodonServer
from tests.feeds.live import following
from tests.feeds.mastodon.table import ONE_TAG, table


async def test_what_was_deleted_or_changed_while_nobody_listened_is_looked_up_again():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            kept, gone = await server.publish("One #fair"), await server.publish("Two #fair")
            await taken.until_texts("One #fair", "Two #fair")
            server.brings = False
            await server.edit(kept, "One and a half #fair", NOON + timedelta(minutes=1))
            await server.delete(gone)
            for _ in range(46):
                await clock.turn(20)
                await until(lambda: taken.status.state is not FeedState.RETRYING)
            await until(lambda: taken.deleted)
            assert taken.deleted == [f"{gone}@{server.host}"]
            assert taken.texts[-1] == "One and a half #fair"


async def test_an_old_server_that_cannot_look_up_several_posts_is_left_alone():
    clock = HandClock()
    async with MastodonServer() as server:
        server.is_old = True
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await server.delete(await server.publish("One #fair"))
            server.brings = False
            for _ in range(46):
                await clock.turn(20)
                await until(lambda: taken.status.state is not FeedState.RETRYING)
            assert len(taken.deleted) == 1


@pytest.mark.parametrize("is_same", [True, False])
async def test_after_a_restart_only_the_server_that_gave_a_post_is_asked_what_became_of_it(is_same):
    async with MastodonServer() as one, MastodonServer() as other:
        async with following(table(one), token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await one.connected()
            await until(lambda: stream.tags)
            gone = await one.publish("One #fair", author="asker@else.example")
            await taken.until_texts("One #fair")
            known = taken.of(Post)
        await one.delete(gone)
        clock, now = HandClock(), one if is_same else other
        more = {"wanted": ONE_TAG, "clock": clock, "remembered": known}
        async with following(table(now), token=TOKEN, **more) as taken:
            stream = await now.connected(2 if is_same else 1)
            await until(lambda: stream.tags)
            for _ in range(46):
                await clock.turn(20)
                await until(lambda: taken.status.state is not FeedState.RETRYING)
            await until(lambda: taken.deleted or not is_same)
            assert taken.deleted == ([f"{gone}@{one.host}"] if is_same else [])
            assert is_same or not other.requests("/api/v1/statuses")


async def quoting(server):
    """A post of the fair with one that it quotes, which is not of the fair; gives that one's id."""
    quoted = server.post("Words of somebody else", author="else")
    ident = server.post("Look at this #fair")
    status = server.statuses[quoted]
    server.statuses[ident]["quote"] = {"state": "accepted", "quoted_status": status}
    await server.resend(ident)
    return quoted


async def test_the_deletion_of_a_post_that_only_came_with_another_is_told_after_a_restart():
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            quoted = await quoting(server)
            await taken.until_texts("Look at this #fair")
            known = taken.of(Post)
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, remembered=known) as taken:
            stream = await server.connected(2)
            await until(lambda: stream.tags)
            await server.delete(quoted)
            await until(lambda: taken.deleted)
            assert taken.deleted == [f"{quoted}@{server.host}"]


async def test_a_post_that_only_came_with_another_is_looked_up_for_its_deletion_alone():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=ONE_TAG, clock=clock) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            quoted = await quoting(server)
            await taken.until_texts("Look at this #fair")
            server.brings = False
            await server.edit(quoted, "Other words", NOON + timedelta(minutes=1))
            for is_gone in (False, True):
                if is_gone:
                    await server.delete(quoted)
                for _ in range(46):
                    await clock.turn(20)
                    await until(lambda: taken.status.state is not FeedState.RETRYING)
            await until(lambda: taken.deleted)
            assert taken.deleted == [f"{quoted}@{server.host}"]
            assert taken.texts == ["Look at this #fair"]
