"""A connection to the broker that is made anew whenever it is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from time import monotonic

from feeds.backoff import Backoff, Ladder, Trouble
from feeds.base import FeedGone, FeedLost
from feeds.mqtt.broker import Connection, connected
from feeds.mqtt.message import BrokerAddress, Message, Session
from feeds.said import said
from feeds.status import FeedState, Status
from moderator.publish.wire import SCHEMA, Presence, StatusSaid, Unusable, encode

LADDERS = {Trouble.NETWORK: Ladder(first=0.2, most=5.0)}
FAREWELL_SECONDS = 2.0
LOST_SECONDS = 3600
"""For how long the broker says of a desk or worker that it was lost."""

TOLD_SECONDS = 3.0
"""Who has been connected for so long would have been told of the fair, were there one."""

REFUSED_SECONDS = 30.0
"""After a refusal a person has to mend something, which takes longer."""


@dataclass(slots=True)
class Uplink:
    """Keeps a connection, and says how it is; `name` is what the screen calls it.

    `counts` are of messages: received, sent, unreadable, dropped over earlier connections.
    `tried` is set once it is known whether the broker answers.
    """

    name: str
    address: BrokerAddress
    session: Session
    counts: dict[str, int] = field(default_factory=dict)
    connection: Connection | None = None
    reason: str = ""
    refused: bool = False
    times: int = 0
    tried: asyncio.Event = field(default_factory=asyncio.Event)
    _since: float = 0.0

    async def keep(
        self,
        serve: Callable[[Connection], Awaitable[None]],
        *,
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Connect, each time after what comes before, and serve until it is lost; never returns."""
        backoff = Backoff(LADDERS)
        while True:
            self.refused = False
            try:
                if before:
                    await before()
                async with connected(self.address, self.session) as connection:
                    self.connection, self.reason, self._since = connection, "", monotonic()
                    self.times += 1
                    self.tried.set()
                    backoff.reset()
                    await serve(connection)
            except* FeedGone as gone:
                self.refused, self.reason = True, _first(gone)
            except* (FeedLost, TimeoutError) as lost:
                self.reason = self.reason if self.refused else _first(lost)
            finally:
                if self.connection:
                    self.count("dropped", self.connection.dropped)
                self.connection = None
            self.tried.set()
            wait = REFUSED_SECONDS if self.refused else backoff.after(Trouble.NETWORK)
            await asyncio.sleep(wait)

    async def receive(
        self, connection: Connection, take: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Take each message, count it, and confirm it once that is done; never returns."""
        async for message in connection.messages():
            self.count("received")
            try:
                await take(message)
            except Unusable:
                self.count("unreadable")
            connection.confirm(message)

    async def until(self, event: asyncio.Event, seconds: float) -> None:
        """Return once that has happened. Raises TimeoutError where nothing came for so long."""
        while not event.is_set():
            before = self.counts.get("received", 0)
            try:
                async with asyncio.timeout(seconds):
                    await event.wait()
            except TimeoutError:
                if self.counts.get("received", 0) == before:
                    raise

    def count(self, what: str, times: int = 1) -> None:
        """Count messages."""
        self.counts[what] = self.counts.get(what, 0) + times

    def untold(self, fair: str, notes: Sequence[str] = ()) -> Status:
        """How the connection is, where nothing was told of the fair so far."""
        now = self.status(notes)
        if now.state is not FeedState.CONNECTED:
            return now
        if monotonic() - self._since < TOLD_SECONDS:
            return replace(now, state=FeedState.STARTING)
        return replace(
            now,
            state=FeedState.SILENT,
            reason=said("there is no fair called {fair} at {place}", fair=fair, place=self.address),
        )

    def status(self, notes: Sequence[str] = ()) -> Status:
        """How the connection is, as feeds tell it."""
        state = FeedState.CONNECTED if self.connection else FeedState.RETRYING
        if not self.times and not self.reason:
            state = FeedState.STARTING
        return Status(
            self.name,
            state,
            reason=self.reason,
            notes=(*notes, *self._lost()),
            received=self.counts.get("received", 0),
            unreadable=self.counts.get("unreadable", 0),
            gives_posts=False,
        )

    def _lost(self) -> Iterator[str]:
        """What came, and was of no use."""
        if unreadable := self.counts.get("unreadable", 0):
            yield said("messages that cannot be read: {number}", number=unreadable)
        dropped = self.counts.get("dropped", 0)
        if dropped := dropped + (self.connection.dropped if self.connection else 0):
            yield said("messages let go, they came too fast: {number}", number=dropped)


@asynccontextmanager
async def leaving(
    connection: Connection, topic: str, *, untraced: bool = False
) -> AsyncIterator[None]:
    """A block after which a component says farewell, where the program ends it.

    `untraced`: nobody needs to know any more that it was there.
    """
    try:
        yield
    except asyncio.CancelledError:
        with suppress(FeedLost, FeedGone, TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                said = StatusSaid(presence=Presence.LEFT, at=datetime.now(UTC))
                payload = b"" if untraced else encode(said)
                await connection.publish(topic, payload, retained=True, schema=SCHEMA)
        raise


def _first(group: BaseExceptionGroup[BaseException]) -> str:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or said("the broker does not answer")
