"""A real mosquitto on a free port of loopback, which a test starts, kills and starts again."""

import asyncio
import os
import shutil
import signal
import socket
from contextlib import asynccontextmanager

import pytest

from feeds.mqtt.broker import connected
from feeds.mqtt.message import BrokerAddress, Session

PROGRAM = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def needed():
    """Skip the test where there is no mosquitto; in CI that is an error."""
    if PROGRAM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("mosquitto is not installed; .ci/run installs it")
        pytest.skip("needs mosquitto: apt-get install mosquitto")


class Mosquitto:
    """A broker; `port` stays the same over restarts."""

    def __init__(self, folder, *, persistent=True, more=""):
        self.folder, self.port = folder, _free_port()
        self._file = folder / "mosquitto.conf"
        lines = [f"listener {self.port} 127.0.0.1", "max_queued_messages 0", "set_tcp_nodelay true"]
        lines += [more or "allow_anonymous true"]
        lines += ["user root"] if os.geteuid() == 0 else []
        if persistent:
            lines += ["persistence true", f"persistence_location {folder}/", "autosave_interval 1"]
        self._file.write_text("\n".join(lines) + "\n")
        self._process = None

    @property
    def address(self):
        return BrokerAddress("127.0.0.1", self.port)

    async def start(self):
        where = {"stdout": asyncio.subprocess.DEVNULL, "stderr": asyncio.subprocess.DEVNULL}
        self._process = await asyncio.create_subprocess_exec(
            PROGRAM, "-c", str(self._file), **where
        )
        async with asyncio.timeout(10):
            while not await _listens(self.port):
                await asyncio.sleep(0.01)

    async def stop(self, how=signal.SIGTERM):
        if self._process and self._process.returncode is None:
            self._process.send_signal(how)
            await self._process.wait()
        self._process = None

    async def kill(self):
        await self.stop(signal.SIGKILL)


@asynccontextmanager
async def mosquitto(folder, **how):
    """A broker that runs until the end of the block."""
    needed()
    broker = Mosquitto(folder, **how)
    await broker.start()
    try:
        yield broker
    finally:
        await broker.stop()


@asynccontextmanager
async def client(broker, name="", **session):
    """A connection of the test's own."""
    async with connected(broker.address, Session(name, **session)) as connection:
        yield connection


async def _listens(port):
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def _free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
