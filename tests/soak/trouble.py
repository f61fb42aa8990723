"""What goes wrong while a fair is followed, one fault after the other."""

import asyncio

from tests.feeds.faults import bluesky
from tests.soak.platforms import a_text


class Trouble:
    """One fault after the other, on platforms picked by chance."""

    def __init__(self, platforms, chance, figures, *, limits):
        self.platforms, self.chance, self.figures = platforms, chance, figures
        self.kinds = [
            self.cut,
            self.cut_inside_a_frame,
            self.cut_inside_a_character,
            self.stall,
            self.twice_and_out_of_order,
            self.refuse,
            *([self.limit] if limits else ()),
            self.close_at_once,
            self.garbage,
        ]

    async def go_on(self, every_seconds):
        while True:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * every_seconds)
            kind, platform = self.chance.choice(self.kinds), self.chance.choice(self.platforms)
            if await kind(platform):
                self.figures.faults[kind.__name__.replace("_", " ")] += 1

    def over(self):
        """From here on the servers behave."""
        for platform in self.platforms:
            platform.server._refusals.clear()
            platform.server.closes_at_once = 0

    async def cut(self, platform):
        for stream in platform.server.open_streams:
            stream.wire.abort()
        return True

    async def cut_inside_a_frame(self, platform):
        ident = await platform.publish(a_text(platform), deliver=False)
        for stream in platform.server.open_streams:
            await stream.cut_inside(platform.frame(ident, stream), at=self.chance.random())
        return True

    async def cut_inside_a_character(self, platform):
        ident = await platform.publish(a_text(platform) + " café", deliver=False)
        for stream in platform.server.open_streams:
            frame = platform.frame(ident, stream)
            if isinstance(frame, bytes):
                return False
            await stream.cut_inside_character(frame)
        return True

    async def stall(self, platform):
        for stream in platform.server.open_streams:
            stream.is_stalled = True
        await asyncio.sleep(self.chance.uniform(1, 3))
        return await self.cut(platform)

    async def twice_and_out_of_order(self, platform):
        if isinstance(platform.server, bluesky.BlueskyServer):
            await platform.server.send_last(min(5, len(platform.server.events)))
            return True
        known = platform.server.posts if platform.name == "x" else platform.server.statuses
        await platform.server.resend(*list(known)[-1:-6:-1])
        return True

    async def refuse(self, platform):
        if platform.server._refusals:
            return False
        path = "/xrpc" if platform.name == "bluesky" else "/"
        platform.server.refuse(path, self.chance.choice([500, 502, 503]))
        return await self.cut(platform)

    async def limit(self, platform):
        if platform.server._refusals:
            return False
        platform.server.refuse("/", 429, headers={"Retry-After": "1"})
        return True

    async def close_at_once(self, platform):
        platform.server.closes_at_once = self.chance.randrange(1, 3)
        return await self.cut(platform)

    async def garbage(self, platform):
        for stream in platform.server.open_streams:
            await stream.send(b"\r\n" if platform.name == "x" else "{}")
        return platform.name == "x"
