"""Programs at a real terminal, worked as a person does: read what is there, then press a key."""

import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 90
COMMAND = (sys.executable, "-m", "moderator")


def surroundings(folder):
    """Give an environment in which the program keeps its things in a folder, and speaks English."""
    own = {"XDG_DATA_HOME": str(folder), "MODERATOR_LANGUAGE": "en", "LANG": "C.UTF-8"}
    return os.environ | own | {"TERM": "xterm-256color", "PYTHONUTF8": "1"}


def closed_cases(folder):
    """Give how many cases the only journal in a folder has, by state."""
    (journal,) = Path(folder).rglob("*.sqlite")
    command = [*COMMAND, "report", str(journal), "--json"]
    done = subprocess.run(command, env=surroundings(folder), capture_output=True, check=True)
    return done.stdout


class Tmux:
    """A program in a terminal of tmux: its screen as text, and keys."""

    def __init__(self, socket, drawn):
        self._tmux = [shutil.which("tmux"), "-L", socket, "-f", os.devnull]
        self._drawn = drawn

    def run(self, *arguments, **more):
        return subprocess.run(
            [*self._tmux, *arguments], capture_output=True, text=True, check=False, **more
        )

    def press(self, *keys):
        self.run("send-keys", *keys)

    def type(self, text):
        self.run("send-keys", "-l", text)

    @property
    def screen(self):
        return self.run("capture-pane", "-p").stdout

    def until(self, pattern):
        """Give what is found on the screen, once it is there."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not (found := re.search(pattern, self.screen)):
            ready, _, _ = select.select([self._drawn], [], [], max(end - time.monotonic(), 0))
            assert ready, f"{pattern!r} never came:\n{self.screen}"
            os.read(self._drawn, 1_000_000)
        return found

    def until_gone(self):
        """Return once the program has ended, and its terminal with it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self.run("has-session").returncode == 0:
            assert time.monotonic() < end, self.screen


@contextmanager
def in_tmux(folder, *arguments, columns=120, rows=40, command=COMMAND):
    """Run the program in a terminal of its own."""
    drawn = Path(folder) / "drawn"
    os.mkfifo(drawn)
    telling = os.open(drawn, os.O_RDWR | os.O_NONBLOCK)
    terminal = Tmux(f"moderator-{os.getpid()}", telling)
    size = ("-x", str(columns), "-y", str(rows))
    terminal.run("new-session", "-d", *size, *command, *arguments, env=surroundings(folder))
    terminal.run("pipe-pane", f"exec cat > {shlex.quote(str(drawn))}")
    try:
        yield terminal
    finally:
        terminal.run("kill-server")
        os.close(telling)


class Typed:
    """A program that talks in lines over a terminal."""

    def __init__(self, terminal):
        self._terminal = terminal
        self.heard = ""

    def until(self, pattern):
        """Give what is found in what was said since the last time, once it is said."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not (found := re.search(pattern, self.heard)):
            ready, _, _ = select.select([self._terminal], [], [], end - time.monotonic())
            assert ready, f"{pattern!r} never came:\n{self.heard}"
            self.heard += os.read(self._terminal, 65536).decode().replace("\r\n", "\n")
        said, self.heard = self.heard[: found.end()], self.heard[found.end() :]
        return said

    def type(self, line):
        os.write(self._terminal, f"{line}\n".encode())


@contextmanager
def on_a_terminal(folder, *arguments):
    """Run the program on a terminal that echoes nothing; it has to end by itself."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs,
        env=surroundings(folder), start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Typed(ours)
        assert program.wait(timeout=PATIENCE_SECONDS) == 0
    finally:
        program.kill()
        program.wait()
        os.close(ours)
