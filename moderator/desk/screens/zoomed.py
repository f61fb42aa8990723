"""One panel that has the room of all."""

from abc import abstractmethod

from textual.screen import Screen

ZOOMS = ("queue", "unsure", "talk", "stream")
"""The panels that can have it."""


class Zoomed(Screen[None]):
    """A screen of which one panel can be given all the room."""

    def action_zoom(self) -> None:
        """Give the focused panel the whole screen, or put it back."""
        name = self.focused.id if self.focused else None
        self.zoom("" if self.zoomed else name if name in ZOOMS else "stream")

    def action_next_panel(self) -> None:
        """Go to the next panel; where one has the room of all, that one has it then."""
        if not self.zoomed:
            self.focus_next()
            return
        lane = "unsure" if self.has_class("-doubting") else "queue"
        self.zoom({lane: "talk", "talk": "stream"}.get(self.zoomed, lane))
        self.query_one("#posts" if self.zoomed == "stream" else f"#{self.zoomed}").focus()

    def action_whole(self) -> None:
        """Give the conversation the whole screen, long posts to their end, or put it back."""
        if self.zoomed == "talk":
            self.action_back()
        else:
            self.zoom("talk")
            self.query_one("#talk").focus()

    @abstractmethod
    def action_back(self) -> None:
        """Go back to where one came from."""

    def zoom(self, panel: str) -> None:
        """Give one panel the room of all, or with no name give each its own again."""
        self.set_class(bool(panel), "-zoomed")
        for name in ZOOMS:
            self.set_class(name == panel, f"-zoom-{name}")

    @property
    def zoomed(self) -> str:
        """The panel that has the room of all; empty where each has its own."""
        return next((name for name in ZOOMS if self.has_class(f"-zoom-{name}")), "")
