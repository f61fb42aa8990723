"""The one module that speaks MQTT: a connection to a broker, with its messages and confirmations.

Whoever publishes knows that the broker has it once `publish` returns. Whoever receives
says with `confirm` that a message is dealt with; the broker keeps it until then, and
sends it again over a new connection. A connection lives within one `async with`; it fails
with FeedLost where another try may succeed, with FeedGone where a person has to mend it.
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from feeds.backoff import Trouble
from feeds.base import FeedGone, FeedLost
from feeds.message import IN_FLIGHT, Message, Place, Session

KEEPALIVE_SECONDS = 10
"""After one and a half times this without a word from the broker, the connection is dead."""

ANSWER_SECONDS = 15.0
LARGEST = 1 << 20
"""Bytes of a packet: the broker keeps larger ones from us."""

REFUSALS = (0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C)
"""Reasons that do not pass by themselves: protocol, name, password, rights, ban, method."""

REFUSED = 0x80
"""Reasons from here on are refusals."""

Result = TypeVar("Result")
_log = logging.getLogger(__name__)
_log.setLevel(logging.CRITICAL)


class Connection:
    """A connection that stands; made by `connected`.

    `goes_on` tells whether the broker still had the session of that name.
    """

    def __init__(self, client: aiomqtt.Client, *, goes_on: bool) -> None:
        self.goes_on = goes_on
        self._client = client

    async def subscribe(self, *topics: str) -> None:
        """Have what is published there from now on, and what is kept there."""
        granted = await _translated(self._client.subscribe([(topic, 1) for topic in topics]))
        for topic, code in zip(topics, granted, strict=True):
            if getattr(code, "value", 0) >= REFUSED:
                raise FeedGone(f"the broker does not let us read {topic}")

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
    ) -> None:
        """Give the broker a message; returns once it has it."""
        properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        properties.ContentType = "application/json"
        if schema:
            properties.UserProperty = ("schema", schema)
        if reply_to:
            properties.ResponseTopic = reply_to
        if correlation:
            properties.CorrelationData = correlation
        publishing = self._client.publish(
            topic, payload, qos=1, retain=retained, properties=properties, timeout=ANSWER_SECONDS
        )
        await _translated(publishing)

    async def messages(self) -> AsyncIterator[Message]:
        """What comes, until the connection is lost; each is to be confirmed."""
        messages = self._client.messages
        while True:
            yield _message(await _translated(anext(messages)))

    async def next(self, seconds: float) -> Message | None:
        """The next message; None where none came in that time."""
        try:
            async with asyncio.timeout(seconds):
                return _message(await _translated(anext(self._client.messages)))
        except TimeoutError:
            return None

    @property
    def waiting(self) -> int:
        """How many messages have come, and were not taken yet."""
        return len(self._client.messages)

    def confirm(self, message: Message) -> None:
        """Say that a message is dealt with, so that the broker need not keep it."""
        if message.qos:
            self._client._client.ack(message.number, message.qos)  # noqa: SLF001


@asynccontextmanager
async def connected(place: Place, session: Session) -> AsyncIterator[Connection]:
    """A connection to the broker, for as long as the block lasts. Raises FeedLost or FeedGone."""
    client = _client(place, session, await asyncio.to_thread(context, place))
    present = _confirmed_by_hand(client)
    await _translated(client.__aenter__())
    try:
        yield Connection(client, goes_on=bool(present))
    finally:
        await _left(client)


async def _left(client: aiomqtt.Client) -> None:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await client.__aexit__(None, None, None)
    except (aiomqtt.MqttError, OSError, TimeoutError) as error:
        _log.debug("the connection ended with: %s", error)


def _client(place: Place, session: Session, tls: ssl.SSLContext | None) -> aiomqtt.Client:
    properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    properties.SessionExpiryInterval = session.seconds
    properties.ReceiveMaximum = session.in_flight
    properties.MaximumPacketSize = LARGEST
    will = session.will
    client = aiomqtt.Client(
        place.host,
        place.listens_at,
        username=place.user or None,
        password=place.password.reveal() if place.password else None,
        identifier=session.name or None,
        protocol=aiomqtt.ProtocolVersion.V5,
        clean_start=not session.seconds,
        keepalive=KEEPALIVE_SECONDS,
        timeout=ANSWER_SECONDS,
        will=aiomqtt.Will(will.topic, will.payload, qos=1, retain=True) if will else None,
        max_queued_incoming_messages=4 * session.in_flight,
        max_inflight_messages=IN_FLIGHT,
        properties=properties,
        tls_context=tls,
        logger=_log,
    )
    client.pending_calls_threshold = IN_FLIGHT
    return client


def _confirmed_by_hand(client: aiomqtt.Client) -> list[bool]:
    """Have messages confirmed by us alone; the list tells, once connected, of a known session.

    aiomqtt confirms a message before anybody has seen it, and does not tell of the session.
    """
    inner: Any = client._client  # noqa: SLF001
    inner.manual_ack_set(on=True)
    noted, present = inner.on_connect, list[bool]()

    def note(paho: object, data: object, flags: Any, *more: object) -> None:  # noqa: ANN401
        if flags.session_present:
            present.append(True)
        noted(paho, data, flags, *more)

    inner.on_connect = note
    return present


def context(place: Place) -> ssl.SSLContext | None:
    """The certificates that are trusted, and our own; None without encryption. Raises FeedGone."""
    if not place.is_encrypted:
        return None
    try:
        found = ssl.create_default_context(cafile=_path(place.ca_file))
        if place.cert_file:
            found.load_cert_chain(_path(place.cert_file) or "", _path(place.key_file))
    except OSError as error:
        raise FeedGone(f"ca_file, cert_file or key_file cannot be used: {error}") from error
    return found


def _path(name: str) -> str | None:
    return str(Path(name).expanduser()) if name else None


def _message(message: aiomqtt.Message) -> Message:
    properties: Any = message.properties
    payload = message.payload
    return Message(
        str(message.topic),
        payload if isinstance(payload, bytes) else b"",
        message.retain,
        getattr(properties, "ResponseTopic", ""),
        getattr(properties, "CorrelationData", b""),
        message.qos,
        message.mid,
    )


async def _translated(going: Awaitable[Result]) -> Result:
    """What it gives; failures in the words of feeds."""
    try:
        return await going
    except aiomqtt.MqttError as error:
        code = getattr(getattr(error, "rc", None), "value", None)
        if code in REFUSALS:
            raise FeedGone(f"the broker refuses: {error}") from error
        if isinstance(error.__context__, ssl.SSLCertVerificationError):
            raise FeedGone(f"the broker's certificate: {error}") from error
        raise FeedLost(f"the broker: {error}", trouble=Trouble.NETWORK) from error
    except OSError as error:
        raise FeedLost(f"the broker: {error.strerror or error}") from error
