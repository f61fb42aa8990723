"""The accounts of a fair on Mastodon are followed from when their server knows them."""

from datetime import timedelta

import pytest

from feeds.base import Wanted
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults.mastodon import TOKEN, MastodonServer
from tests.feeds.live import following
from tests.feeds.mastodon.table import ONE_TAG, table


async def test_the_accounts_of_the_fair_are_asked_for_posts_without_the_hashtag():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            await server.connected()
            await until(lambda: taken.position)
            server.post("Come to our stand", author="jobs@care.example")
            await clock.turn(60)
            await taken.until_texts("Come to our stand")


@pytest.mark.parametrize("path", ["/api/v1/accounts/lookup", "/api/v1/accounts/"])
async def test_accounts_that_are_refused_keep_no_hashtag_back(path):
    clock = HandClock()
    async with MastodonServer() as server:
        server.refuse(path, 403, times=99)
        server.post("Written before #fair", at=NOON - timedelta(minutes=5))
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            await taken.until_texts("Written before #fair")
            await until(lambda: taken.position)
            (told,) = taken.status.notes
            assert told.startswith("accounts of the fair that cannot be followed: 1; ")
            server.post("Come to our stand", author="jobs@care.example")
            server._refusals.clear()
            await clock.turn(60)
            await until(lambda: "Come to our stand" in taken.texts)
            assert taken.status.notes == ()


async def test_an_account_that_a_server_learns_of_later_is_followed_from_then_on():
    clock = HandClock()
    async with MastodonServer() as server:
        server.refuse("/api/v1/accounts/lookup", 404)
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            await until(lambda: taken.position)
            server.post("Come to our stand", author="jobs@care.example")
            await clock.turn(60)
            await taken.until_texts("Come to our stand")


async def test_a_token_that_finds_no_accounts_is_told_of_at_the_start():
    async with MastodonServer() as server:
        server.scopes = ["read:statuses"]
        async with following(table(server), token=TOKEN) as taken:
            await until(lambda: taken.position)
            (told,) = taken.status.notes
            assert told.endswith("may not look accounts up: make one with read:accounts, too")
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            await until(lambda: taken.position)
            assert taken.status.notes == ()


async def test_an_account_at_which_the_server_fails_keeps_no_other_back_and_is_asked_again():
    clock = HandClock()
    async with MastodonServer() as server:
        wanted = Wanted(("fair",), ("jobs@care.example", "jobs@bolt.example"))
        server.post("We are hiring", author="jobs@bolt.example", at=NOON - timedelta(minutes=50))
        server.post("Come to us", author="jobs@care.example", at=NOON - timedelta(minutes=50))
        failing = f"/api/v1/accounts/{server._account('jobs@care.example')['id']}/statuses"
        server.refuse(failing, 500, times=99)
        async with following(table(server), token=TOKEN, clock=clock, wanted=wanted) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await server.publish("One #fair", at=NOON)
            for tries in range(1, 4):
                await until(lambda tries=tries: len(server.requests(failing)) >= tries)
                await clock.turn(20)
            await until(lambda: taken.position)
            assert taken.texts == ["One #fair", "We are hiring"]
            missing, told = taken.status.notes
            assert missing.startswith("posts may be missing: accounts of the fair could not be")
            assert told.startswith("accounts of the fair that cannot be followed: 1; ")
            server._refusals.clear()
            await clock.turn(60)
            await until(lambda: "Come to us" in taken.texts)


async def test_what_a_failing_account_missed_is_asked_for_after_a_start_anew_too():
    clock = HandClock()
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, clock=clock) as taken:
            await until(lambda: taken.position)
            position = taken.position
        server.post("Come to us", author="jobs@care.example", at=NOON - timedelta(minutes=50))
        server.refuse("/api/v1/accounts/", 500, times=99)
        async with following(table(server), token=TOKEN, clock=clock, position=position) as taken:
            await clock.turn(60)
            await until(lambda: taken.gaps)
            assert [gap.filled for gap in taken.gaps] == [False]
            await server.publish("One #fair", at=NOON)
            await until(lambda: taken.texts)
            position = taken.position
        server._refusals.clear()
        async with following(table(server), token=TOKEN, clock=clock, position=position) as taken:
            await until(lambda: taken.gaps)
            assert "Come to us" in taken.texts
            assert [gap.filled for gap in taken.gaps] == [True]
            assert taken.position.split(" ")[2:] == []
