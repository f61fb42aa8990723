"""The desk as a program, whichever screen it shows: its themes, its palette, what it remembers.

It is drawn before its fair is there; see `moderator/commands/screen.py`.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from traceback import format_exc
from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Key
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from moderator.core.fair import Fair
from moderator.desk.boxes.heeding import Heeding
from moderator.desk.keys.keys import acts_of
from moderator.desk.machine import job
from moderator.desk.machine.browser import browse
from moderator.desk.machine.driver import outliving
from moderator.desk.machine.memory import Memory, remember
from moderator.desk.machine.private import Failing
from moderator.desk.screens.opening import OpeningScreen
from moderator.desk.screens.palette import Acts, Palette
from moderator.desk.styles import themes
from moderator.shelf.places import failures_of
from moderator.store.private import make_file
from moderator.words.language import _

DOUBLED_SECONDS = 0.3
"""A key that comes again within this time was pressed once too often."""


class Frame(Failing):
    """The moderator's screen, with a fair that is being opened.

    `memory_at` is where it remembers its look, of which little holds for a `fresh` day; `drawn`
    is set once there is a picture. With `has_the_fair` the fair ends for everybody when this
    desk is left.
    """

    CSS_PATH = "styles/desk.tcss"
    TITLE = "Moderator"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", show=False)]
    COMMANDS = {Acts}  # noqa: RUF012 - as textual declares it
    keep_seconds = 5.0
    """How often what is remembered is written down, where it is another: a crash loses no more."""

    def __init__(
        self,
        fair: Fair,
        *,
        browse: Callable[[str], bool] = browse,
        memory_at: Path | None = None,
        fresh: bool = False,
        has_the_fair: bool = False,
    ) -> None:
        super().__init__()
        self.fair = fair
        self.browse = browse
        self.memory_at = memory_at
        self.memory = remember(memory_at).anew() if fresh else remember(memory_at)
        self.memory.visits += 1
        self.has_the_fair = has_the_fair
        self.drawn = asyncio.Event()
        self.failed_at: Path | None = None
        self.failure: BaseException | None = None
        self.time_of: Callable[[Key], float] = attrgetter("time")
        self._pressed: tuple[str, Screen[object] | None, float] = ("", None, 0.0)
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme()

    def _first_theme(self) -> str:
        """Give the theme to start with: none with colour where NO_COLOR is set."""
        if self.no_color:
            return themes.COLOURLESS.name
        known = {theme.name for theme in themes.THEMES}
        return self.memory.theme if self.memory.theme in known else themes.DARK.name

    def get_driver_class(self) -> type[Driver]:
        """Give what draws on this terminal, and ends with it."""
        return outliving(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        """Give the word that the fair is being opened."""
        return OpeningScreen(self.fair)

    async def show(self, screen: Callable[[Callable[[str], bool], Memory], Screen[None]]) -> None:
        """Show the desk of a fair that is open, made with what opens links and is remembered."""
        await self.push_screen(screen(self.browse, self.memory))

    async def on_event(self, event: Event) -> None:
        """Pass all on, but no key that was meant for a box which it closed the first time."""
        if not (isinstance(event, Key) and self._is_doubled(event)):
            await super().on_event(event)

    def _is_doubled(self, event: Key) -> bool:
        """Give whether a key comes again at once, and the screen that took it then is gone.

        Each key comes here twice: as it is pressed, and when no box or line took it.
        """
        (key, screen, at), now = self._pressed, self.time_of(event)
        gone = screen is not None and screen not in self.screen_stack
        soon = event.is_forwarded or now - at < DOUBLED_SECONDS
        doubled = event.key == key and gone and soon
        if not event.is_forwarded:
            self._pressed = (event.key, screen if doubled else self.screen, now)
        return doubled

    def on_key(self, event: Key) -> None:
        """Let the screen heed a key."""
        if isinstance(self.screen, Heeding):
            self.screen.heed(event)

    def action_help_quit(self) -> None:
        """Say how one leaves, to who pressed Ctrl+C out of habit: it copies where one types."""
        said = _("To leave, close what is open and press q. What was done is kept.")
        self.notify(said, markup=False)

    def action_suspend_process(self) -> None:
        """Stop as a job of the shell does, until `fg`; where the fair stops with it, ask first.

        Where that cannot be, say so.
        """
        warning = _("The fair stands still until fg: nothing is read, others see nothing new")
        hint = _("  ·  Ctrl+Z stops, Esc not")
        if self.has_the_fair and not self._is_sure(warning, hint):
            return
        if job.has_a_shell():
            with suppress(SuspendNotSupported), self.suspend():
                job.stop()
                return
        if isinstance(self.screen, Heeding):
            said = _("No shell has this terminal that could take the desk up again: q leaves.")
            self.screen.say(said)

    async def action_quit(self) -> None:
        """Leave; where something comes of it that one had better know, only by a second time."""
        here, warning = self.screen, ""
        if isinstance(here, Heeding):
            warning = here.before_leaving(has_the_fair=self.has_the_fair)
        if not warning or self._is_sure(warning, _("  ·  q leaves, Esc stays")):
            await super().action_quit()

    def _is_sure(self, warning: str, hint: str) -> bool:
        """Give whether a warning stood there already, with its keys; else it does now."""
        return not isinstance(self.screen, Heeding) or self.screen.make_sure(warning, hint)

    def on_mount(self) -> None:
        """Tell once there is a picture, draw it anew after a stop, keep what is remembered."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.call_after_refresh(self.drawn.set)
        self.set_interval(self.keep_seconds, self.keep)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Give what changes lines on their way to the terminal: without colour, it drops all."""
        colourless = self.theme == themes.COLOURLESS.name
        return [*super().get_line_filters(), *([NoColor()] if colourless else [])]

    def action_next_theme(self) -> None:
        """Change to the next theme, and say which it is."""
        self.theme = self.memory.theme = themes.after(self.theme)
        if isinstance(self.screen, Heeding):
            self.screen.say(_("Theme: {name}.").format(name=_(themes.NAMES[self.theme])))

    def failed(self) -> None:
        """Keep what went wrong in a file: the screen is seen by others, and would show posts."""
        self.failure = sys.exception()
        if self.memory_at is not None:
            self.failed_at = failures_of(self.memory_at)
            make_file(self.failed_at)
            with suppress(OSError), self.failed_at.open("a", encoding="utf-8") as file:
                file.write(format_exc())
        self.panic()

    def on_unmount(self) -> None:
        """Keep what was remembered."""
        self.keep()

    def keep(self) -> None:
        """Write down what is remembered."""
        self.memory.keep(self.memory_at)

    def action_command_palette(self) -> None:
        """Let an act be chosen by its name, where there are any."""
        if any(acts_of(self.screen)):
            self.push_screen(Palette(placeholder=_("Search for an act…")))
        elif not isinstance(self.screen, Palette):
            self.notify(_("To choose an act, close what is open."), markup=False)
