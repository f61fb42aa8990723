"""What passes between a desk and the browser that shows it."""

import asyncio
import json
from collections.abc import Awaitable
from typing import Protocol

LONGEST = 4_000_000
"""Characters that may wait for a browser that does not keep up: then its desk is closed."""


class Socket(Protocol):
    """The browser's end: bytes are drawn, texts are what else it is to do."""

    def send_bytes(self, data: bytes) -> Awaitable[None]:
        """Send what is to be drawn."""
        ...

    def send_str(self, data: str) -> Awaitable[None]:
        """Send a request, as JSON."""
        ...


class Listener(Protocol):
    """The desk's end."""

    def typed(self, text: str) -> None:
        """Take what was typed, or done with the mouse, as a terminal sends it."""
        ...

    def resized(self, width: int, height: int) -> None:
        """Take the number of cells that the browser now has room for."""
        ...


class Wire:
    """Takes what is drawn at once, and sends it on as fast as the browser takes it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.listener: Listener | None = None
        self.broken = asyncio.Event()
        self._coming = asyncio.Event()
        self._drawn: list[str] = []
        self._asked: list[str] = []
        self._waiting = 0

    def draw(self, data: str) -> None:
        """Take what is to be drawn."""
        self._drawn.append(data)
        self._waiting += len(data)
        if self._waiting > LONGEST:
            self.broken.set()
        self._coming.set()

    def ask(self, what: str, of: object) -> None:
        """Take what else the browser is to do."""
        self._asked.append(json.dumps([what, of]))
        self._coming.set()

    def hear(self, said: str) -> None:
        """Pass on what the browser said; what is not understood is nothing."""
        try:
            what, *rest = json.loads(said)
        except (ValueError, TypeError, RecursionError):
            return
        match what, rest:
            case "stdin", [str(text)] if self.listener:
                self.listener.typed(text)
            case "resize", [{"width": int(width), "height": int(height)}] if self.listener:
                self.listener.resized(width, height)
            case "ping", [str(moment)]:
                self.ask("pong", moment)

    async def carry(self, socket: Socket) -> None:
        """Send on whatever comes, for as long as the browser is there."""
        while True:
            await self._coming.wait()
            self._coming.clear()
            drawn, self._drawn, self._waiting = "".join(self._drawn), [], 0
            asked, self._asked = self._asked, []
            if drawn:
                await socket.send_bytes(drawn.encode("utf-8", "replace"))
            for each in asked:
                await socket.send_str(each)
