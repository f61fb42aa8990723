"""The one module that speaks MQTT: a connection to a broker, with its messages and confirmations.

Whoever publishes knows that the broker has it once `publish` returns. Whoever receives
says with `confirm` that a message is dealt with; the broker keeps it until then, and
sends it again over a new connection. A connection lives within one `async with`; it fails
with FeedLost where another try may succeed, with FeedGone where a person has to mend it.
"""

import asyncio
import ssl
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import aiomqtt

from feeds.base import FeedGone, FeedLost
from feeds.mqtt.client import ANSWER_SECONDS, loss, made, properties
from feeds.mqtt.message import BrokerAddress, Message, Outgoing, Session, from_paho
from feeds.mqtt.plug import Plug
from feeds.said import said

REFUSALS = (0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C)
"""Reasons that do not pass by themselves: protocol, name, password, rights, ban, method."""

REFUSED, NOBODY = 0x80, 0x10  # reasons from here on are refusals; nobody subscribes to it

Result = TypeVar("Result")


class Connection:
    """A connection that stands; made by `connected`.

    `goes_on` tells whether the broker still had the session of that name. aiomqtt connects and
    subscribes. What it does for each message is done here: it confirms messages before
    anybody has seen them, and slows down with the number in flight.
    """

    def __init__(self, client: aiomqtt.Client, *, most: int) -> None:
        self._client, self.goes_on = client, False
        self._paho: Any = client._client  # noqa: SLF001
        self._loop, self._thread = asyncio.get_running_loop(), threading.get_ident()
        self._under_way: dict[int, asyncio.Future[bool]] = {}
        self._come = deque[Message]()
        self._most, self.dropped = most, 0
        self._stirred = asyncio.Event()
        self._loss: FeedLost | FeedGone | None = None
        self._messages = self.messages()
        self._connects: Any = self._paho.on_connect
        self._paho.manual_ack_set(on=True)
        self._paho.on_connect = self.note_connected
        self._paho.on_publish, self._paho.on_message = self.note_published, self.note_message
        self._opens: Any = self._paho.on_socket_open
        self._closes: Any = self._paho.on_socket_close
        self._paho.on_socket_open, self._paho.on_socket_close = self.note_opened, self.note_closed
        self._paho.on_socket_register_write = self.note_to_write
        self._paho.on_socket_unregister_write = None
        client._disconnected.add_done_callback(self.note_lost)  # noqa: SLF001

    async def subscribe(self, *topics: str) -> None:
        """Have what is published there from now on, and what is kept there."""
        granted = await _translated(self._client.subscribe([(topic, 1) for topic in topics]))
        for topic, code in zip(topics, granted, strict=True):
            if getattr(code, "value", 0) >= REFUSED:
                raise FeedGone(said("the broker does not let us read {topic}", topic=topic))

    async def unsubscribe(self, topic: str) -> None:
        """Have nothing of that any more."""
        await _translated(self._client.unsubscribe(topic))

    async def publish(
        self,
        topic: str,
        payload: bytes,
        *,
        retained: bool = False,
        reply_to: str = "",
        correlation: bytes = b"",
        schema: str = "",
    ) -> bool:
        """Give the broker a message; once it has it, whether anybody takes or keeps it."""
        one = Outgoing(topic, payload, retained, schema, reply_to, correlation)
        (is_taken,) = await self.publish_all([one])
        return is_taken

    async def publish_all(self, outgoing: Iterable[Outgoing]) -> list[bool]:
        """Give the broker messages in their order; as `publish`, once it has them all."""
        given: dict[int, asyncio.Future[bool]] = {}
        try:
            for one in outgoing:
                given |= [self._given(one)]
            async with asyncio.timeout(ANSWER_SECONDS):
                return [await confirmed for confirmed in given.values()]
        except TimeoutError:
            raise FeedLost(said("the broker does not confirm what it is given")) from None
        finally:
            for number, confirmed in given.items():
                self._under_way.pop(number, None)
                if not confirmed.cancel() and not confirmed.cancelled():
                    confirmed.exception()  # the first that failed was told

    def _given(self, one: Outgoing) -> tuple[int, asyncio.Future[bool]]:
        """The number of a message that was handed over, and what its confirmation will settle."""
        beside = properties(one.schema, one.reply_to, one.correlation)
        given = self._paho.publish(one.topic, one.payload, 1, one.retained, beside)
        if given.rc:
            raise self._loss or loss(None)
        confirmed = self._under_way[given.mid] = self._loop.create_future()
        return given.mid, confirmed

    def note_connected(self, paho: object, data: object, flags: Any, *more: object) -> None:  # noqa: ANN401
        """Take note whether the broker still had the session."""
        self.goes_on = flags.session_present
        self._connects(paho, data, flags, *more)

    def note_opened(self, paho: object, data: object, wire: Any) -> None:  # noqa: ANN401
        """Have the library read and write through a plug."""
        self._paho._sock = Plug(wire)  # noqa: SLF001
        self._opens(paho, data, wire)

    def note_closed(self, paho: object, data: object, plug: Any) -> None:  # noqa: ANN401
        """Wait no more to write, nor for a broker that hung up before it let us in."""
        if (number := plug.fileno()) >= 0:
            self._loop.remove_writer(number)
        self._closes(paho, data, plug)
        connected = self._client._connected  # noqa: SLF001
        if not connected.done():
            connected.set_exception(aiomqtt.MqttError(said("it hung up before it let us in")))

    def abandon(self) -> None:
        """Hang up where the connection never came to stand."""
        self._client._connected.cancel()  # noqa: SLF001
        self._paho._sock_close()  # noqa: SLF001

    def note_to_write(self, *_: object) -> None:
        """Have written what gathers until the loop has its next turn; called by any thread."""
        is_here = threading.get_ident() == self._thread
        (self._loop.call_soon if is_here else self._loop.call_soon_threadsafe)(self._write)

    def _write(self) -> None:
        self._paho.loop_write()
        if (plug := self._paho.socket()) is None:
            return
        with suppress(OSError):  # whoever reads finds out
            if plug.flush():
                self._loop.remove_writer(plug.fileno())
            else:
                self._loop.add_writer(plug.fileno(), self._write)

    def note_published(self, _: object, __: object, number: int, reason: Any, *___: object) -> None:  # noqa: ANN401
        """Take note that the broker has a message, or refuses it."""
        confirmed = self._under_way.get(number)
        if confirmed is None or confirmed.done():
            return
        if reason.value >= REFUSED:
            refused = said("the broker does not let us publish: {why}", why=reason)
            confirmed.set_exception(FeedGone(refused))
        else:
            confirmed.set_result(reason.value != NOBODY)

    def note_lost(self, ended: asyncio.Future[None]) -> None:
        """Take note that the connection is gone, and what is under way with it."""
        self._loss = loss(None if ended.cancelled() else ended.exception())
        self._stirred.set()
        for confirmed in self._under_way.values():
            if not confirmed.done():
                confirmed.set_exception(self._loss)

    def note_message(self, _: object, __: object, message: Any) -> None:  # noqa: ANN401
        """Take a message in; of more than may be under way, further ones stay at the broker."""
        if len(self._come) < self._most:
            self._come.append(from_paho(message))
        else:
            self.dropped += 1
        self._stirred.set()

    async def messages(self) -> AsyncIterator[Message]:
        """What comes, until the connection is lost; each is to be confirmed."""
        while True:
            while self._come:
                yield self._come.popleft()
            if self._loss:
                raise self._loss
            self._stirred.clear()
            await self._stirred.wait()

    async def next(self, seconds: float) -> Message | None:
        """The next message; None where none came in that time."""
        try:
            async with asyncio.timeout(seconds):
                return await anext(self._messages)
        except TimeoutError:
            self._messages = self.messages()
            return None

    @property
    def waiting(self) -> int:
        """How many messages have come, and were not taken yet."""
        return len(self._come)

    def confirm(self, message: Message) -> None:
        """Say that a message is dealt with, so that the broker need not keep it."""
        if message.qos:
            self._paho.ack(message.number, message.qos)


@asynccontextmanager
async def connected(address: BrokerAddress, session: Session) -> AsyncIterator[Connection]:
    """A connection to the broker, for as long as the block lasts. Raises FeedLost or FeedGone."""
    client = made(address, session, await asyncio.to_thread(address.context))
    connection = Connection(client, most=4 * session.in_flight)
    try:
        await _translated(client.__aenter__())
    except BaseException:
        connection.abandon()
        raise
    try:
        yield connection
    finally:
        await _left(client)


async def _left(client: aiomqtt.Client) -> None:
    with suppress(FeedLost, FeedGone, TimeoutError):
        async with asyncio.timeout(ANSWER_SECONDS):
            await _translated(client.__aexit__(None, None, None))


async def _translated(going: Awaitable[Result]) -> Result:
    """What it gives; failures in the words of feeds."""
    here = asyncio.current_task()
    before = here.cancelling() if here else 0
    try:
        result = await going
    except aiomqtt.MqttError as error:
        code = getattr(getattr(error, "rc", None), "value", None)
        if code in REFUSALS:
            raise FeedGone(said("the broker refuses: {why}", why=error)) from error
        if isinstance(error.__context__, ssl.SSLCertVerificationError):
            raise FeedGone(said("the broker's certificate: {why}", why=error)) from error
        if isinstance(error.__context__, ConnectionRefusedError):
            raise FeedLost(said("the broker does not answer")) from error
        raise FeedLost(said("the broker: {why}", why=error)) from error
    except OSError as error:
        raise FeedLost(said("the broker: {why}", why=error.strerror or error)) from error
    if here is not None and here.cancelling() > before:  # wait_for of Python 3.11 may lose it
        raise asyncio.CancelledError
    return result
