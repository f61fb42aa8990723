"""A screen that wants to know of each key, whether it does anything or not, and answers."""

from textual.events import Key

from moderator.words.language import _


class Heeding:
    """Heeds keys in their turn: what the keys before did is done by then."""

    def heed(self, event: Key) -> None:
        """Take note of a key that no box or line for typing took, before it does anything."""
        raise NotImplementedError

    def say(self, message: str, hint: str = "") -> None:
        """Tell the moderator one thing, and with `hint` what can be done about it."""
        raise NotImplementedError

    def excuse(self, action: str) -> str:  # noqa: ARG002 - a screen below knows more
        """Give why an action does not exist now."""
        return _("That does nothing now.")
