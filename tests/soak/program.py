"""The program as a process, killed and begun again, and what its journal shows."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from moderator.config.models import load
from moderator.shelf.places import journal_of
from moderator.store.file import StoreError
from moderator.store.sqlite import read_journal
from tests.soak.platforms import TAG

PATIENCE_SECONDS = 240.0


class Program:
    """`moderator run` as a process, begun again after each kill."""

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment
        self.log = (folder / "log").open("ab")
        self.most_mib = 0.0

    async def start(self):
        config = ("--config", str(self.folder / "config.toml"))
        words = ("-m", "moderator", "run", "--headless", "--record", *config)
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, *words, env=self.environment, stdout=self.log, stderr=self.log
        )

    async def kill(self):
        if self.process.returncode is not None:
            told = (self.folder / "log").read_text()[-6000:]
            raise RuntimeError(f"it ended by itself ({self.process.returncode}):\n{told}")
        self.process.kill()
        await self.process.wait()

    async def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), 60)

    async def watch(self):
        """Note the most memory that it takes."""
        while True:
            await asyncio.sleep(1)
            self.most_mib = max(self.most_mib, _mib_of(self.process.pid))


def _mib_of(process):
    """The memory that a process takes; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def configure(folder, platforms):
    fediverse = platforms["mastodon"]
    (folder / "config.toml").write_text(
        f"""
[fair]
name = "Soak"
hashtag = "{TAG}"
[store]
path = "{folder}/data"
[feeds.x]
enabled = true
address = "{platforms["x"].server.address}"
spend_cap_usd = 1000000
[feeds.mastodon]
enabled = true
server = "{fediverse.server.address}"
[feeds.second]
kind = "mastodon"
enabled = true
server = "{fediverse.mirrors[0].address}"
token_env = "MASTODON_TOKEN"
[feeds.bluesky]
enabled = true
servers = ["{platforms["bluesky"].server.streaming}"]
view = "{platforms["bluesky"].server.address}"
packed = "no"
"""
    )
    return load(folder / "config.toml")


def _shown(config):
    """How many posts the journal has counted as shown so far."""
    try:
        with read_journal(journal_of(config)) as journal:
            tally = journal.tally()
    except StoreError:
        return 0
    return sum(count for name, count in tally.items() if name.startswith("shown "))


async def tell(config, platforms):
    """Say on standard error how far it is."""
    begin = time.monotonic()
    while True:
        await asyncio.sleep(10)
        published = sum(len(platform.texts) for platform in platforms.values())
        clock = f"{time.monotonic() - begin:4.0f} s"
        print(
            f"{clock}: {published} published, {_shown(config)} shown", file=sys.stderr, flush=True
        )


async def caught_up(config, count):
    """Wait until the journal has that many posts, or no more come; how long that took."""
    begin = news = time.monotonic()
    shown = _shown(config)
    while shown < count and time.monotonic() - news < PATIENCE_SECONDS:
        await asyncio.sleep(0.5)
        before, shown = shown, _shown(config)
        news = time.monotonic() if shown > before else news
    return round(time.monotonic() - begin, 1)
