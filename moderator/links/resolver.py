"""Names looked up by the system, a few at a time, each on a thread that can be left behind.

Unresolved     there is no address
  NoSuchName   the name does not exist
  LookupLost   it could not be asked: the network, or the name's own servers
"""

import asyncio
import socket
import threading
from collections.abc import Sequence
from typing import Protocol

MOST_AT_ONCE = 8

_NO_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class Unresolved(Exception):
    """There is no address for a name."""


class NoSuchName(Unresolved):
    """The name does not exist, or has no address."""


class LookupLost(Unresolved):
    """The name could not be looked up this time."""


class Resolver(Protocol):
    """Looks names up."""

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """All IP addresses of a host, the preferred first; raises Unresolved."""
        ...


class SystemResolver:
    """Looks names up as the system does, hosts file included.

    The system's call cannot be cancelled. It runs on a daemon thread, so that
    neither a visit that is given up nor the end of the program waits for it.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(MOST_AT_ONCE)

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """All IP addresses of a host, the preferred first; raises Unresolved."""
        async with self._turn:
            loop = asyncio.get_running_loop()
            found: asyncio.Future[Sequence[str]] = loop.create_future()
            asking = threading.Thread(
                target=_ask, args=(host, port, loop, found), name=f"look up {host}", daemon=True
            )
            asking.start()
            return await found


def _ask(
    host: str, port: int, loop: asyncio.AbstractEventLoop, found: asyncio.Future[Sequence[str]]
) -> None:
    answer: Sequence[str] | Unresolved
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answer = tuple(dict.fromkeys(str(info[4][0]) for info in infos))
    except socket.gaierror as error:
        answer = NoSuchName(host) if error.errno in _NO_NAME else LookupLost(host)
    except (OSError, UnicodeError):
        answer = LookupLost(host)
    if not loop.is_closed():
        loop.call_soon_threadsafe(_tell, found, answer)


def _tell(found: asyncio.Future[Sequence[str]], answer: Sequence[str] | Unresolved) -> None:
    if found.done():
        return
    if isinstance(answer, Unresolved):
        found.set_exception(answer)
    else:
        found.set_result(answer)
