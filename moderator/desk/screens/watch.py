"""The desk for somebody who looks on: all that it shows, and nothing that changes the fair."""

from moderator.desk.screens.desk import DeskScreen
from moderator.words.language import _

CHANGES = frozenset(
    {
        *("act", "claim", "hand_over", "nudge", "snooze", "note", "move", "merge", "split", "undo"),
        *("relabel", "confirm", "side"),
        *("aside", "inject", "observe", "anew"),
        *("recheck", "debrief"),
        *("play_pause", "step", "faster", "slower", "jump", "next_case"),
    }
)
"""The desk's actions that change the fair, or steer its replay."""


class WatchScreen(DeskScreen):
    """A desk on which the keys that change anything do not exist."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an action exists now."""
        return False if action in CHANGES else super().check_action(action, parameters)

    def excuse(self, action: str) -> str:
        """Give why an action does not exist now."""
        looks_on = _("Here one only looks on: that is for those who moderate.")
        return looks_on if action in CHANGES else super().excuse(action)

    def to_try(self) -> str:
        """Give nothing to try: most of it could not be done."""
        return ""

    def without(self) -> frozenset[str]:
        """Give the actions whose keys the help leaves out."""
        return CHANGES | super().without()
