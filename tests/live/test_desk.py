"""The desk on live feeds, in a terminal: left, stopped and drawn again, and telling no secret."""

import json
import os
import signal
import struct
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.live.programs import PROGRAM, some, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")

SECRET = "s3cret-Zuiderdiep-0123456789"


@contextmanager
def a_terminal(day, *words, environment=None):
    """The program on a terminal of its own: the process, what it shows, and its state before."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    before = termios.tcgetattr(theirs)
    program = subprocess.Popen(
        [*PROGRAM, *words, *day.config],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
    )
    try:
        yield program, Screen(ours), lambda: termios.tcgetattr(theirs) == before
    finally:
        program.kill()
        program.wait()
        os.close(ours)
        os.close(theirs)


class Screen:
    """All that a program wrote to its terminal so far."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.shown = b""
        os.set_blocking(descriptor, False)

    def has(self, text):
        self.read()
        return text in self.shown

    def read(self):
        try:
            while piece := os.read(self.descriptor, 1 << 16):
                self.shown += piece
        except (BlockingIOError, OSError):
            pass

    def type(self, text):
        os.write(self.descriptor, text.encode())


@pytest.mark.parametrize("end", ["q", "SIGTERM", "SIGINT"])
def test_however_the_desk_is_left_the_terminal_and_the_feed_are_in_order(fair, end):
    day = fair(posts=10)
    with a_terminal(day, "run", "--record") as (program, screen, is_as_before):
        wait_until(lambda: screen.has(b"Proef"))
        wait_until(some(lambda: day.journaled() == 10))
        if end == "q":
            screen.type("q")
        else:
            program.send_signal(signal.Signals[end])
        wait_until(lambda: screen.read() or program.poll() is not None)
        assert program.returncode == (130 if end == "SIGINT" else 0)
        screen.read()
        assert screen.shown.rindex(b"\x1b[?1049l") > screen.shown.rindex(b"\x1b[?1049h")
        assert screen.shown.rindex(b"\x1b[?25h") > screen.shown.rindex(b"\x1b[?25l")
        assert is_as_before()
        assert b"Traceback" not in screen.shown
    assert day.noted == ["opened", "leaving", "left"]
    assert day.recorded() == list(range(1, 11))


def test_a_desk_that_was_stopped_is_drawn_again(fair):
    day = fair(posts=10)
    stopped = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
    with a_terminal(day, "run") as (program, screen, _):
        wait_until(lambda: screen.has(b"10 received = 10 shown"))
        program.send_signal(signal.SIGTSTP)
        wait_until(lambda: screen.read() or os.waitid(os.P_PID, program.pid, stopped))
        screen.read()
        screen.shown = b""
        program.send_signal(signal.SIGCONT)
        wait_until(lambda: screen.has(b"Waiting for an employer"))
        screen.type("q")
        wait_until(lambda: screen.read() or program.poll() is not None)


def test_a_secret_is_nowhere_but_where_it_was_put(fair):
    day = fair(posts=10, token_env="SCRIPTED_TOKEN", fails_every=4)
    environment = {"SCRIPTED_TOKEN": SECRET, "PYTHONASYNCIODEBUG": "1"}
    with a_terminal(day, "run", "--record", environment=environment) as (program, screen, _):
        wait_until(some(lambda: day.journaled() >= 4))
        wait_until(lambda: screen.has(b"Proef"))
        screen.type("q")
        wait_until(lambda: screen.read() or program.poll() is not None)
        screen.read()
    assert "has a token" in day.noted
    written = [path.read_bytes() for path in Path(day.folder).rglob("*") if path.is_file()]
    unpacked = json.dumps(day.recorded()).encode()
    for text in (screen.shown, unpacked, *written):
        assert SECRET.encode() not in text
    assert len(written) > 4
