"""A program at the other end of a terminal: what it draws where, how soon, and what it takes."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 120, 40
PATIENCE_SECONDS = 120.0
SETTLE_SECONDS = 4.0
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_PLACE = rb"\x1b\[(\d+);\d+H"
_LONGEST = 32
"""Bytes of a place, or of a mark, that may be cut in two where the output is."""


class Marks:
    """Finds a mark, a pattern, in what is drawn, whatever pieces it comes in."""

    def __init__(self, mark: bytes) -> None:
        self._pattern = re.compile(_PLACE + b"|(" + (mark or b"(?!)") + b")")
        self._row = 0
        self._rest = b""

    def find(self, drawn: bytes) -> list[tuple[int, bytes]]:
        """The rows in which it was drawn next, each with what it was."""
        drawn, end, marks = self._rest + drawn, 0, list[tuple[int, bytes]]()
        for found in self._pattern.finditer(drawn):
            end = found.end()
            if found[1]:
                self._row = int(found[1])
            else:
                marks.append((self._row, found[2]))
        self._rest = drawn[max(end, len(drawn) - _LONGEST) :]
        return marks


class Terminal:
    """A program run on a terminal of 120 by 40, with times taken where its output arrives."""

    def __init__(self, *command: str, mark: bytes = b"", **surroundings: str) -> None:
        self._marks = Marks(re.escape(mark))
        self._fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        colours = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.started = perf_counter()
        self._program = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=subprocess.STDOUT,
            env=os.environ | colours | surroundings,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self._drawn = b""
        self._row = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._fd)

    def _read(self, until: float) -> bytes:
        """What is drawn next; nothing, where nothing is until that moment."""
        ready, _, _ = select.select([self._fd], [], [], max(until - perf_counter(), 0))
        if not ready:
            return b""
        with suppress(OSError):
            return os.read(self._fd, 1 << 16)
        return b""

    def until(self, text: bytes, *, patience: float = PATIENCE_SECONDS) -> float:
        """The seconds since the start until a text was drawn."""
        end = perf_counter() + patience
        while text not in self._drawn:
            drawn = self._read(end)
            if not drawn:
                raise TimeoutError(f"{text!r} never came: {self._drawn[-500:]!r}")
            self._drawn = self._drawn[-1000:] + drawn
        return perf_counter() - self.started

    def read_for(self, seconds: float) -> float:
        """Let the program draw for a while; the seconds that it was."""
        start = perf_counter()
        while (now := perf_counter()) < start + seconds:
            self._read(start + seconds)
        return now - start

    def pieces(self, seconds: float) -> Iterator[tuple[float, bytes]]:
        """What is drawn in a while, piece by piece, each with the moment it came."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            drawn = self._read(end)
            yield perf_counter(), drawn

    def press(self, key: bytes) -> None:
        """Send a key."""
        os.write(self._fd, key)

    def move(self, key: bytes, by: int, *, patience: float) -> float:
        """Send a key; the seconds until the cursor's row is drawn that many rows further.

        As many as `patience`, where it is not by then.
        """
        start, wanted = perf_counter(), self._row + by
        self._row = wanted
        self.press(key)
        while perf_counter() < start + patience:
            if wanted in self._look(self._read(start + patience)):
                return perf_counter() - start
        return patience

    def _look(self, drawn: bytes) -> list[int]:
        """The rows in which the cursor's mark was drawn, in that order."""
        return [row for row, _ in self._marks.find(drawn)]

    def find_cursor(self, key: bytes, *, below: int) -> None:
        """Send keys that move the cursor, and note the row, below that one, in which it ends."""
        self.press(key)
        for _, drawn in self.pieces(SETTLE_SECONDS):
            for row in self._look(drawn):
                self._row = row if row > below else self._row

    def signal(self, number: int = signal.SIGUSR1) -> None:
        """Tell the program something."""
        self._program.send_signal(number)

    def end(self) -> None:
        """Have the program end, by itself if it can, and read what it still draws."""
        self.signal(signal.SIGTERM)
        end = perf_counter() + PATIENCE_SECONDS
        while self._program.poll() is None and perf_counter() < end:
            self._read(perf_counter() + 0.1)
        self._program.kill()

    def busy(self) -> float:
        """The seconds of processor that the program has taken so far."""
        fields = self._of("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def share(self, seconds: float) -> float:
        """The share of a core that the program takes in the next seconds."""
        before = self.busy()
        return (self.read_for(seconds) and self.busy() - before) / seconds

    def memory(self) -> int:
        """The bytes that the program has in memory."""
        return int(self._of("statm").split()[1]) * PAGE_BYTES

    def _of(self, name: str) -> str:
        return Path(f"/proc/{self._program.pid}/{name}").read_text(encoding="utf-8")
