"""What one typed command is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Said = list[str]
"""Lines to say."""


class OrderError(Exception):
    """What was typed cannot be done; the message says what can."""


@dataclass(frozen=True, slots=True)
class Order:
    """One command: how it is typed, what it does, and the doing, given the words after it."""

    usage: str
    meaning: str
    run: Callable[[list[str]], Awaitable[Said]]
