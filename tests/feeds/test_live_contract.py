"""What every live feed keeps to, whatever happens to its connection: one test for all of them.

The servers are real ones on loopback; what they do wrong is told to them.
"""

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from feeds.base import Wanted
from feeds.post import Post
from feeds.status import FeedState
from tests.clocks import NOON, HandClock, until
from tests.feeds.faults import certificates
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


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def kind(request):
    return request.param


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


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_platform_that_fails_is_tried_again_more_and_more_slowly(kind, status):
    clock = HandClock()
    async with kind.server() as server:
        server.refuse(kind.stream_path, status, times=3)
        async with follow(kind, server, clock) as taken:
            waits = []
            for _ in range(3):
                await until(lambda: taken.status.retry_seconds)
                waits.append(taken.status.retry_seconds)
                assert f"fails ({status})" in taken.status.reason
                before = len(server.asked)
                await clock.turn(waits[-1])
                await until(lambda before=before: len(server.asked) > before)
            assert waits[1:] == [wait * 2 for wait in waits[:-1]]


async def test_a_limit_is_waited_for_by_the_platforms_clock_however_wrong_ours_is(kind):
    clock = HandClock(NOON - timedelta(days=400))
    then = NOON + timedelta(seconds=700)
    headers = {
        "Date": NOON.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "X-RateLimit-Reset": then.isoformat().replace("+00:00", "Z"),
    }
    if isinstance(kind, XKind):
        headers["x-rate-limit-reset"] = str(int(then.timestamp()))
        del headers["X-RateLimit-Reset"]
    async with kind.server() as server:
        server.refuse(kind.stream_path, 429, headers=headers)
        async with follow(kind, server, clock) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.retry_seconds == 700


async def test_a_limit_without_a_time_is_waited_for_as_the_platform_asks(kind):
    async with kind.server() as server:
        server.refuse(kind.stream_path, 429)
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.retry_seconds >= 30


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refusal_in_json_stops_the_feed_and_one_in_html_does_not(kind, status):
    async with kind.server() as server:
        server.refuse(kind.stream_path, status, body=b"<h1>no</h1>", kind="text/html")
        async with follow(kind, server, clock := HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert "something between here and" in taken.status.reason
            server.refuse(kind.stream_path, status)
            await clock.turn(taken.status.retry_seconds)
            await taken.task
            assert taken.status.state is FeedState.STOPPED
            assert taken.status.reason


@pytest.mark.parametrize("status", [302, 307])
async def test_nobody_is_sent_on_to_another_address(kind, status):
    async with kind.server() as server, kind.server() as other:
        where = {"Location": f"{other.address}{kind.stream_path}"}
        server.refuse(kind.stream_path, status, headers=where)
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
        assert other.asked == []


async def test_a_page_where_the_stream_should_be_is_no_stream(kind):
    async with kind.server() as server:
        server.refuse(kind.stream_path, 200, body=b"<h1>Welcome</h1>", kind="text/html")
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert taken.status.reason


async def test_a_server_that_hangs_up_at_once_is_tried_again(kind):
    clock = HandClock()
    async with kind.server() as server:
        server.closes_at_once = 2
        async with follow(kind, server, clock) as taken:
            for _ in range(40):
                await clock.turn(0.5)
                await asyncio.sleep(0)
                if server.streams:
                    break
            await until(lambda: server.streams)
            await ready(server, taken)


async def test_a_certificate_that_cannot_be_trusted_is_refused(kind, tmp_path):
    tls = certificates.server_context(tmp_path)
    async with kind.server(tls=tls) as server:
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: taken.status.state is FeedState.RETRYING)
            assert "certificate" in taken.status.reason
        assert server.asked == []


async def test_a_certificate_that_this_machine_trusts_is_accepted(kind, tmp_path, monkeypatch):
    tls = certificates.server_context(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.authority(tmp_path)))
    clock = HandClock()
    async with live(kind, clock, tls=tls) as (server, taken):
        await server.publish("One #fair")
        await comes(clock, taken, "One #fair")


async def test_a_proxy_is_used_where_the_environment_names_one(kind, monkeypatch):
    async with kind.server() as server, kind.server() as proxy:
        for name in ("http_proxy", "ws_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        monkeypatch.delenv("no_proxy", raising=False)
        async with follow(kind, server, HandClock()) as taken:
            await until(lambda: proxy.asked or taken.status.state is FeedState.RETRYING)
        assert server.asked == []


@pytest.mark.parametrize(
    "proxy", ["socks5h://me:S3cret@127.0.0.1:9", "http://[::S3cret", "ftp://S3cret.example:1"]
)
async def test_a_proxy_that_cannot_be_used_is_said_and_its_password_is_not(
    kind, proxy, monkeypatch, caplog
):
    for name in ("http_proxy", "ws_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    async with kind.server() as server, follow(kind, server, HandClock()) as taken:
        await taken.task
        assert taken.status.state is FeedState.STOPPED
        assert "proxies that the environment names cannot be used" in taken.status.reason
        assert "S3cret" not in str(taken.status) + caplog.text
        assert server.asked == []


async def test_exceptions_for_proxies_that_no_library_reads_are_said(monkeypatch):
    monkeypatch.setenv("no_proxy", "localhost,[::1]")
    kind = KINDS["x"]
    async with kind.server() as server, follow(kind, server, HandClock()) as taken:
        await taken.task
        assert taken.status.reason.endswith("no_proxy has no brackets")


async def test_authorities_that_cannot_be_read_are_said(kind, tmp_path, monkeypatch):
    tls = certificates.server_context(tmp_path)
    (tmp_path / "empty.pem").write_text("no certificate")
    for name in ("nowhere.pem", "empty.pem"):
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / name))
        async with kind.server(tls=tls) as server, follow(kind, server, HandClock()) as taken:
            await taken.task
            assert "no certificates are at SSL_CERT_FILE" in taken.status.reason
            assert server.asked == []


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
