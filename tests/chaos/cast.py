"""Who is killed, who acts and who publishes in a fair under fire."""

import asyncio
import json
import sys
from contextlib import suppress
from datetime import UTC, datetime

from feeds.base import FeedError
from feeds.broker import connected
from feeds.message import Session
from moderator.core.facts import ActKind
from moderator.publish.attached import AttachedDay
from moderator.publish.kept import KeptActs
from moderator.publish.topics import Topics

TOPICS = Topics("chaos")
AGAIN_SECONDS = 30.0
KINDS = (ActKind.CLAIM, ActKind.NOTE, ActKind.RESOLVE, ActKind.REOPEN, ActKind.RELEASE)


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
