"""The engine's side at the broker: it tells what the fair is, and decides what desks ask for.

    outbox ──cases, posts──▶ broker ──acts──▶ decide ──▶ engine, journal ──answer──▶ broker

An act is confirmed to the broker once the journal has it. A broker that is away holds nothing
up: the outbox waits, and nothing in it piles up.
"""

import asyncio
from collections import deque
from contextlib import suppress
from functools import partial
from time import monotonic
from uuid import uuid4

from feeds.base import FeedGone
from feeds.mqtt.broker import Connection
from feeds.mqtt.message import BrokerAddress, Message, Outgoing, Session, Will
from feeds.said import said
from moderator.classify.corrections import corrections
from moderator.core.board import Accounting
from moderator.intake.tally import FeedStatus
from moderator.pipeline import Pipeline
from moderator.publish.crew import Crew
from moderator.publish.deciding import Decider, asker, standing
from moderator.publish.figures import EngineDay, figures
from moderator.publish.outbox import Outbox, Parcel
from moderator.publish.presence import another_engine, company_of, is_here, looks_of
from moderator.publish.topics import ENGINE, Topics, component_of, is_worker, last, moderator_of
from moderator.publish.uplink import Uplink, leaving
from moderator.publish.wire import (
    SCHEMA,
    ActivitySaid,
    ActSaid,
    AnswerSaid,
    CheckSaid,
    FairSaid,
    Presence,
    StatusSaid,
    decode,
    encode,
)
from moderator.store.journal import Ledger

TICK_SECONDS = 0.05
BEAT_SECONDS = 1.0
AT_ONCE = 256
"""Messages that are sent together; only where more wait, that is worth a word."""

COMPARE_SECONDS = 5.0
"""How long nothing may come while the broker tells what it had kept."""

MOST_ANSWERS = 1000
"""Answers that wait to be sent; a desk asks again for one that was let go."""

KEPT_FOR_SECONDS = 86_400
"""How long acts wait at the broker for an engine that is away."""


class Publisher:
    """Tells one fair to a broker, and takes acts from there; `run` it beside the pipeline."""

    def __init__(
        self,
        day: EngineDay,
        pipeline: Pipeline,
        journal: Ledger,
        crew: Crew,
        *,
        address: BrokerAddress,
        topics: Topics,
    ) -> None:
        self._day, self._pipeline, self._crew, self._topics = day, pipeline, crew, topics
        self.outbox = Outbox(pipeline.engine, journal, topics)
        self._decider = Decider(pipeline, journal, now=lambda: day.clock)
        will = Will(topics.status(ENGINE), encode(StatusSaid(presence=Presence.LOST)))
        name = f"moderator-{topics.name}-engine"
        self.uplink = Uplink("broker", address, Session(name, KEPT_FOR_SECONDS, will=will))
        self.others: dict[str, StatusSaid] = {}
        self._kept: dict[str, bytes] = {}
        self._answers = deque[Outgoing](maxlen=MOST_ANSWERS)
        self._run, self._echoed, self._stirred = uuid4().hex, asyncio.Event(), asyncio.Event()

    async def run(self) -> None:
        """Tell the fair for as long as the program runs; never returns."""
        self._pipeline.listeners.append(self.outbox.note)
        await self.uplink.keep(self._serve, before=self._alone)

    def status(self) -> FeedStatus:
        """How the connection is, and who else is there."""
        waiting, most = self.outbox.waiting, AT_ONCE if self.uplink.connection else 0
        notes = [said("{number} to be told", number=waiting)] if waiting > most else []
        company = company_of(self.others) if self.uplink.connection else []
        return FeedStatus(self.uplink.status([*notes, *company]), Accounting())

    def looks(self) -> dict[str, str]:
        """Which case each moderator elsewhere looks at."""
        return looks_of(self.others)

    async def _alone(self) -> None:
        """Return where no other engine tells this fair; else raises FeedGone."""
        if await another_engine(self.uplink.address, self._topics, run=self._run):
            raise FeedGone(said("another engine tells this fair already: end one of the two"))

    async def _serve(self, connection: Connection) -> None:
        self._kept, self._echoed = {}, asyncio.Event()
        self._answers.clear()
        farewell = leaving(connection, self._topics.status(ENGINE))
        try:
            async with farewell, asyncio.TaskGroup() as tasks:
                receiving = self.uplink.receive(connection, self._take)
                tasks.create_task(receiving, name="receive from the broker")
                tasks.create_task(self._tell(connection), name="tell the broker")
        finally:
            self._crew.connect(None)

    async def _ask(self, connection: Connection, payload: bytes, correlation: bytes) -> None:
        """Put a question to whichever worker is free."""
        await connection.publish(
            self._topics.readings,
            payload,
            schema=SCHEMA,
            reply_to=self._topics.verdicts(ENGINE),
            correlation=correlation,
        )

    async def _take(self, message: Message) -> None:
        kind, name = message.topic.split("/")[2], last(message.topic)
        match kind:
            case "cases" if message.payload and message.retained:
                self._kept[message.topic] = message.payload
            case "status" if message.topic == self._topics.status(ENGINE):
                self._echoed.set()
            case "status":
                self._meet(component_of(message.topic), message.payload)
            case "verdicts":
                self._crew.take(message.correlation, message.payload)
            case "acts":
                by = asker(name)
                answer = self._decider.decide(decode(ActSaid, message.payload), by)
                await self._pipeline.journal.kept()
                self.outbox.pull()
                self._answer(by, answer.model_copy(update={"number": self.outbox.number}))
            case "links":
                by, asked = asker(name), decode(CheckSaid, message.payload)
                links = await self._day.recheck(asked.target)
                self._answer(by, AnswerSaid(id=asked.id, links=links))

    def _answer(self, name: str, answer: AnswerSaid) -> None:
        """Have a moderator told what became of what was asked."""
        self._answers.append(Outgoing(self._topics.answers(name), encode(answer), schema=SCHEMA))
        self._stirred.set()

    def _meet(self, name: str, payload: bytes) -> None:
        """Take note of how another component is; empty: nobody knows it any more.

        A desk that opened is told what its moderator may take back.
        """
        before = self.others.pop(name, None)
        if payload:
            now = self.others[name] = decode(StatusSaid, payload)
            opened = is_here(now) and now.run != (before.run if before else "")
            if opened and (moderator := moderator_of(name)):
                self._answer(moderator, standing(moderator, self._pipeline.engine))
        workers = [one for name, one in self.others.items() if is_worker(name)]
        self._crew.workers = sum(map(is_here, workers))

    async def _tell(self, connection: Connection) -> None:
        topics = self._topics
        await connection.subscribe(topics.cases)
        await connection.subscribe(topics.statuses, topics.acts("+"), topics.links("+"))
        await connection.subscribe(topics.verdicts(ENGINE))
        fair = encode(FairSaid(fair=self._pipeline.engine.fair))
        await self._publish(connection, topics.fair, fair, retained=True)
        self._crew.connect(partial(self._ask, connection))
        await self._say_status(connection)
        await self.uplink.until(self._echoed, COMPARE_SECONDS)
        await connection.unsubscribe(topics.cases)
        for _case in self.outbox.compare(self._kept):
            await asyncio.sleep(0)
        self._kept = {}
        await self._keep_telling(connection)

    async def _keep_telling(self, connection: Connection) -> None:
        said, taught, due = b"", b"", 0.0
        while True:
            await self._send(connection)
            if self._crew.lessons != taught:
                taught = self._crew.lessons
                await self._publish(connection, self._topics.lessons, taught, retained=True)
            if monotonic() >= due:
                said, due = await self._beat(connection, said), monotonic() + BEAT_SECONDS
            await self._stirred_or_tick()

    async def _stirred_or_tick(self) -> None:
        """Return at once where an act was decided, else after a tick."""
        with suppress(TimeoutError):
            async with asyncio.timeout(TICK_SECONDS):
                await self._stirred.wait()
        self._stirred.clear()

    async def _send(self, connection: Connection) -> None:
        """Send all that is waiting, and keep that the broker has it.

        Where a post is gone, the lessons are made anew without its words.
        """
        self.outbox.pull()
        while (parcels := self.outbox.take(AT_ONCE)) or self._answers:
            answers, self._answers = self._answers, deque(maxlen=MOST_ANSWERS)
            if any(parcel.gone for parcel in parcels):
                self._crew.learn(corrections(self._pipeline.engine))
            going = [*map(_outgoing, parcels), *answers]
            try:
                await connection.publish_all(going)
            except BaseException:
                self.outbox.put_back(parcels)
                raise
            self.uplink.count("sent", len(going))
        self.outbox.confirmed()

    async def _beat(self, connection: Connection, said: bytes) -> bytes:
        """Say how the engine does, and the activity where there was any; gives that."""
        await self._say_status(connection)
        minutes = tuple(self._pipeline.engine.activity())
        payload = encode(ActivitySaid(minutes=minutes))
        if payload != said:
            await self._publish(connection, self._topics.activity, payload, retained=True)
        return payload

    async def _say_status(self, connection: Connection) -> None:
        payload = encode(
            StatusSaid(
                presence=Presence.HERE,
                at=self._day.clock,
                epoch=self.outbox.epoch,
                number=self.outbox.number,
                run=self._run,
                figures=figures(self._pipeline, self._day),
                desks=dict(self._day.looks()),
            )
        )
        await self._publish(connection, self._topics.status(ENGINE), payload, retained=True)

    async def _publish(
        self, connection: Connection, topic: str, payload: bytes, *, retained: bool = False
    ) -> None:
        await connection.publish(topic, payload, retained=retained, schema=SCHEMA)
        self.uplink.count("sent")


def _outgoing(parcel: Parcel) -> Outgoing:
    return Outgoing(parcel.topic, parcel.payload, parcel.retained, SCHEMA)
