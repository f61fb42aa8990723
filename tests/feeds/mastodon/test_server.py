"""What a Mastodon server shows, to whom, and at which address."""

import pytest

from feeds.base import FeedLost, Wanted
from feeds.mastodon.streams import sse, websocket
from feeds.status import FeedState
from feeds.web.api import Api
from tests.clocks import HandClock, until
from tests.feeds.faults.mastodon import TOKEN, MastodonServer
from tests.feeds.live import following
from tests.feeds.mastodon.table import ONE_TAG, table


@pytest.mark.parametrize(
    ("access", "words"),
    [
        ({"local": "public", "remote": "disabled"}, "its own members only"),
        ({"local": "disabled", "remote": "authenticated"}, "does not show the posts of its own"),
    ],
)
async def test_what_a_server_does_not_show_is_said(access, words):
    async with MastodonServer(access=access) as server:
        async with following(table(server), token=TOKEN) as taken:
            await server.connected()
            assert any(words in note for note in taken.status.notes)


async def test_a_server_that_shows_no_hashtags_is_left_alone():
    async with MastodonServer(access={"local": "disabled", "remote": "disabled"}) as server:
        async with following(table(server), token=TOKEN) as taken:
            await taken.task
            assert "shows hashtags to nobody" in taken.status.reason
            assert server.streams == []


NO_ADDRESS = "gives no usable address for its streams: use another server"
ADDRESSES = {
    "wss://[::1": NO_ADDRESS,
    "wss://social.example:99999": NO_ADDRESS,
    "wss://soci al.example": NO_ADDRESS,
    "wss://": NO_ADDRESS,
    f"wss://{'a' * 300}.example": NO_ADDRESS,
    "ws://social.example": "streams without encryption: no token is sent there",
}


@pytest.mark.parametrize(("address", "words"), ADDRESSES.items())
async def test_a_server_that_streams_where_no_token_can_be_sent_is_left_alone(address, words):
    async with MastodonServer() as server:
        server.streaming = address
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            await until(lambda: taken.status.state is FeedState.STOPPED)
            assert words in taken.status.reason


@pytest.mark.parametrize("address", ["wss://[::1", "wss://social.example:99999"])
async def test_an_address_that_is_none_is_a_lost_connection(address):
    async with Api("the server", "https://social.example", clock=HandClock()) as api:
        with pytest.raises(FeedLost):
            await anext(sse(api, address, "fair"))
        with pytest.raises(FeedLost):
            await anext(websocket(address, ["fair"], api=api, token=None, clock=HandClock()))


async def test_a_server_that_does_not_tell_what_it_offers_is_tried():
    async with MastodonServer() as server:
        server.refuse("/api/v2/instance", 404, times=9)
        async with following(table(server), token=TOKEN, wanted=ONE_TAG) as taken:
            stream = await server.connected()
            await until(lambda: stream.tags)
            await server.publish("A job #fair")
            await taken.until_texts("A job #fair")


async def test_a_server_that_shows_hashtags_to_members_wants_a_token():
    access = {"local": "authenticated", "remote": "authenticated"}
    async with MastodonServer(access=access) as server, following(table(server)) as taken:
        await taken.task
        assert "only with a token" in taken.status.reason


async def test_a_wrong_token_or_scope_stops_the_feed_and_says_what_to_do():
    async with MastodonServer() as server:
        async with following(table(server), token="wrong") as taken:
            await taken.task
            assert "refuses the token" in taken.status.reason
        server.scopes = ["write"]
        async with following(table(server), token=TOKEN) as taken:
            await taken.task
            assert "may not read" in taken.status.reason


async def test_a_subscription_that_is_refused_stops_the_feed():
    async with MastodonServer() as server:
        async with following(table(server), token=TOKEN, wanted=Wanted(("refused",))) as taken:
            await taken.task
            assert "refuses the stream: Not authorized to stream" in taken.status.reason
