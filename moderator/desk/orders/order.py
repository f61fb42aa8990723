"""What one typed command is."""

from collections.abc import Awaitable, Callable

Said = list[str]
"""Lines to say."""

Order = Callable[[list[str]], Awaitable[Said]]
"""Does what was typed, given the words after the command's name."""


class OrderError(Exception):
    """What was typed cannot be done; the message says what can."""
