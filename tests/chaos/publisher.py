"""Who publishes to a fair under fire: posts, some of them twice, and what others said, again."""

import asyncio
import json
from contextlib import suppress
from datetime import UTC, datetime

from feeds.base import FeedError
from feeds.mqtt.broker import connected
from feeds.mqtt.message import Session
from tests.chaos.desks import TOPICS

AGAIN_SECONDS = 30.0


class Publisher:
    """Posts of a fair, each published until the broker has it, some of them twice."""

    def __init__(self, address, figures, dice):
        self._address, self._figures, self._dice = address, figures, dice
        self.ids, self._recent = [], []

    async def run(self, rate):
        while True:
            with suppress(FeedError, TimeoutError):
                async with connected(self._address, Session()) as connection:
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


class Echo:
    """Gives acts and answers to the broker a second time, some of them late."""

    def __init__(self, address, dice):
        self._address, self._dice, self._given = address, dice, set()
        self.times = 0

    async def run(self):
        while True:
            with suppress(FeedError, TimeoutError):
                async with connected(self._address, Session()) as connection:
                    await connection.subscribe(TOPICS.acts("+"), TOPICS.answers("+"))
                    async for message in connection.messages():
                        connection.confirm(message)
                        await self._give_again(connection, message)
            await asyncio.sleep(0.2)

    async def _give_again(self, connection, message):
        if message.payload not in self._given:
            self._given.add(message.payload)
            await asyncio.sleep(self._dice.choice((0, 0, 0.5)))
            await connection.publish(message.topic, message.payload)
            self.times += 1


async def _given(connection, body):
    """Give the broker a post until it has somebody who takes it."""
    while not await connection.publish("moderator/chaos/posts/board", body):
        await asyncio.sleep(0.2)


def _now():
    return datetime.now(UTC)
