"""The program on scripted feeds, for tests: begun, waited for, and what it kept."""

import subprocess
import sys
import time

from feeds.base import FeedGone
from feeds.post import Post
from feeds.recordings.recording import open_recording
from moderator.store.file import StoreError
from moderator.store.sqlite import read_journal

PATIENCE = 60.0
PROGRAM = [sys.executable, "-m", "tests.scripted"]


class Fair:
    def __init__(self, folder, begun):
        self.folder = folder
        self.begun = begun
        self.config = ["--config", str(folder / "config.toml")]

    def start(self, *words):
        program = subprocess.Popen(
            [*PROGRAM, *words, *self.config],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.begun.append(program)
        return program

    def run(self, *words):
        return subprocess.run(
            [*PROGRAM, *words, *self.config],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    @property
    def noted(self):
        note = self.folder / "note"
        return note.read_text().splitlines() if note.exists() else []

    @property
    def recording(self):
        (found,) = (self.folder / "data" / "recordings").iterdir()
        return found

    @property
    def journal(self):
        (found,) = (self.folder / "data").glob("*.sqlite")
        return found

    def recorded(self):
        with open_recording(self.recording) as events:
            return [int(event.id) for event in events if isinstance(event, Post)]

    def journaled(self):
        with read_journal(self.journal) as journal:
            return journal.tally().get("shown scripted", 0)


def ended(program):
    out, err = program.communicate(timeout=PATIENCE)
    return program.returncode, out, err


def wait_until(met):
    """Return when another process has brought it about; an error where it does not."""
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)


def some(count):
    """A condition on files that may not be there yet: whether that gives something."""

    def met():
        try:
            return count()
        except (FeedGone, StoreError, FileNotFoundError, ValueError):
            return False

    return met
