"""A fair that goes on elsewhere, as a desk sees it: the whole board at once, then every change.

    broker ──cases, posts, figures──▶ mirror ──board──▶ desk
           ◀──acts── kept ◀── act ──────────────────────┘

An act is on the disk before it is sent, and stays there until the engine has answered it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from feeds.broker import Connection
from feeds.message import Message, Place, Session, Will
from feeds.status import State, Status
from moderator.core.board import Accounting, Board, Line
from moderator.core.case import Case
from moderator.core.facts import Acted, ActKind
from moderator.core.fair import Fair
from moderator.core.labels import Label, Side, Substance
from moderator.publish.courier import Courier
from moderator.publish.kept import KeptActs
from moderator.publish.link import Link, leaving
from moderator.publish.mirror import Mirror
from moderator.publish.told import Told
from moderator.publish.topics import Topics
from moderator.publish.wire import SCHEMA, ActSaid, Presence, StatusSaid, encode
from moderator.tally import Checks, Depths, FeedStatus, Work

SHOWN_SECONDS = 1.0
"""How long an act that was done may take until it is on the board here."""

BEAT_SECONDS = 1.0
KEPT_FOR_SECONDS = 86_400
IN_FLIGHT = 20_000
"""Messages that may be under way to a desk: all cases of a large fair."""


class AttachedDay:
    """A fair elsewhere; `keep` its connection while it is looked at."""

    player = practice = None

    def __init__(
        self,
        place: Place,
        topics: Topics,
        kept: KeptActs,
        *,
        moderator: str,
        now: Callable[[], datetime],
    ) -> None:
        self.moderator = moderator
        self.told = Told(Mirror(Fair()), topics)
        self._topics, self._now = topics, now
        self._courier = Courier(kept, topics.acts(moderator))
        self._component = f"desk-{moderator}-{kept.name}"
        will = Will(topics.status(self._component), encode(StatusSaid(presence=Presence.LOST)))
        session = Session(
            f"moderator-{topics.name}-{self._component}", KEPT_FOR_SECONDS, IN_FLIGHT, will
        )
        self.link = Link("fair", place, session)
        self._looks_at = ""

    @property
    def mirror(self) -> Mirror:
        """The fair as it was told."""
        return self.told.mirror

    @property
    def fair(self) -> Fair:
        """How the fair is set up, as its engine says."""
        return self.mirror.fair

    @property
    def clock(self) -> datetime:
        """The time of day."""
        return self._now()

    @property
    def kept(self) -> int:
        """How many acts were not answered yet."""
        return len(self._courier)

    async def keep(self) -> None:
        """Stay attached to the fair; never returns."""
        await self.link.keep(self._serve)

    async def until_told(self) -> None:
        """Return once the whole board is here."""
        await self.told.whole.wait()

    async def until_done(self) -> None:
        """Never return: a fair elsewhere is at its end when its engine says so to nobody."""
        await asyncio.Event().wait()

    async def _serve(self, connection: Connection) -> None:
        self.told.begin_anew()
        topics = self._topics
        farewell = leaving(connection, topics.status(self._component))
        async with farewell, asyncio.TaskGroup() as tasks:
            tasks.create_task(self._receive(connection), name="receive from the broker")
            await connection.subscribe(
                topics.fair, topics.status("+"), topics.answers(self.moderator)
            )
            await connection.subscribe(topics.cases, topics.gone)
            await connection.subscribe(topics.stream, topics.activity)
            tasks.create_task(self._courier.carry(connection), name="send acts")
            tasks.create_task(self._say_presence(connection), name="say who is here")

    async def _receive(self, connection: Connection) -> None:
        async for message in connection.messages():
            self.link.count("received")
            self._take(message)
            connection.confirm(message)

    def _take(self, message: Message) -> None:
        if answer := self.told.take(message):
            self._courier.take(answer)
        self.link.counts["unreadable"] = self.told.unreadable

    async def _say_presence(self, connection: Connection) -> None:
        said: StatusSaid | None = None
        while True:
            now = StatusSaid(presence=Presence.HERE, looks_at=self._looks_at)
            if now != said:
                topic = self._topics.status(self._component)
                payload = encode(now.model_copy(update={"at": self._now()}))
                await connection.publish(topic, payload, retained=True, schema=SCHEMA)
                said = now
            await asyncio.sleep(BEAT_SECONDS)

    async def act(  # noqa: PLR0913
        self,
        kind: ActKind,
        target: str,
        *,
        label: Label | None = None,
        substance: Substance | None = None,
        until: datetime | None = None,
        to: str = "",
        text: str = "",
        side: Side | None = None,
    ) -> Acted:
        """Have an act done by the fair's engine; returns it once it is on the board here.

        Raises ValueError, in words for the moderator, where it was refused, or nobody
        answers: then it is kept, and done later.
        """
        said = ActSaid(
            id=uuid4().hex,
            kind=kind,
            target=target,
            made_at=self._now(),
            label=label,
            substance=substance,
            until=until,
            to=to,
            text=text,
            side=side,
        )
        answer = await self._courier.answer_to(said, is_connected=self.link.connection is not None)
        await self.told.until_number(answer.number, SHOWN_SECONDS)
        if answer.acted is None:
            raise ValueError(answer.refused)
        return answer.acted

    def last_act(self) -> Acted | None:
        """The last act of this desk that is not undone."""
        return self._courier.last_act

    def look_at(self, case_id: str) -> None:
        """Let the others know which case is looked at here."""
        self._looks_at = case_id

    def feeds(self) -> Sequence[FeedStatus]:
        """The connection to the fair with who else is there, then the feeds of its engine."""
        figures = self.mirror.figures
        own = FeedStatus(self._status(), Accounting())
        return [own, *(figures.feeds if figures else ())]

    def _status(self) -> Status:
        state = self.link.status(list(self._notes()))
        if state.state is State.CONNECTED and self.told.engine is not Presence.HERE:
            return Status("fair", State.SILENT, "its engine is not there", notes=state.notes)
        return state

    def _notes(self) -> Sequence[str]:
        lacking = self.mirror.lacking
        there = self.told.others(self._component)
        return [
            *self._courier.notes(),
            *([f"{lacking} cases are still to come"] if lacking else []),
            *([f"there: {', '.join(there)}"] if there else []),
        ]

    def board(self) -> Board:
        """The cases that lack a follow-up and the counts, at the fair's clock."""
        return self.mirror.board(self.clock)

    def cases(self) -> Sequence[Case]:
        """Every case there is, closed ones too, by the time they were opened."""
        return self.mirror.cases()

    def case(self, case_id: str) -> Case | None:
        """One case; also found by the key of any of its posts."""
        return self.mirror.case(case_id)

    def thread(self, case_id: str) -> Sequence[Line]:
        """A case's conversation, top down: the vacancy first, replies indented."""
        return self.mirror.thread(case_id)

    def line(self, key: str) -> Line | None:
        """One post, by its key; None where it was not told."""
        return self.mirror.line(key)

    def stream_length(self) -> int:
        """How many posts were told."""
        return self.mirror.stream_length()

    def stream(self, start: int, stop: int) -> Sequence[Line]:
        """Posts in order of arrival, as they are judged now."""
        return self.mirror.stream(start, stop)

    def activity(self) -> Sequence[tuple[datetime, int]]:
        """Posts per minute of the fair."""
        return self.mirror.activity

    def accounting(self) -> Accounting:
        """What the engine received, and where it went."""
        return self.mirror.figures.accounting if self.mirror.figures else Accounting()

    def depths(self) -> Depths:
        """What waits at the engine."""
        return self.mirror.figures.depths if self.mirror.figures else Depths()

    def work(self) -> Mapping[str, Work]:
        """What each classifier did there."""
        return self.mirror.figures.work if self.mirror.figures else {}

    def checks(self) -> Checks | None:
        """How the link checks stand there."""
        return self.mirror.figures.checks if self.mirror.figures else None

    def recheck(self, key: str) -> int:  # noqa: ARG002 - links are checked where the engine is
        """None: links are checked where the engine is."""
        return 0
