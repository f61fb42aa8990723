"""A screen that gives its answer once, however often the key is pressed that gives it."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

from moderator.desk.boxes.sized import Sized

Answer = TypeVar("Answer")


class Once(Screen[Answer]):
    """A screen that is left once: a key that comes again at once finds it gone."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer; where that was done already, do nothing."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Box(Sized, ModalScreen[Answer], Once[Answer]):
    """A box over the desk, which asks or tells something."""
