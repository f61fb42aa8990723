"""The driver, made for terminals that go away, that hold Esc back, or that paste it.

Textual writes in a thread of its own, and waits at the end until all of it is written. Where a
window was closed, or a connection to the computer broke, that thread died of its first write:
nobody took what was to be written, and the program waited for ever, with the fair in its hands.
The system tells it to whatever was started first there; `make` keeps that to itself, and the desk
went on for nobody. So it tells itself.

A terminal sends Alt and a letter as Esc and that letter. tmux waits half a second after Esc, so
that whoever closed a box and pressed the next key at once did neither.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EIO
from typing import Any, TextIO

from textual.driver import Driver
from textual.events import Key
from textual.message import Message

from moderator.desk.machine.pasted import Parser
from moderator.desk.machine.private import draw_by, read_by


class Outlived:
    """A terminal's file; what nobody can read any more is let go, and the program hung up, once."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._gone = False

    def write(self, text: str) -> None:
        """Write, while there is somebody to read."""
        with self._outliving():
            self._file.write(text)

    def flush(self) -> None:
        """Have it written, while there is somebody to read."""
        with self._outliving():
            self._file.flush()

    @contextmanager
    def _outliving(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno == EIO and not self._gone and hasattr(signal, "SIGHUP"):
                self._gone = True
                os.kill(os.getpid(), signal.SIGHUP)

    def fileno(self) -> int:
        """Give the terminal's number."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Give whether it is a terminal."""
        return self._file.isatty()


def apart(message: Message) -> Iterator[Message]:
    """Give Esc and the letter for Alt and that letter, which the desk has no use for."""
    letter = message.character or "" if isinstance(message, Key) else ""
    if isinstance(message, Key) and message.key.startswith("alt+") and letter.isalpha():
        yield Key("escape", "\x1b")
        yield Key(letter, letter)
    else:
        yield message


def outliving(usual: type[Driver]) -> type[Driver]:
    """Give that driver, of which the terminal may go away, hold Esc back or paste it."""
    read_by(Parser, usual)

    class Outliving(usual):  # type: ignore[misc, valid-type]
        def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Textual's own
            super().__init__(*given, **more)
            draw_by(Outlived, self)

        def process_message(self, message: Message) -> None:
            for each in apart(message):
                super().process_message(each)

    return Outliving
