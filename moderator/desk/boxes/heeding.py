"""A screen that wants to know of each key, whether it does anything or not, and answers."""

from textual.events import Key


class Heeding:
    """Heeds keys in their turn: what the keys before did is done by then."""

    def heed(self, event: Key) -> None:
        """Take note of a key that no box or line for typing took, before it does anything."""
        raise NotImplementedError

    def say(self, message: str, hint: str = "") -> None:
        """Tell the moderator one thing, and with `hint` what can be done about it."""
        raise NotImplementedError

    def before_leaving(self, *, has_the_fair: bool) -> str:  # noqa: ARG002 - a screen below knows more
        """Give what comes of it when the desk is left from here; nothing where that is nothing."""
        return ""

    def make_sure(self, question: str, hint: str) -> bool:  # noqa: ARG002 - a screen below asks
        """Ask whether the moderator means it; gives whether that is clear, as it is here."""
        return True

    def excuse(self, act: str) -> str:  # noqa: ARG002 - a screen below has acts
        """Give why an act does not exist now; nothing where it does."""
        return ""
