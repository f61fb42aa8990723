"""The acts by which one goes from panel to panel, and from lane to lane."""

from collections.abc import Callable, Mapping
from functools import partial

from textual.screen import Screen

from moderator.desk.keys.act import Act, Acts
from moderator.desk.lists.lanes import Lane
from moderator.desk.panels.lists import Lists

ZOOMS = ("queue", "unsure", "talk", "stream")
"""The panels that can have it."""


class Room:
    """Who has the room of a screen: one of its panels, or each its own; `pull` draws them then."""

    def __init__(self, screen: Screen[None], lists: Lists, pull: Callable[[], None]) -> None:
        self.lists, self.pull, self._screen = lists, pull, screen

    def acts(self) -> Acts:
        """Give the acts by name."""
        lanes = {lane.value: Act(partial(self.show_lane, lane)) for lane in Lane}
        return {
            **lanes,
            "zoom": Act(self.turn),
            "next_panel": Act(self.next),
            "previous_panel": Act(self.previous),
        }

    def show_lane(self, lane: Lane) -> None:
        """Show the cases that wait, the posts in doubt, the cases set aside, or those closed."""
        self._screen.set_class(lane is Lane.UNSURE, "-doubting")
        self.lists.show_lane(lane)
        if self.zoomed not in ("", "stream"):
            self.zoom(self._lane)
        self.lists.shown.focus()
        self.pull()

    @property
    def is_small(self) -> bool:
        """Whether there is no room for all panels at once."""
        return self._screen.has_class("-slim") or self._screen.has_class("-tiny")

    @property
    def zoomed(self) -> str:
        """The panel that has the room of all; empty where each has its own."""
        return next((name for name in ZOOMS if self._screen.has_class(f"-zoom-{name}")), "")

    def zoom(self, panel: str) -> None:
        """Give one panel the room of all, or with no name give each its own again."""
        self._screen.set_class(bool(panel), "-zoomed")
        for name in ZOOMS:
            self._screen.set_class(name == panel, f"-zoom-{name}")
        self._screen.call_after_refresh(self.pull)

    def turn(self) -> None:
        """Give the focused panel the whole screen, or put it back."""
        focused = self._screen.focused
        name = focused.id if focused else None
        self.zoom("" if self.zoomed else name if name in ZOOMS else "stream")

    def next(self) -> None:
        """Go to the next panel; where not all are there, that one has the room of all then."""
        if self.zoomed or self.is_small:
            self._give({self._lane: "talk", "talk": "stream"})
        else:
            self._screen.focus_next()

    def previous(self) -> None:
        """Go to the panel before, in the same way."""
        if self.zoomed or self.is_small:
            self._give({self._lane: "stream", "stream": "talk"})
        else:
            self._screen.focus_previous()

    @property
    def _lane(self) -> str:
        """The list that is shown, by its name."""
        return str(self.lists.shown.id)

    def _give(self, turns: Mapping[str, str]) -> None:
        """Give the room of all to whichever panel's turn it is; the list's where it is nobody's."""
        self.zoom(turns.get(self.zoomed or self._lane, self._lane))
        self._screen.query_one("#posts" if self.zoomed == "stream" else f"#{self.zoomed}").focus()
