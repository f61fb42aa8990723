"""A screen that wants to know of each key, whether it does anything or not."""

from textual.events import Key


class Heeding:
    """Heeds keys in their turn: what the keys before did is done by then."""

    def heed(self, event: Key) -> None:
        """Take note of a key that no box or line for typing took, before it does anything."""
        raise NotImplementedError
