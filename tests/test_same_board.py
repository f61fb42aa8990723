"""Whatever happens on the way, one recording gives one board."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from feeds.post import Deleted, Post
from moderator.store.sqlite import open_journal
from tests.days import board, fair_of, played, recorded

NAMES = ("demo", "tbnn-2012")

KILLED = """
import os, signal, sys
from pathlib import Path
from moderator.store.sqlite import SqliteJournal, open_journal
from tests.days import fair_of, played, recorded

class Deadly:
    def __init__(self, journal, lives):
        self.journal, self.lives = journal, lives

    def __getattr__(self, name):
        return getattr(self.journal, name)

    def append(self, *args, **kwargs):
        self.lives -= 1
        if not self.lives:
            os.kill(os.getpid(), signal.SIGKILL)
        self.journal.append(*args, **kwargs)

name, path, lives = sys.argv[1:]
with open_journal(Path(path)) as journal:
    played(recorded(name), fair_of(name), Deadly(journal, int(lives)))
"""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(3))
def test_a_shuffled_recording_gives_the_same_board(name, seed):
    events = recorded(name)
    shuffled = random.Random(seed).sample(events, len(events))
    shuffled.sort(key=lambda event: isinstance(event, Deleted))  # nobody reads what is deleted
    fair = fair_of(name)
    assert board(played(shuffled, fair)) == board(played(events, fair))


@pytest.mark.parametrize("name", NAMES)
def test_a_doubled_recording_gives_the_same_board(name):
    events, fair = recorded(name), fair_of(name)
    assert board(played(events * 2, fair)) == board(played(events, fair))


@pytest.mark.parametrize("name", NAMES)
def test_two_halves_with_a_restart_between_give_the_same_board(name, tmp_path):
    events, fair = recorded(name), fair_of(name)
    half = len(events) // 2
    for part in (events[:half], events[half:]):
        with open_journal(tmp_path / "fair.sqlite3") as journal:
            engine = played(part, fair, journal)
    assert board(engine) == board(played(events, fair))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_recording_again_changes_nothing_in_the_journal(name, tmp_path):
    events, fair = recorded(name), fair_of(name)
    told = []
    for _ in range(2):
        with open_journal(tmp_path / "fair.sqlite3") as journal:
            engine = played(events, fair, journal)
            told.append((board(engine), list(journal.facts()), list(journal.changes_after(0))))
    assert told[0] == told[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lives", random.Random(2012).sample(range(1, 12), 2))
def test_killed_at_any_moment_and_started_again_gives_the_same_board(name, lives, tmp_path):
    path = tmp_path / "fair.sqlite3"
    command = [sys.executable, "-c", KILLED, name, str(path), str(lives)]
    root = Path(__file__).parents[1]
    assert subprocess.run(command, cwd=root, check=False).returncode == -signal.SIGKILL
    events, fair = recorded(name), fair_of(name)
    with open_journal(path) as journal:
        engine = played(events, fair, journal)
    assert board(engine) == board(played(events, fair))


@pytest.mark.parametrize("seed", range(3))
def test_a_restart_after_deletions_gives_the_same_board(seed, tmp_path):
    events, fair = recorded("demo"), fair_of("demo")
    chance = random.Random(seed)
    posts = [event for event in events if isinstance(event, Post)]
    taken_down = [Deleted(post.id, post.source) for post in chance.sample(posts, 40)]
    mixed = [*events, *taken_down]
    chance.shuffle(mixed)
    with open_journal(tmp_path / "fair.sqlite3") as journal:
        lived = board(played(mixed, fair, journal))
    with open_journal(tmp_path / "fair.sqlite3") as journal:
        assert board(played([], fair, journal)) == lived
