"""The socket of a broker's connection, as the library uses it: reads ahead, writes in one go.

The library reads each message in three pieces, two of them a byte long, and writes each by
itself. With a thousand messages a second that is most of its work.
"""

import socket
import ssl
from contextlib import suppress

AHEAD = 1 << 16


class Plug:
    """A buffered socket: reads ahead, and what is sent gathers here until `flush`."""

    def __init__(self, wire: socket.socket) -> None:
        with suppress(OSError):  # a socket of another kind waits for nothing anyway
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wire = wire
        self._come, self._taken = b"", 0
        self._going = bytearray()

    def recv(self, most: int) -> bytes:
        """Up to that many bytes; none where the other side has hung up."""
        if self._taken == len(self._come):
            self._come, self._taken = self._wire.recv(AHEAD), 0
        piece = self._come[self._taken : self._taken + most]
        self._taken += len(piece)
        return piece

    def pending(self) -> int:
        """How many bytes can be read without waiting, some of them still encrypted."""
        sealed = self._wire.pending() if isinstance(self._wire, ssl.SSLSocket) else 0
        return len(self._come) - self._taken + sealed

    def send(self, data: bytes | bytearray) -> int:
        """Take all of it."""
        self._going += data
        return len(data)

    def flush(self) -> bool:
        """Write what has gathered; whether all of it could be. Raises OSError."""
        with suppress(BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            while self._going:
                del self._going[: self._wire.send(self._going)]
        return not self._going

    def fileno(self) -> int:
        """The number of the socket; negative where it is closed."""
        return self._wire.fileno()

    def close(self) -> None:
        """Write what still can be, and hang up."""
        with suppress(OSError):
            self.flush()
        self._wire.close()
