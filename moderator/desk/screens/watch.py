"""The desk for somebody who looks on: all that it shows, and nothing that changes the fair."""

from dataclasses import replace
from functools import partial

from moderator.desk.keys.act import Acts
from moderator.desk.screens.desk import DeskScreen
from moderator.words.language import _

STEERS = frozenset(("play_pause", "step", "faster", "slower", "jump", "next_case"))
"""The acts that steer a replay."""

CHANGES = STEERS | {
    *("resolve", "dismiss", "reopen", "claim", "hand_over", "nudge", "snooze", "note", "move"),
    *("merge", "split", "undo"),
    *("relabel", "confirm", "side"),
    *("aside", "inject", "observe", "anew"),
    *("recheck", "debrief"),
}
"""The desk's acts that change the fair, or steer its replay."""


class WatchScreen(DeskScreen):
    """A desk on which the keys that change anything do nothing."""

    def made_acts(self) -> Acts:
        """Give what each key does, of those that change anything that one only looks on."""
        acts = super().made_acts()
        changes = {
            name: replace(acts[name], why_not=partial(self._why_not, name), known=False)
            for name in CHANGES
        }
        return acts | changes

    def _why_not(self, act: str) -> str:
        """Give why an act is not for those who look on; once a recording has ended, just that."""
        if act in STEERS and self.replay.ended:
            return self.replay.why_not()
        return _("Here one only looks on: that is for those who moderate.")

    def to_try(self) -> str:
        """Give nothing to try: most of it could not be done."""
        return ""
