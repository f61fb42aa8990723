"""What one key of the desk is."""

from collections.abc import Callable
from dataclasses import dataclass


def always() -> str:
    """Give no reason against an act: it is there whatever is selected."""
    return ""


@dataclass(frozen=True, slots=True)
class Act:
    """What a key does, and why it does nothing now; where it does, there is no reason.

    Where it is not `known`, it cannot come to do anything on this day, and no help tells of it.
    """

    do: Callable[[], object]
    why_not: Callable[[], str] = always
    known: bool = True


Acts = dict[str, Act]
"""Acts by their names."""
