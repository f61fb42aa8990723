"""Takes the pictures in docs from the program itself: `python docs/picture.py docs/pictures`."""  # noqa: INP001

import asyncio
import re
import sys
from datetime import time
from pathlib import Path

from textual.pilot import Pilot

from moderator.config.models import load
from moderator.day.replayed import ReplayedDay
from moderator.desk.app import DeskApp
from moderator.recordings import locate
from moderator.replay import Showing, replay
from moderator.store.memory import MemoryJournal

SIZE = (120, 40)
MOMENT = time(10, 55)
"""When the pictures are taken, by the fair's clock: some wait, some are due, some overdue."""

PICTURES = {
    "desk": [],
    "nudge": ["n"],
    "employers": ["escape", "e", "enter"],
    "light": ["escape", "escape", "t"],
}
"""Each picture, and the keys that lead to it from the one before."""


async def pictures(day: ReplayedDay) -> dict[str, str]:
    """The desk in the middle of the bundled day, as SVG, in one sitting."""
    taken: dict[str, str] = {}
    await _settled(day)
    app = DeskApp(day)
    async with app.run_test(size=SIZE) as pilot:
        for name, keys in PICTURES.items():
            await _press(pilot, keys)
            taken[name] = _with_own_fonts(app.export_screenshot(title="moderator demo"))
    return taken


async def _press(pilot: Pilot[None], keys: list[str]) -> None:
    await pilot.pause(0.5)
    await pilot.press(*keys)
    await pilot.pause(1.0)


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


def main(folder: Path) -> None:
    """Take all of them, and write them down."""

    async def photographer(day: ReplayedDay) -> None:
        for name, svg in (await pictures(day)).items():
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")

    path, config = locate("demo")
    showing = Showing(speed=1.0, start=MOMENT)
    fair = load(config).to_fair()
    asyncio.run(replay(path, fair, MemoryJournal(), showing=showing, audience=photographer))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
