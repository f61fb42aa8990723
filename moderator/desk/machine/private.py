"""What the desk uses of Textual that Textual keeps to itself: all of it, each with its reason.

A new version may take any of it away: `tests/desk/machine/test_private.py` says what is relied on.
"""

import sys
from collections.abc import Callable
from typing import TextIO

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.content import Content
from textual.driver import Driver
from textual.widget import Widget
from textual.widgets._footer import FooterKey

__all__ = ["Failing", "FooterKey", "XTermParser", "catch_nothing", "draw_by", "inscribe", "read_by"]
"""A piece of the footer is a FooterKey, which says of which act it is: that is put in our words,
or left out. What a terminal sends is made keys and pastes by an XTermParser: to tell the pastes
from the keys before it does, one has to be one."""


class Failing(App[None]):
    """An app that is told of its failure: Textual would draw it, with the posts that it was about.

    What failed is the exception that is being handled.
    """

    def failed(self) -> None:
        """Tell of it, and come to an end."""
        raise NotImplementedError

    def _fatal_error(self) -> None:
        self.failed()


def read_by(parser: type[XTermParser], driver: type[Driver]) -> None:
    """Have a driver read what is typed by that parser: which, its module alone says."""
    vars(sys.modules[driver.__module__])["XTermParser"] = parser


def draw_by(wrap: Callable[[TextIO], object], driver: Driver) -> None:
    """Wrap the file that a driver draws on, if it has one: it opens that by itself."""
    if file := getattr(driver, "_file", None):
        vars(driver)["_file"] = wrap(file)


def catch_nothing(app: App[None]) -> None:
    """Have an app catch nothing that is printed: of many, the first to begin may end first."""
    app._capture_stdout = sys.stdout  # type: ignore[assignment]
    app._capture_stderr = sys.stderr  # type: ignore[assignment]


def inscribe(panel: Widget, words: Content, *, below: bool = False) -> bool:
    """Put words into a panel's upper border, or the lower one; gives whether they are others.

    It draws nothing: Textual's own setter draws all anew that is in the panel.
    """
    before = panel._border_subtitle if below else panel._border_title
    if words.plain == (before.plain if before else ""):
        return False
    if below:
        panel._border_subtitle = words or None
    else:
        panel._border_title = words or None
    return True
