"""The desk over a wire: the same app, with another driver under it, and one to watch only."""

from asyncio import TimerHandle, get_running_loop

from textual import events
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen

from moderator.desk.app import DeskApp
from moderator.desk.day import Day
from moderator.desk.machine.browser import is_web_link
from moderator.desk.machine.pasted import Parser
from moderator.desk.machine.private import catch_nothing
from moderator.desk.screens.watch import WatchScreen
from moderator.desk.web.wire import Wire

ESCAPE_SECONDS = 0.1
"""How long an escape waits for what makes it part of another key."""

LARGEST = 500
"""Cells in either direction: no screen has more, whatever a browser says."""

START = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?25l\x1b[?2004h"
"""A clean screen, the mouse, no cursor, pasting in one piece."""


class WireDriver(Driver):
    """Puts what the app draws on its wire, and gives the app what comes from the other end."""

    def __init__(
        self,
        app: "WebDesk",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or _fit(*app.wire.size))
        self._wire = app.wire
        self._parser = Parser(debug)
        self._escape: TimerHandle | None = None

    @property
    def is_web(self) -> bool:
        """It is shown in a browser."""
        return True

    def write(self, data: str) -> None:
        """Draw."""
        self._wire.draw(data)

    def start_application_mode(self) -> None:
        """Begin to draw, and to listen."""
        self.write(START)
        self._wire.listener = self
        self.resized(*self._wire.size)

    def disable_input(self) -> None:
        """Listen no more."""
        self._wire.listener = None

    def stop_application_mode(self) -> None:
        """Listen no more; the session closes the page."""
        self.disable_input()
        if self._escape:
            self._escape.cancel()

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Have the browser open a page beside the desk."""
        self._wire.ask("open_url", {"url": url, "new_tab": new_tab})

    def typed(self, text: str) -> None:
        """Make keys and clicks of what was typed; a lone escape is one after a moment."""
        if self._escape:
            self._escape.cancel()
        for event in self._parser.feed(text):
            self.process_message(event)
        self._escape = get_running_loop().call_later(ESCAPE_SECONDS, self._no_more)

    def _no_more(self) -> None:
        for event in self._parser.tick():
            self.process_message(event)

    def resized(self, width: int, height: int) -> None:
        """Draw in that many cells from now on."""
        size = _fit(width, height)
        self.send_message(events.Resize(size, size))


def _fit(width: int, height: int) -> Size:
    """Give the size of a screen that a desk can be drawn on."""
    return Size(min(max(width, 1), LARGEST), min(max(height, 1), LARGEST))


class WebDesk(DeskApp):
    """A desk in a browser: links open there, too."""

    CSS_PATH = "../styles/desk.tcss"

    def __init__(self, day: Day, wire: Wire) -> None:
        self.wire = wire
        super().__init__(day, browse=self._open)
        self.driver_class = WireDriver
        catch_nothing(self)

    def _open(self, link: str) -> bool:
        """Have the browser open a link; gives whether it is one."""
        if not is_web_link(link):
            return False
        self.open_url(link)
        return True


class WatchDesk(WebDesk):
    """A desk that shows everything and changes nothing."""

    def get_default_screen(self) -> Screen[None]:
        """Give the desk without its acts."""
        return WatchScreen(self.day, self.browse, self.memory)
