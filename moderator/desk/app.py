"""The desk as a program: its themes, its palette, and the one screen that it starts with."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from moderator.desk import answers, themes
from moderator.desk.browser import browse
from moderator.desk.day import Day
from moderator.desk.keys import acts_of, shown
from moderator.desk.memory import remember
from moderator.desk.screens.desk import DeskScreen
from moderator.words.language import _


class DeskApp(App[None]):
    """The moderator's screen over one day of a fair; `memory_at` is where it remembers its look."""

    CSS_PATH = "styles/desk.tcss"
    TITLE = "Moderator"

    def __init__(
        self,
        day: Day,
        *,
        browse: Callable[[str], bool] = browse,
        memory_at: Path | None = None,
    ) -> None:
        super().__init__()
        self.day = day
        self.browse = browse
        self.memory_at = memory_at
        self.memory = remember(memory_at)
        self.memory.visits += 1
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme()

    def _first_theme(self) -> str:
        """Give the theme to start with: none with colour where NO_COLOR is set."""
        if self.no_color:
            return themes.COLOURLESS.name
        known = {theme.name for theme in themes.THEMES}
        return self.memory.theme if self.memory.theme in known else themes.DARK.name

    def get_default_screen(self) -> Screen[None]:
        """Give the desk."""
        return DeskScreen(self.day, self.browse, self.memory)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Give what changes lines on their way to the terminal: without colour, it drops all."""
        colourless = self.theme == themes.COLOURLESS.name
        return [*super().get_line_filters(), *([NoColor()] if colourless else [])]

    def action_next_theme(self) -> None:
        """Change to the next theme."""
        self.theme = self.memory.theme = themes.after(self.theme)

    def on_unmount(self) -> None:
        """Keep what was remembered."""
        self.memory.keep(self.memory_at)

    def action_command_palette(self) -> None:
        """Let an act be chosen by its name."""
        self.push_screen(CommandPalette(placeholder=_("Search for an act…")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give every act that exists now, for the command palette."""
        for binding in acts_of(screen):
            run = partial(screen.run_action, binding.action)
            title = answers.command(binding.description, shown(binding))
            yield SystemCommand(title, _(binding.tooltip), run)
