"""A WebSocket to a platform: its frames come, or feed errors."""

import logging
import ssl
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

from feeds.base import FeedError, FeedLost
from feeds.clock import Clock
from feeds.said import said
from feeds.secret import Secret
from feeds.web.api import AGENT
from feeds.web.proxies import usable
from feeds.web.trust import trust

LONGEST_FRAME = 1 << 23
PONG_SECONDS = 20.0

QUIET = logging.getLogger("feeds.web.socket")
QUIET.setLevel(logging.INFO)
"""Below that level the library logs the headers of a request, and a token is one."""

Refused = Callable[[int, Mapping[str, str], bytes], FeedError]
"""The feed error for a handshake that was refused, by status, headers and body."""


class _Connect(connect):
    """A connection that is not sent on to another address, where the token would go, too."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """Where to connect to, and how.

    `first` is sent once the connection stands. With `ping` the other side is asked for a
    sign of life after each `idle_seconds` without a frame.
    """

    address: str
    idle_seconds: float
    token: Secret | None = None
    scheme: str = "Bearer"
    first: Sequence[str] = ()
    subprotocols: Sequence[str] = ()
    ping: bool = False


async def frames(
    dial: Dial, *, clock: Clock, refused: Refused
) -> AsyncGenerator[bytes | str | None, None]:
    """The frames; None as soon as it stands, and after each idle stretch (and answered ping)."""
    host = dial.address.split("/")[2]
    try:
        async with AsyncExitStack() as held:
            connection = _connection(dial)
            with usable():
                socket = await held.enter_async_context(connection)
            for message in dial.first:
                await socket.send(message)
            yield None
            async with aclosing(_received(socket, dial, clock)) as received:
                async for frame in received:
                    yield frame
    except ConnectionClosed as closed:
        raise FeedLost(_why(host, closed)) from closed
    except InvalidStatus as status:
        response = status.response
        headers = dict(response.headers.raw_items())
        raise refused(response.status_code, headers, bytes(response.body or b"")) from None
    except ssl.SSLError as error:
        reason = said(
            "the certificate of {host} cannot be trusted: check this machine's clock", host=host
        )
        raise FeedLost(reason) from error
    except (OSError, ValueError, WebSocketException) as error:
        raise FeedLost(
            said("no connection to {platform}: check this machine's network", platform=host)
        ) from error


def _connection(dial: Dial) -> _Connect:
    headers = {"Authorization": f"{dial.scheme} {dial.token.reveal()}"} if dial.token else {}
    return _Connect(
        dial.address,
        additional_headers=headers,
        user_agent_header=AGENT,
        subprotocols=[Subprotocol(one) for one in dial.subprotocols] or None,
        max_size=LONGEST_FRAME,
        close_timeout=2,
        ssl=trust() if dial.address.startswith("wss:") else None,
        logger=QUIET,
    )


async def _received(
    socket: ClientConnection, dial: Dial, clock: Clock
) -> AsyncGenerator[bytes | str | None, None]:
    while True:
        frame: bytes | str | None = None
        try:
            async with clock.deadline(dial.idle_seconds):
                frame = await socket.recv()
        except TimeoutError:
            if dial.ping:
                await _answered(socket, clock)
        yield frame


async def _answered(socket: ClientConnection, clock: Clock) -> None:
    """Return when the other side answers a ping."""
    try:
        async with clock.deadline(PONG_SECONDS):
            await (await socket.ping())
    except TimeoutError as error:
        raise FeedLost(said("the other side does not answer a ping")) from error


def _why(host: str, closed: ConnectionClosed) -> str:
    reason = closed.rcvd.reason[:80] if closed.rcvd else ""
    if reason:
        return said("{host} closed the connection: {detail}", host=host, detail=reason)
    return said("{host} closed the connection", host=host)
