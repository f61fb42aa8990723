"""Takes the picture of the desk in the README: `python docs/picture.py docs/desk.svg`."""  # noqa: INP001

import asyncio
import re
import sys
from datetime import time
from pathlib import Path

from moderator.config import load
from moderator.day import ReplayedDay
from moderator.desk.app import DeskApp
from moderator.recordings import locate
from moderator.run import Showing, replay
from moderator.store.memory import MemoryJournal

SIZE = (120, 40)
MOMENT = time(10, 55)
"""When the picture is taken, by the fair's clock: some wait, some are due, some overdue."""


def picture() -> str:
    """The desk in the middle of the bundled day, as SVG."""
    taken: list[str] = []

    async def photographer(day: ReplayedDay) -> None:
        app = DeskApp(day)
        async with app.run_test(size=SIZE) as pilot:
            await _settled(day)
            await pilot.pause(0.5)
            taken.append(app.export_screenshot(title="moderator demo"))

    path, config = locate("demo")
    showing = Showing(speed=1.0, start=MOMENT)
    fair = load(config).to_fair()
    asyncio.run(replay(path, fair, MemoryJournal(), showing=showing, audience=photographer))
    return _with_own_fonts(taken[0])


async def _settled(day: ReplayedDay) -> None:
    """Wait until the day has come to the moment of the picture, and hold the clock there."""
    version = -1
    while day.board().version != version or version <= 0:
        version = day.board().version
        await asyncio.sleep(0.5)
    day.player.pause()
    day.player.speed = 60


def _with_own_fonts(svg: str) -> str:
    """The same, without fonts from elsewhere: a page that shows it fetches nothing."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(picture(), encoding="utf-8")
