"""The kinds of live feeds there are: where the server of each is, and how it is spoken to."""

import asyncio
from contextlib import asynccontextmanager

from feeds.base import Wanted
from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import until
from tests.feeds.faults.bluesky import BlueskyServer
from tests.feeds.faults.mastodon import TOKEN as MASTODON_TOKEN
from tests.feeds.faults.mastodon import MastodonServer
from tests.feeds.faults.x import TOKEN as X_TOKEN
from tests.feeds.faults.x import XServer
from tests.feeds.live import following

WANTED = Wanted(("fair",))


class XKind:
    """X, and how its server is spoken to in these tests."""

    server, token, stream_path = XServer, X_TOKEN, "/2/tweets/search/stream"
    check_path = "/2/tweets/search/stream/rules"
    silence, bad_frame = 21, b"{not json\r\n"

    def table(self, server):
        return {"kind": "x", "address": server.address}

    def payload(self, server, name):
        return server.frame(name)

    async def beat(self, stream):
        """Give a sign of life; whether the server gives them by itself."""
        await stream.beat()
        return True


class MastodonKind:
    server, token = MastodonServer, MASTODON_TOKEN
    check_path, silence = "/api/v2/instance", 60

    def __init__(self, transport):
        self.transport = transport
        self.stream_path = "/api/v1/streaming"
        self.bad_frame = (
            b"event: update\ndata: {not json\n\n" if transport == "sse" else "{not json"
        )

    def table(self, server):
        return {"kind": "mastodon", "server": server.address, "transport": self.transport}

    def payload(self, server, name):
        return server.streams[-1].event("update", server.statuses[name], "fair")

    async def beat(self, stream):
        if self.transport == "sse":
            await stream.beat()
        return self.transport == "sse"


class BlueskyKind:
    server, token, check_path = BlueskyServer, "", None
    silence, bad_frame = 30, "{not json"

    def __init__(self, wire):
        self.wire = wire
        self.stream_path = "/subscribe" if wire == "v1" else "/xrpc/network.bsky.jetstream.sub"

    def table(self, server):
        servers = [server.streaming]
        return {"kind": "bluesky", "servers": servers, "view": server.address, "wire": self.wire}

    def payload(self, server, name):
        numbers = [
            n for n, one in enumerate(server.events) if one[3]["rkey"] == name.split("/")[-1]
        ]
        return server.frame(numbers[0], server.streams[-1])


KINDS = {
    "x": XKind(),
    "mastodon-websocket": MastodonKind("websocket"),
    "mastodon-sse": MastodonKind("sse"),
    "bluesky-v1": BlueskyKind("v1"),
    "bluesky-v2": BlueskyKind("v2"),
}


@asynccontextmanager
async def live(kind, clock, *, tls=None, position="", remembered=()):
    async with kind.server(tls=tls) as server, follow(kind, server, clock) as taken:
        await ready(server, taken)
        yield server, taken


def follow(kind, server, clock, **more):
    return following(kind.table(server), token=kind.token, wanted=WANTED, clock=clock, **more)


async def ready(server, taken, count=1):
    """Return when a connection stands, and listens."""
    stream = await server.connected(count)
    await until(lambda: getattr(stream, "tags", ["fair"]))
    if isinstance(server, BlueskyServer) and count == 1:
        server.post("The network is alive")
        await server.send_last()
    await until(lambda: taken.status.state is FeedState.CONNECTED)
    return stream


async def comes(clock, taken, *texts):
    """Return when exactly these posts have come, in any order, each once."""
    async with asyncio.timeout(10):
        while sorted(taken.texts) != sorted(texts):
            await asyncio.sleep(0)
            if taken.status.state is FeedState.RETRYING or not len(clock.slept) % 7:
                await clock.turn(1)
            else:
                await clock.turn(0.5)
    assert len({(post.source, post.id) for post in taken.of(Post)}) == len(texts)
