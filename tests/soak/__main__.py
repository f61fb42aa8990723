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
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.feeds.faults import bluesky, mastodon, x
from tests.soak.figures import Figures, compare, told
from tests.soak.platforms import Platform, beat, publish
from tests.soak.program import Program, caught_up, configure, tell
from tests.soak.trouble import Trouble

LONG_SECONDS = 300.0
"""From here on platforms also say 429: after that, a feed may wait for minutes, as they ask."""


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
            figures.catching_up_seconds = await caught_up(config, len(texts))
            for task in beside:
                task.cancel()
        figures.most_mib = round(program.most_mib)
        await program.stop()
        figures.rules_left = len(x_server.rules)
    compare(config, texts, figures)
    figures.secrets_told = told(folder, tokens.values())
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
