"""The desk of a fair that is open: the program, and the one screen that it starts with."""

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

from moderator.desk.day import Day
from moderator.desk.frame import Frame
from moderator.desk.machine.browser import browse
from moderator.desk.news.leaving import before_leaving
from moderator.desk.screens.desk import DeskScreen
from moderator.words.language import _


class DeskApp(Frame):
    """The moderator's screen over one day of a fair; `memory_at` is where it remembers its look.

    With `has_the_fair` the fair ends for everybody when this desk is left.
    """

    def __init__(
        self,
        day: Day,
        *,
        browse: Callable[[str], bool] = browse,
        memory_at: Path | None = None,
        has_the_fair: bool = False,
    ) -> None:
        super().__init__(day.fair, browse=browse, memory_at=memory_at)
        self.day = day
        self._has_the_fair = has_the_fair

    def get_default_screen(self) -> Screen[None]:
        """Give the desk."""
        return DeskScreen(self.day, self.browse, self.memory)

    def action_suspend_process(self) -> None:
        """Stop until `fg`; where the fair stops with it, ask first."""
        warning = _("The fair stands still until fg: nothing is read, others see nothing new")
        if self._is_sure(warning if self._has_the_fair else "", _("  ·  Ctrl+Z stops, Esc not")):
            super().action_suspend_process()

    async def action_quit(self) -> None:
        """Leave; where something comes of it that one had better know, only by a second time."""
        warning = before_leaving(self.day, has_the_fair=self._has_the_fair)
        if self._is_sure(warning, _("  ·  q leaves, Esc stays")):
            await super().action_quit()

    def _is_sure(self, warning: str, hint: str) -> bool:
        """Give whether nothing warns of it any more; a warning is said once, with its keys."""
        desk = self.screen
        if warning and isinstance(desk, DeskScreen) and desk.status.asked != warning:
            desk.make_sure(warning, hint)
            return False
        return True
