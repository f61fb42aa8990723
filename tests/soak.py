"""A fair under fire: all platforms at once, faults every few seconds, the program killed.

    python -m tests.soak --seconds 600 --rate 200 --kills 3

Servers that misbehave (`tests/feeds/faults`) publish posts while `moderator run --headless
--record` follows them as a process of its own. At the end every post has to be on the board
once, the accounting has to add up, and the recording has to hold all of it. Prints
the figures as JSON; the exit code is 1 where anything is wrong. All posts are invented.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from feeds.post import Post
from feeds.recording import open_recording
from moderator.config import load
from moderator.places import journal_of, recording_of
from moderator.run import recall
from moderator.store.journal import StoreError
from moderator.store.sqlite import read_journal
from tests.feeds.faults import bluesky, mastodon, x

PATIENCE_SECONDS = 240.0
AUTHORS = 500

LONG_SECONDS = 300.0
"""From here on platforms also say 429: after that, a feed may wait for minutes, as they ask."""

TAG = "#soakfair"


@dataclass
class Figures:
    """What a run came to."""

    seconds: float = 0.0
    published: int = 0
    rate: float = 0.0
    kills: int = 0
    faults: Counter = field(default_factory=Counter)
    on_the_board: int = 0
    lost: int = 0
    doubled: int = 0
    strangers: int = 0
    accounting: dict = field(default_factory=dict)
    missing: int = 0
    gaps_filled: int = 0
    gaps_open: int = 0
    not_recorded: int = 0
    rules_left: int = 0
    secrets_told: int = 0
    catching_up_seconds: float = 0.0
    most_mib: float = 0.0
    wrong: list = field(default_factory=list)

    def judge(self):
        """Note what is not as it has to be."""
        nil = (
            "lost",
            "doubled",
            "strangers",
            "missing",
            "not_recorded",
            "rules_left",
            "secrets_told",
        )
        for name in nil:
            if getattr(self, name):
                self.wrong.append(f"{name}: {getattr(self, name)}")


class Platform:
    """A server, and how a post comes to be on it."""

    def __init__(self, name, server, *mirrors):
        self.name, self.server, self.mirrors = name, server, mirrors
        self.texts = []

    async def publish(self, text, *, deliver=True):
        self.texts.append(text)
        now = datetime.now(UTC)
        self.server.says = {"Date": format_datetime(now, usegmt=True)}
        name = f"asker{len(self.texts) * 7 % AUTHORS}"
        ident = self.server.post(f"{text} {TAG}", at=now, author=self._account(name))
        for mirror in self.mirrors:
            uri = self.server.statuses[ident]["uri"]
            mirrored = mirror.post(
                f"{text} {TAG}", at=now, author=f"asker@{self.server.host}", uri=uri
            )
            await mirror.resend(mirrored)
        if deliver:
            await self.deliver(ident)
        return ident

    def _account(self, name):
        """An account of that name, as the platform knows it from now on."""
        if self.name == "x":
            x.PEOPLE.setdefault(f"8{name[5:]}", name)
            return f"8{name[5:]}"
        if self.name == "bluesky":
            self.server.handles.setdefault(f"did:plc:{name}", f"{name}.example")
            return f"did:plc:{name}"
        return name

    async def deliver(self, ident):
        if isinstance(self.server, bluesky.BlueskyServer):
            await self.server.send_last()
        else:
            await self.server.resend(ident)

    def frame(self, ident, stream):
        """A post as the stream would send it."""
        if isinstance(self.server, bluesky.BlueskyServer):
            return self.server.frame(len(self.server.events) - 1, stream)
        if isinstance(self.server, x.XServer):
            return self.server.frame(ident)
        status = self.server.statuses[ident]
        return stream.event("update", status, status["tags"][0]["name"])


class Trouble:
    """One fault after the other, on platforms picked by chance."""

    def __init__(self, platforms, chance, figures, *, limits):
        self.platforms, self.chance, self.figures = platforms, chance, figures
        self.kinds = [
            self.cut,
            self.cut_inside_a_frame,
            self.cut_inside_a_character,
            self.stall,
            self.twice_and_out_of_order,
            self.refuse,
            *([self.limit] if limits else ()),
            self.close_at_once,
            self.garbage,
        ]

    async def go_on(self, every_seconds):
        while True:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * every_seconds)
            kind, platform = self.chance.choice(self.kinds), self.chance.choice(self.platforms)
            if await kind(platform):
                self.figures.faults[kind.__name__.replace("_", " ")] += 1

    def over(self):
        """From here on the servers behave."""
        for platform in self.platforms:
            platform.server._refusals.clear()
            platform.server.closes_at_once = 0

    async def cut(self, platform):
        for stream in platform.server.open_streams:
            stream.wire.abort()
        return True

    async def cut_inside_a_frame(self, platform):
        ident = await platform.publish(self._text(platform), deliver=False)
        for stream in platform.server.open_streams:
            await stream.cut_inside(platform.frame(ident, stream), at=self.chance.random())
        return True

    async def cut_inside_a_character(self, platform):
        ident = await platform.publish(self._text(platform) + " café", deliver=False)
        for stream in platform.server.open_streams:
            frame = platform.frame(ident, stream)
            if isinstance(frame, bytes):
                return False
            await stream.cut_inside_character(frame)
        return True

    async def stall(self, platform):
        for stream in platform.server.open_streams:
            stream.is_stalled = True
        await asyncio.sleep(self.chance.uniform(1, 3))
        return await self.cut(platform)

    async def twice_and_out_of_order(self, platform):
        if isinstance(platform.server, bluesky.BlueskyServer):
            await platform.server.send_last(min(5, len(platform.server.events)))
            return True
        known = platform.server.posts if platform.name == "x" else platform.server.statuses
        await platform.server.resend(*list(known)[-1:-6:-1])
        return True

    async def refuse(self, platform):
        if platform.server._refusals:
            return False
        path = "/xrpc" if platform.name == "bluesky" else "/"
        platform.server.refuse(path, self.chance.choice([500, 502, 503]))
        return await self.cut(platform)

    async def limit(self, platform):
        if platform.server._refusals:
            return False
        platform.server.refuse("/", 429, headers={"Retry-After": "1"})
        return True

    async def close_at_once(self, platform):
        platform.server.closes_at_once = self.chance.randrange(1, 3)
        return await self.cut(platform)

    async def garbage(self, platform):
        for stream in platform.server.open_streams:
            await stream.send(b"\r\n" if platform.name == "x" else "{}")
        return platform.name == "x"

    def _text(self, platform):
        return a_text(platform)


def a_text(platform):
    number = len(platform.texts) + 1
    kind = "Is dit ook parttime te doen" if number % 7 == 0 else "Vacature: kok in Assen, nummer"
    return f"{kind} {platform.name} {number}"


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


async def publish(platform, rate, end):
    """Publish so many posts a second, those that are late together."""
    begin, done = time.monotonic(), 0
    while (now := time.monotonic()) < end:
        while done < (now - begin) * rate:
            await platform.publish(a_text(platform))
            done += 1
        await asyncio.sleep(0.02)


async def beat(platforms):
    """Let the streams that promise it give signs of life."""
    while True:
        await asyncio.sleep(5)
        for platform in platforms:
            for server in (platform.server, *platform.mirrors):
                for stream in server.open_streams:
                    if hasattr(stream, "beat") and not stream.is_stalled:
                        await stream.beat()


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


async def run(folder, *, seconds, rate, kills, seed=1, every_seconds=3.0):
    """Let it rain for so long; the figures."""
    figures, chance = Figures(kills=kills), random.Random(seed)
    async with (
        x.XServer() as x_server,
        mastodon.MastodonServer() as first,
        mastodon.MastodonServer() as second,
        bluesky.BlueskyServer() as jetstream,
    ):
        platforms = {
            "x": Platform("x", x_server),
            "mastodon": Platform("mastodon", first, second),
            "bluesky": Platform("bluesky", jetstream),
        }
        config = configure(folder, platforms)
        tokens = {"X_BEARER_TOKEN": x.TOKEN, "MASTODON_TOKEN": mastodon.TOKEN}
        program = Program(folder, os.environ | tokens)
        await program.start()
        async with asyncio.TaskGroup() as tasks:
            beside = [
                tasks.create_task(beat(platforms.values()), name="signs of life"),
                tasks.create_task(program.watch(), name="memory"),
                tasks.create_task(tell(config, platforms), name="progress"),
            ]
            await _storm(tasks, platforms, program, figures, chance, (seconds, rate, every_seconds))
            texts = [text for platform in platforms.values() for text in platform.texts]
            figures.published = len(texts)
            figures.rate = round(len(texts) / seconds, 1)
            figures.catching_up_seconds = await _caught_up(config, len(texts))
            for task in beside:
                task.cancel()
        figures.most_mib = round(program.most_mib)
        await program.stop()
        figures.rules_left = len(x_server.rules)
    _compare(config, texts, figures)
    figures.secrets_told = _told(folder, tokens.values())
    figures.judge()
    return figures


async def _storm(tasks, platforms, program, figures, chance, measure):
    """Posts, faults and kills, for as long as it takes."""
    seconds, rate, every_seconds = measure
    end = time.monotonic() + seconds
    limits = seconds >= LONG_SECONDS
    trouble = Trouble(list(platforms.values()), chance, figures, limits=limits)
    faults = tasks.create_task(trouble.go_on(every_seconds), name="trouble")
    async with asyncio.TaskGroup() as publishing:
        for platform in platforms.values():
            publishing.create_task(
                publish(platform, rate / len(platforms), end), name=platform.name
            )
        for _ in range(figures.kills):
            await asyncio.sleep(seconds / (figures.kills + 1))
            await program.kill()
            await asyncio.sleep(chance.uniform(0, 2))
            await program.start()
    figures.seconds = seconds
    faults.cancel()
    trouble.over()


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


async def _caught_up(config, count):
    """Wait until the journal has that many posts; how long that took."""
    begin = time.monotonic()
    while time.monotonic() - begin < PATIENCE_SECONDS:
        if _shown(config) >= count:
            break
        await asyncio.sleep(0.5)
    return round(time.monotonic() - begin, 1)


def _compare(config, texts, figures):
    """Compare what was published with the board, the accounting and the recording."""
    with read_journal(journal_of(config)) as journal:
        studied = recall(journal, config.to_fair())
    lines = studied.engine.stream(0, studied.engine.stream_length())
    board = Counter(line.post.text.removesuffix(f" {TAG}") for line in lines)
    figures.on_the_board = board.total()
    figures.lost = len(set(texts) - board.keys())
    figures.doubled = sum(count - 1 for count in board.values())
    figures.strangers = len(board.keys() - set(texts))
    figures.accounting = asdict(studied.accounting)
    figures.missing = studied.accounting.missing
    figures.gaps_filled = sum(each.gap.filled for each in studied.gaps)
    figures.gaps_open = sum(not each.gap.filled for each in studied.gaps)
    with open_recording(recording_of(config)) as recording:
        recorded = {
            event.text.removesuffix(f" {TAG}") for event in recording if isinstance(event, Post)
        }
    figures.not_recorded = len(set(texts) - recorded)


def _told(folder, secrets):
    """In how many of the files that were written a token stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(secret.encode() in path.read_bytes() for path in files for secret in secrets)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    with TemporaryDirectory() as folder:
        running = run(
            Path(folder), seconds=said.seconds, rate=said.rate, kills=said.kills, seed=said.seed
        )
        figures = asyncio.run(running)
        print(json.dumps(vars(figures), indent=2))
        if figures.wrong:
            print((Path(folder) / "log").read_text()[-4000:], file=sys.stderr)
    sys.exit(1 if figures.wrong else 0)


if __name__ == "__main__":
    main()
