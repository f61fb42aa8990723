"""The desk on a screen of any size, for tests: it is worked by its keys, and read as text."""

from asyncio import timeout
from contextlib import asynccontextmanager
from itertools import count

from moderator.desk.app import DeskApp


@asynccontextmanager
async def desk_of(day, size=(80, 24)):
    opened = []
    app = DeskApp(day, browse=lambda link: not opened.append(link))
    app.opened, pressed = opened, count()
    app.time_of = lambda _key: next(pressed)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot, app.screen


def listed(desk):
    return [entry.case.id for entry in desk.queue.entries]


def on_screen(pilot):
    """Give the text of the whole screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def shown(pilot, words):
    """Wait until the words are on the screen."""
    async with timeout(30):
        while words not in on_screen(pilot):
            await pilot.pause(0.05)
