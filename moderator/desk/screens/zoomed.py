"""One panel that has the room of all."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

ZOOMS = ("queue", "unsure", "talk", "stream")
"""The panels that can have it."""


class Zoomed(Screen[None]):
    """A screen of which one panel can be given all the room."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("shift+tab", "previous_panel", show=False)]

    def action_zoom(self) -> None:
        """Give the focused panel the whole screen, or put it back."""
        name = self.focused.id if self.focused else None
        self.zoom("" if self.zoomed else name if name in ZOOMS else "stream")

    def action_next_panel(self) -> None:
        """Go to the next panel; where not all are there, that one has the room of all then."""
        if self.zoomed or self.is_small:
            self._give_room({self._lane_panel: "talk", "talk": "stream"})
        else:
            self.focus_next()

    def action_previous_panel(self) -> None:
        """Go to the panel before, in the same way."""
        if self.zoomed or self.is_small:
            self._give_room({self._lane_panel: "stream", "stream": "talk"})
        else:
            self.focus_previous()

    @property
    def is_small(self) -> bool:
        """Whether there is no room for all panels at once."""
        return self.has_class("-slim") or self.has_class("-tiny")

    @property
    def _lane_panel(self) -> str:
        """The list that is shown, by its name."""
        return "unsure" if self.has_class("-doubting") else "queue"

    def _give_room(self, turns: Mapping[str, str]) -> None:
        """Give the room of all to whichever panel's turn it is; the list's where it is nobody's."""
        self.zoom(turns.get(self.zoomed or self._lane_panel, self._lane_panel))
        self.query_one("#posts" if self.zoomed == "stream" else f"#{self.zoomed}").focus()

    def action_whole(self) -> None:
        """Give the conversation the whole screen, long posts to their end, or put it back."""
        if self.zoomed == "talk":
            self.action_back()
        else:
            self.zoom("talk")
            self.query_one("#talk").focus()

    @abstractmethod
    def pull(self) -> None:
        """Show the day as it is now."""

    @abstractmethod
    def action_back(self) -> None:
        """Go back to where one came from."""

    def zoom(self, panel: str) -> None:
        """Give one panel the room of all, or with no name give each its own again."""
        self.set_class(bool(panel), "-zoomed")
        for name in ZOOMS:
            self.set_class(name == panel, f"-zoom-{name}")
        self.call_after_refresh(self.pull)

    @property
    def zoomed(self) -> str:
        """The panel that has the room of all; empty where each has its own."""
        return next((name for name in ZOOMS if self.has_class(f"-zoom-{name}")), "")
