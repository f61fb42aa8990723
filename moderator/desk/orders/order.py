"""What one typed command is."""

from collections.abc import Awaitable, Callable

from moderator.wishes.sense import Later

Said = list[str]
"""Lines to say."""

Order = Callable[[list[str]], Awaitable[Said]]
"""Does what was typed, given the words after the command's name."""


class OrderError(Exception):
    """What was typed cannot be done; the message says what can."""

    @property
    def did_nothing(self) -> bool:
        """Whether nothing came of it: it is not even kept for later."""
        return not isinstance(self.__cause__, Later)
