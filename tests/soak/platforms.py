"""Servers that misbehave, as platforms on which posts are published."""

import asyncio
import time
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.feeds.faults import bluesky, x

AUTHORS = 500

TAG = "#soakfair"


class Platform:
    """A server, and how a post comes to be on it."""

    def __init__(self, name, server, *mirrors):
        self.name, self.server, self.mirrors = name, server, mirrors
        self.texts = []

    async def publish(self, text, *, deliver=True):
        self.texts.append(text)
        now = datetime.now(UTC)
        self.server.says = {"Date": format_datetime(now, usegmt=True)}
        name = f"asker{len(self.texts) * 7 % AUTHORS}"
        ident = self.server.post(f"{text} {TAG}", at=now, author=self._account(name))
        for mirror in self.mirrors:
            uri = self.server.statuses[ident]["uri"]
            mirrored = mirror.post(
                f"{text} {TAG}", at=now, author=f"{name}@{self.server.host}", uri=uri
            )
            await mirror.resend(mirrored)
        if deliver:
            await self.deliver(ident)
        return ident

    def _account(self, name):
        """An account of that name, as the platform knows it from now on."""
        if self.name == "x":
            x.PEOPLE.setdefault(f"8{name[5:]}", name)
            return f"8{name[5:]}"
        if self.name == "bluesky":
            self.server.handles.setdefault(f"did:plc:{name}", f"{name}.example")
            return f"did:plc:{name}"
        return name

    async def deliver(self, ident):
        if isinstance(self.server, bluesky.BlueskyServer):
            await self.server.send_last()
        else:
            await self.server.resend(ident)

    def frame(self, ident, stream):
        """A post as the stream would send it."""
        if isinstance(self.server, bluesky.BlueskyServer):
            return self.server.frame(len(self.server.events) - 1, stream)
        if isinstance(self.server, x.XServer):
            return self.server.frame(ident)
        status = self.server.statuses[ident]
        return stream.event("update", status, status["tags"][0]["name"])


def a_text(platform):
    number = len(platform.texts) + 1
    kind = "Is dit ook parttime te doen" if number % 7 == 0 else "Vacature: kok in Assen, nummer"
    return f"{kind} {platform.name} {number}"


async def publish(platform, rate, end):
    """Publish so many posts a second, those that are late together."""
    begin, done = time.monotonic(), 0
    while (now := time.monotonic()) < end:
        while done < (now - begin) * rate:
            await platform.publish(a_text(platform))
            done += 1
        await asyncio.sleep(0.02)


async def beat(platforms):
    """Let the streams that promise it give signs of life."""
    while True:
        await asyncio.sleep(5)
        for platform in platforms:
            for server in (platform.server, *platform.mirrors):
                for stream in server.open_streams:
                    if hasattr(stream, "beat") and not stream.is_stalled:
                        await stream.beat()
