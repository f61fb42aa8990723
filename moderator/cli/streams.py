"""The standard streams, however the program was started: closed, full, or read by nobody."""

import os
import sys
from contextlib import suppress
from errno import EBADF
from io import TextIOWrapper

STREAMS = (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))
"""The streams, and how nothing is opened in the place of one that is closed.

From there nothing can be read, output cannot be written, and words go unheard. A file that
is opened later does not take the place.
"""


def stand() -> None:
    """Have all streams there; what the terminal cannot spell becomes a question mark."""
    for number, (name, mode, way) in enumerate(STREAMS):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, way), number)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def unwritable(failure: BaseException) -> int:
    """Say that no more can be written, unless nobody reads on; the exit code."""
    from moderator.words.reasons import told

    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    if not isinstance(failure, BrokenPipeError):
        with suppress(OSError):
            print(f"moderator: {told(_said(failure))}", file=sys.stderr)
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nothing, stream.fileno())
    return 1


def _said(failure: BaseException) -> str:
    from feeds.said import said

    if not isinstance(failure, OSError) or not failure.strerror:
        return str(failure)
    if failure.filename:
        return f"{failure.filename}: {failure.strerror.lower()}"
    why = said("the output is closed") if failure.errno == EBADF else failure.strerror.lower()
    return said("no more can be written: {why}", why=why)
