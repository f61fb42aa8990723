"""A worker: judges posts for the engine of a fair, as many as it can, with others like it.

It keeps nothing. The broker gives each question to one worker, and to another one where
that dies before it has answered; the engine judges itself where no answer comes.
"""

import asyncio
import logging
import socket
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from feeds.mqtt.broker import Connection
from feeds.mqtt.message import BrokerAddress, Message, Session, Will
from feeds.status import Status
from moderator.classify.corrections import Learner
from moderator.classify.judges import alone
from moderator.classify.protocol import Classifier, NotJudged
from moderator.core.fair import Fair
from moderator.publish.topics import Topics, worker_of
from moderator.publish.uplink import LOST_SECONDS, Uplink, leaving
from moderator.publish.wire import (
    SCHEMA,
    FairSaid,
    LessonsSaid,
    Presence,
    ReadingsSaid,
    StatusSaid,
    VerdictsSaid,
    decode,
    encode,
)

_log = logging.getLogger(__name__)

KEPT_FOR_SECONDS = 0
"""Questions do not wait for a worker that is away: others take them."""

IN_FLIGHT = 8
"""Questions that one worker holds; further ones go to others."""


class Worker:
    """Judges for one fair; `run` it for as long as it should."""

    def __init__(self, address: BrokerAddress, topics: Topics, *, name: str = "") -> None:
        self.name = name or f"{socket.gethostname()}-{uuid4().hex[:6]}"
        self.judged = 0
        self._topics = topics
        self._at = topics.status(worker_of(self.name))
        will = Will(self._at, encode(StatusSaid(presence=Presence.LOST)), LOST_SECONDS)
        name = f"moderator-{topics.name}-worker-{self.name}"
        session = Session(name, KEPT_FOR_SECONDS, IN_FLIGHT, will)
        self.uplink = Uplink("fair", address, session)
        self._fair: Fair | None = None
        self._classifier: Classifier | None = None
        self._learner: Learner | None = None
        self._lessons = ""
        self._met = asyncio.Event()

    async def run(self) -> None:
        """Judge what comes; never returns."""
        await self.uplink.keep(self._serve)

    def status(self) -> Status:
        """How the connection to the fair is."""
        return self.uplink.status() if self._met.is_set() else self.uplink.untold(self._topics.name)

    async def _serve(self, connection: Connection) -> None:
        async with leaving(connection, self._at, untraced=True), asyncio.TaskGroup() as tasks:
            judging = self.uplink.receive(connection, partial(self._take, connection))
            tasks.create_task(judging, name="judge")
            await connection.subscribe(self._topics.fair, self._topics.lessons)
            await self._met.wait()
            await connection.subscribe(self._topics.shared_readings)
            here = StatusSaid(presence=Presence.HERE, at=datetime.now(UTC))
            await connection.publish(self._at, encode(here), retained=True, schema=SCHEMA)

    async def _take(self, connection: Connection, message: Message) -> None:
        if message.topic == self._topics.fair:
            self._meet(decode(FairSaid, message.payload).fair)
        elif message.topic == self._topics.lessons:
            self._learn(decode(LessonsSaid, message.payload))
        elif message.reply_to.startswith(self._topics.verdicts("")):
            said = await self._judged(decode(ReadingsSaid, message.payload))
            await connection.publish(
                message.reply_to, encode(said), correlation=message.correlation, schema=SCHEMA
            )

    def _meet(self, fair: Fair) -> None:
        if fair != self._fair:
            self._fair, self._classifier, self._lessons = fair, alone(fair).first, ""
            first = self._classifier
            self._learner = first if isinstance(first, Learner) else None
            self._met.set()

    def _learn(self, said: LessonsSaid) -> None:
        if self._learner is not None:
            self._learner.learn(said.corrections)
            self._lessons = said.name

    async def _judged(self, asked: ReadingsSaid) -> VerdictsSaid:
        """The verdicts; none where this worker cannot give them, so that the engine does."""
        none = VerdictsSaid(lessons=asked.lessons, worker=self.name, verdicts=())
        if self._classifier is None or asked.lessons != self._lessons:
            return none
        try:
            verdicts = await self._classifier.classify(asked.readings)
        except NotJudged as why:
            _log.info("a question is left to the engine: %s", why)
            return none
        except Exception:  # a mistake in a classifier must not end the worker
            _log.exception("a question is left to the engine")
            return none
        self.judged += len(verdicts)
        return none.model_copy(update={"verdicts": tuple(verdicts)})
