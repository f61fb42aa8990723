"""The program on live feeds, as a process: begun, ended, killed and begun again."""

import json
import os
import random
import signal
import struct
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from feeds.base import FeedGone
from feeds.post import Post
from feeds.recording import open_recording
from moderator.core.facts import PostDeleted, PostSeen
from moderator.store.file import StoreError
from moderator.store.sqlite import open_journal, read_journal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")

PATIENCE = 60.0
PROGRAM = [sys.executable, "-m", "tests.scripted"]
SECRET = "s3cret-Zuiderdiep-0123456789"


@pytest.fixture
def fair(tmp_path):
    """Write the configuration of a fair that has one scripted feed; give its programs."""
    begun = []

    def write(**options):
        options = {"enabled": True, "note": str(tmp_path / "note")} | options
        rows = "".join(f"{key} = {json.dumps(value)}\n" for key, value in options.items())
        (tmp_path / "config.toml").write_text(
            f'[fair]\nname = "Proef"\nhashtag = "#banen"\n[store]\npath = "{tmp_path}/data"\n'
            f"[feeds.scripted]\n{rows}"
        )
        return Fair(tmp_path, begun)

    yield write
    for program in begun:
        program.kill()
        program.wait()
        program.stdout.close()
        program.stderr.close()


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


def test_recording_ends_in_order_with_ctrl_c_and_goes_on_where_it_was(fair):
    day = fair(posts=30)
    program = day.start("record")
    wait_until(some(lambda: len(day.recorded()) == 30))
    program.send_signal(signal.SIGINT)
    code, out, err = ended(program)
    assert (code, out) == (130, "")
    assert "scripted: connected" in err
    assert "30 received = 30 shown" in err
    assert "Traceback" not in err
    assert day.noted == ["opened", "leaving", "left"]
    fair(posts=50)
    program = day.start("record")
    wait_until(some(lambda: 50 in day.recorded()))
    program.send_signal(signal.SIGTERM)
    assert ended(program)[0] == 0
    assert day.recorded() == list(range(1, 51))


@pytest.mark.parametrize("words", [["record"], ["run", "--headless", "--record"]])
def test_whoever_asks_again_does_not_hurry_what_is_put_in_order(fair, tmp_path, words):
    go = tmp_path / "go"
    day = fair(posts=5, leaves_with=str(go))
    program = day.start(*words)
    wait_until(some(lambda: len(day.recorded()) == 5))
    program.send_signal(signal.SIGINT)
    wait_until(lambda: day.noted[-1] == "leaving")
    program.send_signal(signal.SIGINT)
    program.send_signal(signal.SIGTERM)
    go.touch()
    code, _, err = ended(program)
    assert code == 130
    assert "5 received = 5 shown" in err
    assert "Traceback" not in err
    assert day.noted[-1] == "left"


def test_a_day_without_a_desk_is_moderated_recorded_and_reported(fair):
    day = fair(posts=20, fails_every=15)
    program = day.start("run", "--headless", "--record")
    wait_until(some(lambda: day.journaled() == 20 or day.journaled() == 15))
    program.send_signal(signal.SIGTERM)
    code, out, err = ended(program)
    assert (code, out) == (0, "")
    assert "recording to" in err
    assert day.noted[-1] == "left"
    posts = day.run("posts", str(day.recording))
    assert len(posts.stdout.splitlines()) == day.journaled()
    report = json.loads(day.run("report", str(day.journal), "--json").stdout)
    assert report["accounting"]["feeds"]["scripted"]["shown"] == day.journaled()
    assert report["accounting"]["missing"] == 0


def test_reports_lose_what_was_deleted_by_the_end_of_the_day(fair):
    day = fair(posts=5)
    program = day.start("run", "--headless")
    wait_until(some(lambda: day.journaled() == 5))
    program.send_signal(signal.SIGTERM)
    assert ended(program)[0] == 0
    with open_journal(day.journal) as journal:
        post = next(fact.post for fact in journal.facts() if isinstance(fact, PostSeen))
        journal.append([PostDeleted(post.id, post.source)])
    page = day.folder / "data" / "reports" / "day.html"
    page.parent.mkdir()
    page.write_text(f'<p data-post="{post.source}:{post.id}">GEHEIM</p>')
    program = day.start("run", "--headless")
    wait_until(lambda: day.noted.count("opened") == 2)
    program.send_signal(signal.SIGTERM)
    code, _, err = ended(program)
    assert code == 0
    assert "day.html: posts that were deleted taken out" in err
    assert "GEHEIM" not in page.read_text()


def test_a_program_killed_again_and_again_has_every_post_once(fair):
    day = fair(posts=400, every_ms=2)
    chance = random.Random(7)
    for _ in range(4):
        reached = day.journaled() if list(day.folder.glob("data/*.sqlite")) else 0
        program = day.start("run", "--headless", "--record")
        goal = min(reached + chance.randrange(10, 120), 400)
        wait_until(some(lambda goal=goal: day.journaled() >= goal))
        program.kill()
        ended(program)
    program = day.start("run", "--headless", "--record")
    wait_until(some(lambda: day.journaled() >= 400))
    program.send_signal(signal.SIGTERM)
    ended(program)
    with read_journal(day.journal) as journal:
        tally = journal.tally()
        seen = [fact.post.id for fact in journal.facts() if hasattr(fact, "post")]
    assert sorted(map(int, seen)) == list(range(1, 401))
    places = ("shown", "folded", "duplicates", "filtered", "unreadable")
    assert tally["received scripted"] == sum(tally.get(f"{name} scripted", 0) for name in places)
    assert tally["shown scripted"] == 400
    assert set(day.recorded()) == set(range(1, 401))
    board = json.loads(day.run("cases", str(day.recording)).stdout)
    assert len({case["id"] for case in board["cases"]}) == len(board["cases"])


def test_a_disk_that_is_full_for_a_while_costs_nothing_and_is_said(fair):
    import resource

    day = fair(posts=1000, every_ms=2)
    program = day.start("run", "--headless", "--record")
    wait_until(some(lambda: day.journaled() >= 50))
    _, most = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (1 << 12, most))
    told = iter(program.stderr.readline, "")
    refused = next(line for line in told if "retrying" in line)
    assert refused.startswith(("moderator: journal: ", "moderator: recording: "))
    assert day.journaled() < 1000
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (most, most))
    wait_until(some(lambda: day.journaled() == 1000))
    program.send_signal(signal.SIGTERM)
    code, _, err = ended(program)
    assert code == 0
    assert "1000 received = 1000 shown" in err
    assert day.recorded() == list(range(1, 1001))


def test_a_hashtag_that_was_changed_on_the_day_is_said_to_begin_another_fair(fair):
    day = fair(gone="over")
    assert "keeps its journal" not in day.run("run", "--headless").stderr
    assert "keeps its journal" not in day.run("run", "--headless").stderr
    path = day.folder / "config.toml"
    path.write_text(path.read_text().replace("#banen", "#werkdag"))
    said = "note: Proef #banen keeps its journal: a different name or hashtag starts a new journal"
    assert said in day.run("run", "--headless").stderr
    assert said not in day.run("run", "--headless").stderr


def test_a_feed_that_stops_says_what_to_do_and_nothing_is_left_to_wait_for(fair):
    day = fair(gone="the token is refused: make a new one")
    for command in (["record"], ["run", "--headless"]):
        done = day.run(*command)
        assert done.returncode == 1
        assert "scripted stopped: the token is refused: make a new one" in done.stderr
        assert day.noted[-1] == "left"


def test_plain_lines_are_told_without_a_terminal(fair):
    day = fair(posts=10)
    program = day.start("run", "--plain")
    wait_until(some(lambda: day.journaled() == 10))
    told = next(line for line in program.stdout if "question" in line)
    program.send_signal(signal.SIGTERM)
    code, _, err = ended(program)
    assert code == 0
    assert "question from asker5 to kok4" in told
    assert "Traceback" not in err


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
        wait_until(lambda: os.waitid(os.P_PID, program.pid, stopped))
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
