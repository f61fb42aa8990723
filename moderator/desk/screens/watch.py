"""The desk for somebody who looks on: all that it shows, and nothing that changes the fair."""

from moderator.desk.screens.desk import DeskScreen

CHANGES = {
    *("act", "claim", "hand_over", "nudge", "snooze", "note", "move", "merge", "split", "undo"),
    *("relabel", "confirm", "side"),
    *("aside", "inject", "observe", "anew"),
    *("play_pause", "step", "faster", "slower", "jump", "next_case"),
}
"""The desk's actions that change the fair, or steer its replay."""


class WatchScreen(DeskScreen):
    """A desk on which the keys that change anything do not exist."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Give whether an action exists now."""
        return False if action in CHANGES else super().check_action(action, parameters)
