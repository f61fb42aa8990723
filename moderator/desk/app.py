"""The desk of a fair that is open: the program, and the one screen that it starts with."""

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

from moderator.desk.day import Day
from moderator.desk.frame import Frame
from moderator.desk.machine.browser import browse
from moderator.desk.screens.desk import DeskScreen


class DeskApp(Frame):
    """The moderator's screen over one day of a fair; `memory_at` is where it remembers its look."""

    def __init__(
        self,
        day: Day,
        *,
        browse: Callable[[str], bool] = browse,
        memory_at: Path | None = None,
    ) -> None:
        super().__init__(day.fair, browse=browse, memory_at=memory_at)
        self.day = day

    def get_default_screen(self) -> Screen[None]:
        """Give the desk."""
        return DeskScreen(self.day, self.browse, self.memory)
