"""Connections that lead only where they may: the network below the link checker.

httpcore asks its network backend for a connection to a host, and itself sends
the Host header and the TLS server name. This backend looks the host up once,
checks every answer, and connects to one of those very addresses: between check
and use there is nothing that could change.
"""

import asyncio
import ssl
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address

import httpcore
from httpcore import SOCKET_OPTION

from moderator.links.door import Rules
from moderator.links.names import Refused
from moderator.links.reasons import Refusal
from moderator.links.resolver import NoSuchName, Resolver

MOST_ADDRESSES = 3
"""How many of a host's addresses are tried, one after the other."""


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Opens connections to hosts all of whose addresses the rules allow.

    `connector` opens them, by IP address. Raises Refused, Unresolved, and what
    the connector raises.
    """

    def __init__(
        self, rules: Rules, resolver: Resolver, connector: httpcore.AsyncNetworkBackend
    ) -> None:
        self._rules = rules
        self._resolver = resolver
        self._connector = connector

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to a host that may be visited."""
        how = (port, timeout, local_address, socket_options)
        *earlier, last = (await self._checked(host, port))[:MOST_ADDRESSES]
        for address in earlier:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return _Stream(await self._connector.connect_tcp(address, *how))
        return _Stream(await self._connector.connect_tcp(last, *how))

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: Iterable[SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Nothing: no link leads to a socket of this machine."""
        raise Refused(Refusal.SCHEME)

    async def sleep(self, seconds: float) -> None:
        """Return after so long."""
        await self._connector.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        addresses = [host] if _is_address(host) else list(await self._resolver.resolve(host, port))
        if not addresses:
            raise NoSuchName(host)
        if not all(map(self._rules.may_connect, addresses)):
            raise Refused(Refusal.PRIVATE)
        return addresses


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that is closed when its handshake is given up, which httpcore leaves open."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await self._inner.start_tls(ssl_context, server_hostname, timeout)
        except asyncio.CancelledError:
            await self._inner.aclose()
            raise

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
