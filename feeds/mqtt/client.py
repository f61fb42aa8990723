"""The library's client, set up for a connection, and what goes with a message's payload."""

import logging
import ssl
from functools import lru_cache

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from feeds.base import FeedGone, FeedLost
from feeds.mqtt.message import IN_FLIGHT, BrokerAddress, Session, Will
from feeds.said import said

TAKEN_OVER = 0x8E
"""The reason where somebody else connected by the same name."""

KEEPALIVE_SECONDS = 10
"""After one and a half times this without a word from the broker, the connection is dead."""

ANSWER_SECONDS = 15.0
LARGEST = 1 << 20
"""Bytes of a packet: the broker keeps larger ones from us."""

UNLIMITED = 0
"""Publishers wait for confirmations themselves; paho's own in-flight limit is O(n) per message."""

_log = logging.getLogger(__name__)
_log.setLevel(logging.CRITICAL)


def made(address: BrokerAddress, session: Session, tls: ssl.SSLContext | None) -> aiomqtt.Client:
    """A client that is not connected yet."""
    wanted = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    wanted.SessionExpiryInterval = session.seconds
    wanted.ReceiveMaximum = session.in_flight
    wanted.MaximumPacketSize = LARGEST
    client = aiomqtt.Client(
        address.host,
        address.listens_at,
        username=address.user or None,
        password=address.password.reveal() if address.password else None,
        identifier=session.name or None,
        protocol=aiomqtt.ProtocolVersion.V5,
        clean_start=not session.seconds,
        keepalive=KEEPALIVE_SECONDS,
        timeout=ANSWER_SECONDS,
        will=_left_behind(session.will) if session.will else None,
        max_inflight_messages=UNLIMITED,
        properties=wanted,
        tls_context=tls,
        logger=_log,
    )
    client._client.disable_logger()  # noqa: SLF001
    client.pending_calls_threshold = IN_FLIGHT
    return client


def _left_behind(will: Will) -> aiomqtt.Will:
    beside = Properties(PacketTypes.WILLMESSAGE)  # type: ignore[no-untyped-call]
    if will.seconds:
        beside.MessageExpiryInterval = will.seconds
    return aiomqtt.Will(will.topic, will.payload, qos=1, retain=True, properties=beside)


def loss(error: BaseException | None) -> FeedLost | FeedGone:
    """What the end of a connection means for who had it."""
    code = getattr(getattr(error, "rc", None), "value", None)
    if code == TAKEN_OVER:
        return FeedGone(said("another program takes our place at the broker: end one of the two"))
    return FeedLost(said("the broker: the connection is lost"))


def properties(schema: str, reply_to: str, correlation: bytes) -> Properties:
    """What goes with a message."""
    if not (reply_to or correlation):
        return _usual(schema)
    found = _fresh(schema)
    if reply_to:
        found.ResponseTopic = reply_to
    if correlation:
        found.CorrelationData = correlation
    return found


class _Packed(Properties):
    """Properties that were packed once, for all messages that have the same."""

    _bytes: bytes

    def __init__(self, bytes_: bytes) -> None:
        super().__init__(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        object.__setattr__(self, "_bytes", bytes_)

    def pack(self) -> bytes:
        """The bytes."""
        return self._bytes


@lru_cache(maxsize=8)
def _usual(schema: str) -> Properties:
    return _Packed(_fresh(schema).pack())  # type: ignore[no-untyped-call]


def _fresh(schema: str) -> Properties:
    found = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
    found.ContentType = "application/json"
    if schema:
        found.UserProperty = ("schema", schema)
    return found
