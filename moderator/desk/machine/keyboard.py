"""Where orders are typed: a terminal, on which a line may be half typed, or a file of lines.

A terminal is read key by key, and edited here as it would edit itself: backspace takes a
character back, Ctrl-W a word, Ctrl-U the line. So one knows what is being typed, and what
happens meanwhile need not break into it.
"""

import asyncio
import codecs
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from threading import Thread
from time import monotonic
from typing import TextIO

from rich.cells import cell_len

from moderator.words.safe import LONGEST

try:
    import termios
except ImportError:  # Windows has none: its lines are read whole
    termios = None  # type: ignore[assignment]

PAUSE_SECONDS = 5.0
"""Who has typed nothing for so long is thought to listen again, be a line half typed."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
"""What the arrows and other such keys send: they do nothing here."""

_LOCAL = 3
"""Where the attributes of a terminal have what it does with keys by itself."""

END = "\x04"
"""Ctrl-D, which ends what is typed where nothing stands on the line."""


class TypedLine:
    """A line that is being typed: takes keys, gives what the terminal shows for each."""

    def __init__(self) -> None:
        self.text = ""

    def press(self, key: str) -> str:
        """Take a key that ends no line; gives what to write for it."""
        match key:
            case "\x7f" | "\b":
                return self._back(self.text[:-1])
            case "\x17":
                return self._back(self.text.rstrip().rpartition(" ")[0])
            case "\x15":
                return self._back("")
        if not key.isprintable() or len(self.text) >= LONGEST:
            return ""
        self.text += key
        return key

    def end(self) -> str:
        """Give the line, and begin another one."""
        line, self.text = self.text, ""
        return line

    def _back(self, left: str) -> str:
        gone, self.text = self.text[len(left) :], left
        return "\b \b" * cell_len(gone)


class Keyboard:
    """What is typed: `lines` has each line, and None at the end; `begun` is a part of the next.

    `show` writes to the terminal.
    """

    def __init__(
        self, typed: TextIO, show: Callable[[str], None], *, now: Callable[[], float] = monotonic
    ) -> None:
        self.lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._typed, self._show, self._now = typed, show, now
        self._line = TypedLine()
        self._pressed_at = 0.0

    @property
    def begun(self) -> str:
        """What stands on the line that is not entered yet."""
        return self._line.text

    @property
    def is_busy(self) -> bool:
        """Whether somebody is in the middle of a line."""
        return bool(self.begun) and self._now() - self._pressed_at < PAUSE_SECONDS

    @contextmanager
    def listening(self, *, to_keys: bool) -> Iterator[None]:
        """Take in what is typed until the end of the block: `to_keys`, or line by line.

        Reading blocks, and cannot be called off: it has a thread of its own, which ends with
        the program.
        """
        loop = asyncio.get_running_loop()

        def read() -> None:
            with suppress(RuntimeError):  # the loop is closed
                for text in _keys(self._typed.fileno()) if to_keys else self._typed:
                    loop.call_soon_threadsafe(self.press if to_keys else self._enter, text)
                loop.call_soon_threadsafe(self._enter, None)

        with _key_by_key(self._typed.fileno()) if to_keys else nullcontext():
            Thread(target=read, name="typed orders", daemon=True).start()
            yield

    def press(self, keys: str) -> None:
        """Take keys in, and show what comes of them."""
        self._pressed_at = self._now()
        for key in _SEQUENCE.sub("", keys):
            if key in "\r\n":
                self._show("\n")
                self._enter(self._line.end())
            elif key == END and not self.begun:
                self._enter(None)
            else:
                self._show(self._line.press(key))

    def _enter(self, line: str | None) -> None:
        self.lines.put_nowait(line)


def takes_keys(typed: TextIO, out: TextIO) -> bool:
    """Whether one types and reads on a terminal that can be read key by key."""
    return termios is not None and typed.isatty() and out.isatty()


def _keys(terminal: int) -> Iterator[str]:
    """Give what is typed there as it comes, until the terminal is gone."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with suppress(OSError):
        while came := os.read(terminal, 4096):
            yield decoder.decode(came)


@contextmanager
def _key_by_key(terminal: int) -> Iterator[None]:
    """Have a terminal give each key at once and show none by itself; as it was, afterwards.

    A shell that has it while the program is stopped (Ctrl-Z) gives it back as shells like it.
    """
    assert termios  # noqa: S101 - `takes_keys` said so
    before, keyed = termios.tcgetattr(terminal), termios.tcgetattr(terminal)
    keyed[_LOCAL] &= ~(termios.ICANON | termios.ECHO)
    take = partial(termios.tcsetattr, terminal, termios.TCSADRAIN)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGCONT, take, keyed)
    take(keyed)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGCONT)
        with suppress(termios.error):  # it may be gone
            take(before)
