"""The classifier of a fair that has workers: they judge, and where none answers, we do ourselves.

A verdict is the same wherever it is given: each question says by which lessons the classifier
goes, and an answer by others does not count.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from hashlib import blake2b
from typing import Protocol, runtime_checkable
from uuid import uuid4

from feeds.base import FeedError
from moderator.classify.corrections import MOST, Correction, Learner
from moderator.classify.protocol import Classifier
from moderator.core.context import Reading
from moderator.core.labels import Verdict
from moderator.publish.wire import LessonsSaid, ReadingsSaid, VerdictsSaid, decode, encode

CHUNK = 16
"""Readings of a question: few, so that several workers share a batch."""

AT_ONCE = 16
"""Questions that may be open."""

ANSWER_SECONDS = 2.0
"""So long a question may stay open."""

LEFT_ALONE_SECONDS = 5.0
"""After an answer that did not come we judge ourselves for so long."""

Ask = Callable[[bytes, bytes], Awaitable[None]]
"""Publishes a question with its correlation."""


@runtime_checkable
class Taught(Classifier, Learner, Protocol):
    """A classifier that goes by corrections."""


class Crew:
    """A first classifier whose work is shared out; `workers` says how many are there."""

    def __init__(self, own: Taught, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.name, self.rank = own.name, own.rank
        self.workers = 0
        self.lessons = encode(LessonsSaid(name="", corrections=()))
        self.judged_there = self.judged_here = 0
        self._own = own
        self._answer_seconds = answer_seconds
        self._ask: Ask | None = None
        self._name = ""
        self._taught: tuple[Correction, ...] = ()
        self._open: dict[bytes, asyncio.Future[VerdictsSaid]] = {}
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._alone_until = 0.0

    def connect(self, ask: Ask | None) -> None:
        """Say how questions are published; None while there is no connection."""
        self._ask = ask
        if ask is None:
            self.workers = 0
            for waiting in self._open.values():
                waiting.cancel()

    async def classify(self, readings: Sequence[Reading]) -> list[Verdict]:
        """Give one verdict for each reading, in their order."""
        if not self._has_help():
            return await self._here(readings)
        chunks = [readings[start : start + CHUNK] for start in range(0, len(readings), CHUNK)]
        async with asyncio.TaskGroup() as tasks:
            given = [tasks.create_task(self._there(some), name="ask a worker") for some in chunks]
        return [verdict for task in given for verdict in task.result()]

    def learn(self, corrections: Sequence[Correction]) -> None:
        """Go by these corrections from now on, and have the workers do so.

        Costs little where they are those of the last time.
        """
        latest = tuple(corrections[-MOST:])
        if latest == self._taught:
            return
        self._taught = latest
        self._own.learn(latest)
        body = encode(LessonsSaid(name="", corrections=latest))
        self._name = blake2b(body, digest_size=8).hexdigest() if latest else ""
        self.lessons = encode(LessonsSaid(name=self._name, corrections=latest))

    def take(self, correlation: bytes, payload: bytes) -> None:
        """Take an answer in; raises Unusable."""
        said = decode(VerdictsSaid, payload)
        waiting = self._open.get(correlation)
        if waiting and not waiting.done():
            waiting.set_result(said)

    def _has_help(self) -> bool:
        now = asyncio.get_running_loop().time()
        return self._ask is not None and self.workers > 0 and now >= self._alone_until

    async def _there(self, readings: Sequence[Reading]) -> list[Verdict]:
        """The verdicts of a worker; our own where none comes in time, or by other lessons."""
        async with self._turn:
            said = await self._answer(readings) if self._has_help() else None
        if said is None or said.lessons != self._name or len(said.verdicts) != len(readings):
            return await self._here(readings)
        self.judged_there += len(readings)
        return list(said.verdicts)

    async def _answer(self, readings: Sequence[Reading]) -> VerdictsSaid | None:
        ask, correlation = self._ask, uuid4().bytes
        if ask is None:
            return None
        waiting: asyncio.Future[VerdictsSaid] = asyncio.get_running_loop().create_future()
        self._open[correlation] = waiting
        try:
            async with asyncio.timeout(self._answer_seconds):
                said = ReadingsSaid(lessons=self._name, readings=tuple(readings))
                await ask(encode(said), correlation)
                await asyncio.wait([waiting])
                return None if waiting.cancelled() else waiting.result()
        except (TimeoutError, FeedError):
            self._alone_until = asyncio.get_running_loop().time() + LEFT_ALONE_SECONDS
            return None
        finally:
            del self._open[correlation]

    async def _here(self, readings: Sequence[Reading]) -> list[Verdict]:
        self.judged_here += len(readings)
        return await self._own.classify(readings)
