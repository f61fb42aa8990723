"""What every live feed keeps to on its way out: certificates, authorities and proxies."""

import pytest

from feeds.status import FeedState
from tests.clocks import HandClock, until
from tests.feeds.faults import certificates
from tests.feeds.kinds import KINDS, comes, follow, live


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
