"""The program that serves, and a real browser that opens its page: skipped where there is none."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import asynccontextmanager

import pytest

from tests.desk.web import chromium

COMMAND = (sys.executable, "-m", "moderator", "serve", "demo")


def surroundings(tmp_path, **environment):
    own = {"XDG_DATA_HOME": str(tmp_path), "MODERATOR_LANGUAGE": "en"}
    return os.environ | own | environment


@asynccontextmanager
async def serving(tmp_path, *arguments):
    """Run `moderator serve demo`; gives its address."""
    program = subprocess.Popen(  # noqa: ASYNC220 - it is started, not waited for
        [*COMMAND, "--port", "0", *arguments],
        env=surroundings(tmp_path), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said = await asyncio.to_thread(program.stderr.readline)
        while "Ctrl-C ends" not in await asyncio.to_thread(program.stderr.readline):
            assert program.poll() is None
        yield re.search(r"http://\S+/", said)[0]
    finally:
        program.send_signal(signal.SIGINT)
        _, rest = await asyncio.to_thread(program.communicate, timeout=60)
    assert (program.returncode, rest) == (0, "")


def refused(tmp_path, *arguments, **environment):
    """Give what `moderator serve demo` says, and its exit code, where it does not begin."""
    done = subprocess.run(
        [*COMMAND, *arguments], env=surroundings(tmp_path, **environment),
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout == ""
    return done.stderr, done.returncode


@pytest.mark.skipif(not chromium.found(), reason="there is no Chromium here")
async def test_a_browser_shows_the_queue_a_key_claims_a_case_and_another_watches(tmp_path):
    arguments = ("--speed", "max", "--fresh")
    async with serving(tmp_path, *arguments) as address:
        async with chromium.browser(tmp_path / "profile") as open_page:
            desk = await open_page(f"{address}?as=anna")
            await desk.until_drawn("Waiting for an employer")
            await desk.until_drawn("The recording has ended")
            watcher = await open_page(f"{address}watch")
            await watcher.until_drawn("Waiting for an employer")
            await desk.press("c")
            await desk.until_drawn("Yours now")
            await watcher.until_drawn("claimed by anna")
            assert len(await desk.picture()) > 30_000
            assert [url for url in desk.loaded if not url.startswith((address, "data:"))] == []
            assert desk.wrong == []


@pytest.mark.parametrize(
    ("arguments", "environment", "why"),
    [
        (("--host", "0.0.0.0"), {}, "needs a token: set MODERATOR_TOKEN"),
        (("--host", "192.168.1.9"), {"MODERATOR_TOKEN": ""}, "at least 16 letters and digits"),
        ((), {"MODERATOR_TOKEN": "kort"}, "at least 16 letters and digits"),
        (("--token-file", "nowhere.txt"), {}, "nowhere.txt: cannot be read"),
    ],
)
def test_a_gate_that_anybody_could_open_is_not_made(tmp_path, arguments, environment, why):
    said, code = refused(tmp_path, *arguments, **environment)
    assert why in said
    assert "kort" not in said
    assert code == 2


def test_a_port_that_is_taken_is_said_in_a_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said, code = refused(tmp_path, "--port", str(taken.getsockname()[1]))
    assert "address already in use" in said
    assert (said.count("\n"), code) == (1, 1)
