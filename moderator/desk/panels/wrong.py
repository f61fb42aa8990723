"""The line of a box that says why a key did nothing."""

from textual.widgets import Static

from moderator.desk.content.ink import ink
from moderator.words.language import _


class Wrong(Static):
    """A line that is there only while it says something."""

    def __init__(self) -> None:
        super().__init__(id="wrong")
        self.display = False

    def say(self, why: str = "") -> None:
        """Say why a key did nothing; with nothing to say, take that back."""
        self.update(ink(why, "$error"))
        self.display = bool(why)

    def say_empty(self) -> None:
        """Say that there is nothing to take, as nothing is written."""
        self.say(_("Nothing is written: type, or Esc."))
