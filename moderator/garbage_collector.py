"""Tuning of the garbage collector, which is kept from looking where it finds nothing.

It looks for what is garbage each time that so much was made. What a start makes, and what
a fair adds, mostly stays: to look through all of it again and again takes time that a
screen does not have.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

FRESH_OBJECTS = 50_000
"""So many new objects before it looks, while a program starts."""

OFTEN = (2_000, 10, 500)
"""New objects before it looks at them; rounds before it looks at older, and at all."""


def look_seldom() -> None:
    """Have it look hardly ever while the program starts."""
    gc.set_threshold(FRESH_OBJECTS)


def spare_the_screen() -> None:
    """Have it stop a screen for a few milliseconds at a time.

    What is there by now stays, and is never looked through; what comes later hardly ever as a
    whole.
    """
    gc.freeze()
    gc.set_threshold(*OFTEN)


@contextmanager
def at_rest() -> Iterator[None]:
    """Keep it from looking until the end of the block."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
