"""A terminal that goes away: its window is closed, or the connection to its computer breaks."""

import os
import pty
import sys
from contextlib import suppress

from moderator.core.fair import Fair
from moderator.desk.frame import Frame


async def test_what_is_drawn_on_a_terminal_that_is_gone_is_let_go(monkeypatch):
    ours, theirs = pty.openpty()
    os.close(ours)
    gone = os.fdopen(theirs, "w", buffering=1)
    monkeypatch.setattr(sys, "__stderr__", gone)
    frame = Frame(Fair())
    file = frame.driver_class(frame, size=(80, 24))._file
    for _ in range(100):
        file.write("drawn\n")
    file.flush()
    assert file.fileno() == theirs
    with suppress(OSError):  # what it still holds cannot be written
        gone.close()
