"""The desk on this terminal, whatever day it shows."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from moderator.desk.day import Day


async def at_the_desk(day: "Day", *, memory_at: Path | None) -> None:
    """Show a day until the moderator leaves; `memory_at` is where the desk remembers its look."""
    from moderator.desk.app import DeskApp

    gc.freeze()  # what is known by now stays: the collector need not stop the screen for it
    await DeskApp(day, memory_at=memory_at).run_async()
