"""The desk as a program: its themes, its palette, and the one screen that it starts with."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import Theme

from moderator.desk import answers
from moderator.desk.browser import browse
from moderator.desk.day import Day
from moderator.desk.keys import GROUPS, shown
from moderator.desk.screens.desk import DeskScreen
from moderator.language import _

DARK = Theme(
    name="desk-dark",
    primary="#7aa2c8",
    secondary="#5f7f9c",
    accent="#e0af68",
    foreground="#d5d9e0",
    background="#14171c",
    surface="#191d23",
    panel="#232932",
    success="#8fbf7f",
    warning="#e0af68",
    error="#e67e80",
    variables={"muted": "#949dab", "line": "#3d4653"},
)
LIGHT = Theme(
    name="desk-light",
    primary="#2f5d8a",
    secondary="#55779a",
    accent="#8a5a00",
    foreground="#22262c",
    background="#f6f5f1",
    surface="#fbfaf7",
    panel="#e7e5de",
    success="#2f6b2f",
    warning="#8a5a00",
    error="#a8262c",
    dark=False,
    variables={"muted": "#5c636e", "line": "#c6c2b5"},
)


class DeskApp(App[None]):
    """The moderator's screen over one day of a fair."""

    CSS_PATH = "styles/desk.tcss"
    TITLE = "Moderator"

    def __init__(self, day: Day, *, browse: Callable[[str], bool] = browse) -> None:
        super().__init__()
        self.day = day
        self.browse = browse
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        """Give the desk."""
        return DeskScreen(self.day, self.browse)

    def action_command_palette(self) -> None:
        """Let an act be chosen by its name."""
        self.push_screen(CommandPalette(placeholder=_("Search for an act…")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give every act that exists now, for the command palette."""
        for _group, bindings in GROUPS:
            for binding in bindings:
                name, _bracket, inside = binding.action.partition("(")
                parameters = (inside.strip("')"),) if inside else ()
                if screen.check_action(name, parameters):
                    run = partial(screen.run_action, binding.action)
                    title = answers.command(binding.description, shown(binding))
                    yield SystemCommand(title, _(binding.tooltip), run)
