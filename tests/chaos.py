"""A fair over a broker under fire: broker, engine, worker and desks killed, messages doubled.

    python -m tests.chaos --seconds 60 --rate 10

Posts are published to a real mosquitto and taken by `moderator run --headless`, judged by
`moderator worker`, each a process of its own that is killed without warning. Desks act on
the cases and are dropped in the middle. At the end every post has to be in the journal
once, every act has to be done or refused once, and every desk has to show the board that
the journal gives. A broker that is killed forgets what it confirmed: the publisher gives it
the posts of the last half minute again, as one should. Prints figures as JSON; the exit code
is 1 where anything is wrong. All posts are invented.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from feeds.base import FeedError
from feeds.broker import connected
from feeds.message import Session
from moderator.config import load
from moderator.core.facts import Acted, ActKind, PostSeen
from moderator.places import journal_of
from moderator.publish.attached import AttachedDay
from moderator.publish.kept import KeptActs
from moderator.publish.topics import Topics
from moderator.run import recall
from moderator.store.sqlite import read_journal
from tests.mqtt.mosquitto import Mosquitto

TOPICS = Topics("chaos")
AGAIN_SECONDS = 30.0
PATIENCE_SECONDS = 60.0
KINDS = (ActKind.CLAIM, ActKind.NOTE, ActKind.RESOLVE, ActKind.REOPEN, ActKind.RELEASE)


@dataclass
class Figures:
    """What a run came to."""

    seconds: float = 0.0
    published: int = 0
    faults: Counter = field(default_factory=Counter)
    posts_lost: int = 0
    posts_doubled: int = 0
    acts: int = 0
    acts_done: int = 0
    acts_refused: int = 0
    acts_lost: int = 0
    acts_doubled: int = 0
    cases: int = 0
    boards_that_differ: int = 0
    settling_seconds: float = 0.0

    @property
    def is_right(self):
        wrong = (self.posts_lost, self.posts_doubled, self.acts_lost, self.acts_doubled)
        return not any(wrong) and not self.boards_that_differ and self.cases > 0


class Program:
    """`moderator` as a process, which is killed and started again."""

    def __init__(self, *words):
        self._words, self._process = words, None

    async def start(self):
        where = {"stdout": asyncio.subprocess.DEVNULL, "stderr": asyncio.subprocess.DEVNULL}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "moderator", *self._words, **where
        )

    async def kill(self):
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Desk:
    """A moderator who acts at random, at a desk that is dropped and opened again."""

    def __init__(self, broker, folder, name):
        self._broker, self._file, self.name = broker, folder / f"{name}.json", name
        self.asked, self.refused = set(), set()
        self.open()

    def open(self):
        self._kept = KeptActs(self._file)
        self.day = AttachedDay(
            self._broker.place, TOPICS, self._kept, moderator=self.name, now=_now
        )
        courier = self.day._courier
        take, answer_to = courier.take, courier.answer_to

        def noting(answer):
            if answer.refused:
                self.refused.add(answer.id)
            take(answer)

        async def asking(said, **how):
            self.asked.add(said.id)
            return await answer_to(said, **how)

        courier.take, courier.answer_to = noting, asking
        self._task = asyncio.create_task(self.day.keep())

    async def drop(self):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def act(self, dice):
        case = dice.choice(self.day.cases() or [None])
        if case:
            with suppress(ValueError):
                await self.day.act(dice.choice(KINDS), case.id, text="on the telephone")

    @property
    def waits(self):
        return len(self._kept)


class Publisher:
    """Posts of a fair, each published until the broker has it, some of them twice."""

    def __init__(self, broker, figures, dice):
        self._broker, self._figures, self._dice = broker, figures, dice
        self.ids, self._recent = [], []

    async def run(self, rate):
        while True:
            with suppress(FeedError, TimeoutError):
                async with connected(self._broker.place, Session()) as connection:
                    for _, body in self._recent[-round(AGAIN_SECONDS * rate) - 50 :]:
                        await _given(connection, body)
                    await self._publish(connection, rate)
            await asyncio.sleep(0.2)

    async def _publish(self, connection, rate):
        while True:
            ident = str(len(self.ids))
            body = self._post(ident)
            self._recent = [*self._recent[-2000:], (ident, body)]
            self.ids.append(ident)
            for _ in range(1 + (self._dice.random() < 0.1)):
                await _given(connection, body)
            await asyncio.sleep(1 / rate)

    def _post(self, ident):
        number = int(ident)
        post = {"v": 1, "id": ident, "source": "board", "created_at": _now().isoformat()}
        if number % 5:
            above = str(number - number % 5)
            text = "@bakery Is een rijbewijs nodig voor deze baan?"
            post |= {"kind": "reply", "in_reply_to": above, "author": f"seeker{number}"}
        else:
            text = f"Vacature {number}: bakker gezocht, 32 uur #chaos"
            post |= {"kind": "original", "author": "bakery"}
        return json.dumps(post | {"text": text}).encode()


async def _given(connection, body):
    """Give the broker a post until it has somebody who takes it."""
    while not await connection.publish("moderator/chaos/posts/board", body):
        await asyncio.sleep(0.2)


def _now():
    return datetime.now(UTC)


async def fire(seconds, rate, folder, dice):
    figures = Figures()
    broker = Mosquitto(_made(folder / "broker"))
    (folder / "config.toml").write_text(
        f'[fair]\nname = "Chaos"\nhashtag = "#chaos"\n[links]\nenabled = false\n'
        f'[store]\npath = "{folder}/data"\n[feeds.mqtt]\nenabled = true\nport = {broker.port}\n'
        f'topics = ["moderator/chaos/posts/+"]\n[mqtt]\nenabled = true\nport = {broker.port}\n'
    )
    where = ("--config", str(folder / "config.toml"))
    engine, worker = Program("run", "--headless", *where), Program("worker", *where)
    await broker.start()
    await asyncio.gather(engine.start(), worker.start())
    desks = [Desk(broker, folder, name) for name in ("anna", "bram", "cleo")]
    publisher = Publisher(broker, figures, dice)
    publishing = asyncio.create_task(publisher.run(rate))
    begin = time.monotonic()
    try:
        acting = asyncio.gather(*(_acting(desk, dice) for desk in desks))
        while time.monotonic() - begin < seconds:
            await asyncio.sleep(dice.uniform(2, 5))
            await _fault(figures, dice, broker, engine, worker, desks)
        acting.cancel()
        await asyncio.gather(acting, return_exceptions=True)
        await asyncio.sleep(10)
        publishing.cancel()
        settling = time.monotonic()
        await _settled(folder, publisher, desks)
        figures.settling_seconds = time.monotonic() - settling
        figures.seconds, figures.published = seconds, len(publisher.ids)
        _judge(figures, folder, publisher, desks)
    finally:
        for task in (acting, publishing):
            task.cancel()
        for desk in desks:
            await desk.drop()
        await asyncio.gather(engine.kill(), worker.kill())
        await broker.stop()
    return figures


async def _acting(desk, dice):
    while True:
        await desk.act(dice)
        await asyncio.sleep(0.1)


async def _fault(figures, dice, broker, engine, worker, desks):
    kind = dice.choice(("broker", "broker without memory", "engine", "worker", "desk"))
    figures.faults[kind] += 1
    match kind:
        case "broker" | "broker without memory":
            await broker.kill()
            if kind != "broker":
                (broker.folder / "mosquitto.db").unlink(missing_ok=True)
            await asyncio.sleep(dice.uniform(0, 2))
            await broker.start()
        case "desk":
            desk = dice.choice(desks)
            await desk.drop()
            desk.open()
        case _:
            program = engine if kind == "engine" else worker
            await program.kill()
            await program.start()


async def _settled(folder, publisher, desks):
    """Return once the journal has every post, and no act waits; or patience is at its end."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while any(desk.waits for desk in desks) or not _has_all(folder, publisher):
                await asyncio.sleep(1)
            while any(_differs(desk, _engine(folder)) for desk in desks):
                await asyncio.sleep(1)


def _engine(folder):
    config = load(folder / "config.toml")
    with read_journal(journal_of(config)) as journal:
        return recall(journal, config.to_fair()).engine


def _facts(folder):
    with read_journal(journal_of(load(folder / "config.toml"))) as journal:
        return list(journal.facts())


def _has_all(folder, publisher):
    there = {fact.post.id for fact in _facts(folder) if isinstance(fact, PostSeen)}
    return there >= set(publisher.ids)


def _differs(desk, engine):
    return list(desk.day.cases()) != engine.cases()


def _judge(figures, folder, publisher, desks):
    facts = _facts(folder)
    posts = Counter(fact.post.id for fact in facts if isinstance(fact, PostSeen))
    acts = Counter(fact.id for fact in facts if isinstance(fact, Acted))
    asked = set().union(*(desk.asked for desk in desks))
    refused = set().union(*(desk.refused for desk in desks))
    figures.posts_lost = len(set(publisher.ids) - posts.keys())
    engine = _engine(folder)
    figures.posts_doubled = engine.stream_length() - len(posts)
    figures.acts, figures.acts_done = len(asked), len(asked & acts.keys())
    figures.acts_refused = len(refused)
    figures.acts_lost = len(asked - acts.keys() - refused)
    figures.acts_doubled = sum(times - 1 for times in acts.values())
    figures.cases = len(engine.cases())
    figures.boards_that_differ = sum(_differs(desk, engine) for desk in desks)


def _made(folder: Path):
    folder.mkdir(parents=True)
    return folder


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--rate", type=float, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked = asked.parse_args()
    with TemporaryDirectory() as folder:
        dice = random.Random(asked.seed)
        figures = asyncio.run(fire(asked.seconds, asked.rate, Path(folder), dice))
    print(json.dumps(vars(figures), indent=2))
    return 0 if figures.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
