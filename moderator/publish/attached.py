"""A fair that goes on elsewhere, as a desk sees it: the whole board at once, then every change.

    broker ──cases, posts, figures──▶ mirror ──board──▶ desk
           ◀──acts── kept ◀── act ──────────────────────┘

An act is on the disk before it is sent, and stays there until the engine has answered it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from pydantic import ValidationError

from feeds.mqtt.broker import Connection
from feeds.mqtt.message import BrokerAddress, Message, Session, Will
from feeds.said import said
from feeds.status import FeedState, Status
from moderator.company import colleagues, company
from moderator.core.board import Accounting
from moderator.core.facts import Acted, particulars
from moderator.core.fair import Fair
from moderator.intake.tally import FeedStatus
from moderator.publish.courier import Courier
from moderator.publish.following import comes_after
from moderator.publish.heard import Heard
from moderator.publish.kept import KeptActs
from moderator.publish.lacking import Lacking
from moderator.publish.mirror import Mirror
from moderator.publish.mirrored import MirroredDay
from moderator.publish.skew import Skew
from moderator.publish.topics import Topics, desk_of
from moderator.publish.uplink import LOST_SECONDS, Uplink, leaving
from moderator.publish.wire import SCHEMA, ActSaid, CheckSaid, Presence, StatusSaid, encode
from moderator.wishes.sense import Refusal, Refused
from moderator.wishes.wish import Wish

TOO_LONG = said("it has more text than can be sent")

SHOWN_SECONDS = 1.0
"""How long an act that was done may take until it is on the board here."""

BEAT_SECONDS = 1.0
KEPT_FOR_SECONDS = 0
"""Nothing waits at the broker for a desk that is away: over a new connection all is told anew."""

IN_FLIGHT = 20_000
"""Messages that may be under way to a desk: all cases of a large fair."""


class AttachedDay(MirroredDay):
    """A fair elsewhere; `keep` its connection while it is looked at."""

    def __init__(
        self,
        address: BrokerAddress,
        topics: Topics,
        kept: KeptActs,
        *,
        moderator: str,
        now: Callable[[], datetime],
    ) -> None:
        mirror = Mirror(Fair())
        super().__init__(mirror, now)
        self.moderator = moderator
        self.heard = Heard(mirror, topics)
        self._topics = topics
        self._courier = Courier(kept, topics.acts(moderator), moderator)
        self._component = desk_of(moderator, kept.name)
        lost = encode(StatusSaid(presence=Presence.LOST))
        will = Will(topics.status(self._component), lost, LOST_SECONDS)
        name = f"moderator-{topics.name}-desk-{moderator}-{kept.name}"
        session = Session(name, KEPT_FOR_SECONDS, IN_FLIGHT, will)
        self.uplink = Uplink("fair", address, session)
        self._looks_at, self._skew, self._lacking = "", Skew(), Lacking()
        self._run = uuid4().hex

    @property
    def unanswered(self) -> int:
        """How many acts were not answered yet."""
        return len(self._courier)

    def kept(self) -> Sequence[Acted]:
        """The acts of this desk that are done once the engine answers again."""
        return self._courier.kept()

    async def keep(self) -> None:
        """Stay attached to the fair; never returns."""
        await self.uplink.keep(self._serve)

    async def until_told(self) -> None:
        """Return once the whole board is here."""
        await self.heard.whole.wait()

    async def until_done(self) -> None:
        """Never return: a fair elsewhere is at its end when its engine says so to nobody."""
        await asyncio.Event().wait()

    async def _serve(self, connection: Connection) -> None:
        self.heard.begin_anew()
        topics = self._topics
        farewell = leaving(connection, topics.status(self._component))
        async with farewell, asyncio.TaskGroup() as tasks:
            receiving = self.uplink.receive(connection, self._take)
            tasks.create_task(receiving, name="receive from the broker")
            await connection.subscribe(topics.fair, topics.statuses, topics.answers(self.moderator))
            await connection.subscribe(topics.cases, topics.gone)
            await connection.subscribe(topics.stream, topics.activity)
            tasks.create_task(self._courier.carry(connection), name="send acts")
            tasks.create_task(self._say_presence(connection), name="say who is here")

    async def _take(self, message: Message) -> None:
        before, said_at = self.heard.engine, self.heard.said_at
        if answer := self.heard.take(message):
            self._courier.take(answer)
        if self.heard.engine is not before and self.heard.engine is Presence.HERE:
            self._courier.send_again()
        if self.heard.said_at and self.heard.said_at is not said_at:
            self._skew.hear(self.heard.said_at, self._now())

    async def _say_presence(self, connection: Connection) -> None:
        said: StatusSaid | None = None
        while True:
            now = StatusSaid(presence=Presence.HERE, run=self._run, looks_at=self._looks_at)
            if now != said:
                topic = self._topics.status(self._component)
                payload = encode(now.model_copy(update={"at": self._now()}))
                await connection.publish(topic, payload, retained=True, schema=SCHEMA)
                said = now
            await asyncio.sleep(BEAT_SECONDS)

    async def act(self, wish: Wish) -> Acted:
        """Have an act done by the fair's engine; returns it once it is on the board here.

        Raises Refusal where it was refused; Later where nobody answers: then it is kept, and
        done later.
        """
        answer = await self._courier.answer_to(
            self._in_order(self._said(wish)),
            is_connected=self.uplink.connection is not None,
            is_anybody_there=self.heard.engine not in (Presence.LEFT, Presence.LOST),
        )
        await self.heard.until_number(answer.number, SHOWN_SECONDS)
        if answer.acted is None:
            raise Refusal(answer.refused)
        return answer.acted

    def _said(self, wish: Wish) -> ActSaid:
        try:
            return ActSaid(id=uuid4().hex, made_at=self._now(), **particulars(wish))
        except ValidationError as error:
            raise Refusal(TOO_LONG) from error

    def _in_order(self, said: ActSaid) -> ActSaid:
        """The act, with that of this desk that it comes after, and that is not answered yet."""
        wanted = said.acted(by=self.moderator, at=said.made_at, serial=0)
        after = comes_after(wanted, self._courier.unanswered(), self._case_of)
        return said.model_copy(update={"after": after})

    def _case_of(self, key: str) -> str:
        case = self.case(key)
        return case.id if case else key

    def last_act(self) -> Acted | None:
        """The moderator's last act that is not undone, whether or not it was answered yet."""
        return self._courier.last_act

    def refused(self) -> Sequence[Refused]:
        """The acts of this desk that were kept and then came to nothing."""
        return self._courier.refused()

    def look_at(self, case_id: str) -> None:
        """Let the others know which case is looked at here."""
        self._looks_at = case_id

    def leave(self) -> None:
        """Look at nothing any more; that nobody is here, the end of the connection says."""
        self._looks_at = ""

    def feeds(self) -> Sequence[FeedStatus]:
        """The connection to the fair with who else is there, then the feeds of its engine.

        How those are is not known while the engine is not heard.
        """
        own, figures = FeedStatus(self._status(), Accounting()), self._mirror.figures
        feeds = figures.feeds if figures else ()
        if own.now.state is not FeedState.CONNECTED:
            feeds = tuple(self._unheard(feed) for feed in feeds)
        return [own, *feeds]

    def _unheard(self, feed: FeedStatus) -> FeedStatus:
        now = replace(feed.now, state=FeedState.UNHEARD, reason="", last_sign=self.heard.heard_at)
        return replace(feed, now=now)

    def _status(self) -> Status:
        state = self.uplink.status(list(self._notes()))
        if state.state is not FeedState.CONNECTED or self.heard.engine is Presence.HERE:
            return state
        if self.heard.engine is not None:
            return replace(state, state=FeedState.SILENT, reason=said("its engine is not there"))
        return self.uplink.untold(self._topics.name, list(self._notes()))

    def _notes(self) -> Sequence[str]:
        return [
            *self._courier.notes(),
            *self._skew.notes(),
            *self._lacking.notes(self._mirror.lacking, self._now()),
            *(self.heard.company(self._component) if self.uplink.connection else ()),
        ]

    def company(self) -> Mapping[str, tuple[str, ...]]:
        """Who else looks at which case, by the case's id."""
        return company(self.heard.looks(), without=self.moderator)

    def colleagues(self) -> Sequence[str]:
        """Who else is there."""
        return colleagues(self.heard.looks(), without=self.moderator)

    async def recheck(self, key: str) -> int:
        """Have links checked at once, where the engine is; gives how many there are.

        Raises Refusal where nobody answers.
        """
        asked = CheckSaid(id=uuid4().hex, target=key)
        topic = self._topics.links(self.moderator)
        answer = await self._courier.ask(asked, self.uplink.connection, topic)
        return answer.links
