"""Whether somebody types here, and whether the desk can be drawn for them."""

import os
import sys

from feeds.said import said
from moderator.commands.setup import complain

NOTHING = "dumb"
"""What TERM says of a terminal that can do nothing but write lines."""


def is_there() -> bool:
    """Whether somebody reads and types on a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def draws(*, plain: bool) -> bool:
    """Whether the desk is drawn here; where the terminal cannot do that, say so."""
    if plain or not is_there():
        return False
    if os.environ.get("TERM", NOTHING) == NOTHING:
        complain(
            said("this terminal says it can do nothing (TERM): the day is told in plain lines")
        )
        return False
    return True
