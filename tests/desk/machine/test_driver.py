"""A terminal that goes away, by its window or its connection, and one that holds Esc back."""

import os
import pty
import signal
import sys
from contextlib import suppress

import pytest
from textual.events import Key, Paste

from moderator.core.fair import Fair
from moderator.desk.frame import Frame
from moderator.desk.machine.driver import Outlived, apart


async def test_what_is_drawn_on_a_terminal_that_is_gone_is_let_go_and_hangs_up_once(monkeypatch):
    told = []
    before = signal.signal(signal.SIGHUP, lambda *_: told.append("hung up"))
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
    assert told == ["hung up"]
    signal.signal(signal.SIGHUP, before)
    with suppress(OSError):  # what it still holds cannot be written
        gone.close()


async def test_what_fails_otherwise_hangs_nothing_up(monkeypatch):
    told = []
    monkeypatch.setattr(os, "kill", lambda *_: told.append("hung up"))
    with open("/dev/full", "w", buffering=1) as full:  # noqa: ASYNC230, PTH123 - refuses at once
        Outlived(full).write("drawn\n")
        assert told == []
        with suppress(OSError):
            full.close()


@pytest.mark.parametrize("letter", ["m", "M", "é"])
def test_esc_and_a_letter_at_once_are_esc_and_that_letter(letter):
    keys = [each.key for each in apart(Key(f"alt+{letter.lower()}", letter))]
    assert keys == ["escape", letter]


@pytest.mark.parametrize("other", [Key("m", "m"), Key("alt+left", None), Paste("alt+m")])
def test_anything_else_stays_what_it_is(other):
    assert list(apart(other)) == [other]
