"""Output that is slow, closed or cannot be written, and a program that is interrupted."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.recorded import POST


@pytest.fixture
def interruptible():
    """Let programs be interrupted, also where a shell behind which the tests run has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_posts_passes_a_slow_pipe_on_line_by_line_and_an_interrupt_ends_it_with_130(tmp_path):
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "PYTHONUNBUFFERED": ""}
    command = [sys.executable, "-m", "moderator", "posts", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment) as program:
        program.stdin.write(json.dumps(POST).encode() + b"\n")
        program.stdin.flush()
        came, _, _ = select.select([program.stdout], [], [], 60)
        program.send_signal(signal.SIGINT)
        try:
            assert program.wait(timeout=60) == 130
        finally:
            program.kill()
        assert came
        assert json.loads(program.stdout.readline())["id"] == "1"


def test_output_that_cannot_be_written_is_one_line(recording):
    command = [sys.executable, "-m", "moderator", "cases", str(recording)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 1
    assert ended.stderr.endswith(b"moderator: no more can be written: no space left on device\n")


@pytest.mark.parametrize("words", ["--help", "cases demo", "practice werkfeest --plain"])
def test_output_that_is_closed_or_that_nobody_reads_on_is_no_traceback(words, tmp_path):
    closed = shell(f"{words} >&-", tmp_path)
    assert closed.returncode == 1
    assert closed.stderr.endswith("moderator: no more can be written: the output is closed\n")
    reading, writing = os.pipe()
    os.close(reading)
    left = shell(words, tmp_path, out=writing)
    os.close(writing)
    assert left.returncode == 1
    assert "written" not in left.stderr
    assert "Traceback" not in left.stderr


@pytest.mark.parametrize(("stream", "code"), [("2>&-", 0), ("2>/dev/full", 1), ("<&-", 0)])
def test_words_that_nobody_can_hear_cost_no_output(stream, code, recording, tmp_path):
    ended = shell(f"cases {recording} {stream}", tmp_path)
    assert ended.returncode == code
    assert json.loads(ended.stdout)["v"] == 1


def shell(line, folder, *, out=subprocess.PIPE):
    """What the program does with a line of the shell, with that folder as its home."""
    return subprocess.run(
        ["sh", "-c", f"{sys.executable} -m moderator {line}"],
        env={**os.environ, "XDG_DATA_HOME": str(folder), "MODERATOR_LANGUAGE": "en"},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


def test_an_interrupt_while_the_program_is_read_ends_it_with_130_and_no_word():
    script = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "moderator.cli":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from moderator.__main__ import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, b"")
