"""The garbage collector at rest, while very much is made that stays.

It looks for what is garbage each time that so much was made: of a journal of
100,000 facts it would look through most of them, again and again, and find nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest() -> Iterator[None]:
    """Keep the collector from looking until the end of the block."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
