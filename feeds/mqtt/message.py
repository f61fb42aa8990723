"""The nouns of a broker: where it is, who connects, and what passes through it."""

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from feeds.address import is_loopback
from feeds.base import FeedGone
from feeds.mqtt.options import BrokerOptions
from feeds.said import said
from feeds.secret import Secret

IN_FLIGHT = 1000
"""How many messages may be on their way, unconfirmed, in each direction."""


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """Where the broker is, and how one is let in; `port` 0 is the usual one.

    `tls` is "auto", on wherever the broker is not on this machine itself, or "on" or "off".
    """

    host: str
    port: int = 0
    tls: str = "auto"
    ca_file: str = ""
    cert_file: str = ""
    key_file: str = ""
    user: str = ""
    password: Secret | None = None

    @classmethod
    def of(cls, options: BrokerOptions, password: Secret | None) -> Self:
        """The broker that is configured so."""
        return cls(
            options.host,
            options.port,
            options.tls,
            options.ca_file,
            options.cert_file,
            options.key_file,
            options.user,
            password,
        )

    @property
    def is_encrypted(self) -> bool:
        """Whether the connection is encrypted, and the broker has to prove who it is."""
        return self.tls == "on" or (self.tls == "auto" and not is_loopback(self.host))

    @property
    def listens_at(self) -> int:
        """The port."""
        return self.port or (8883 if self.is_encrypted else 1883)

    def context(self) -> ssl.SSLContext | None:
        """The certificates that are trusted, and our own; None without encryption.

        Raises FeedGone where they cannot be used.
        """
        if not self.is_encrypted:
            return None
        try:
            found = ssl.create_default_context(cafile=_path(self.ca_file))
            if self.cert_file:
                found.load_cert_chain(_path(self.cert_file) or "", _path(self.key_file))
        except (OSError, RuntimeError, ValueError) as error:
            named = ", ".join(filter(None, (self.ca_file, self.cert_file, self.key_file)))
            why = f"{named}: {error}" if named else str(error)
            raise FeedGone(
                said("ca_file, cert_file or key_file cannot be used: {why}", why=why)
            ) from error
        return found

    def __str__(self) -> str:
        return f"{self.host}:{self.listens_at}"


@dataclass(frozen=True, slots=True)
class Message:
    """What came: where to, what, and whether it had been kept there as the current state.

    `reply_to` and `correlation` say where an answer is awaited, and to what.
    """

    topic: str
    payload: bytes
    retained: bool = False
    reply_to: str = ""
    correlation: bytes = b""
    qos: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to be published, and whether the broker is to keep it as the current state.

    `schema` names what the payload is; `reply_to` and `correlation` are as in a `Message`.
    """

    topic: str
    payload: bytes
    retained: bool = False
    schema: str = ""
    reply_to: str = ""
    correlation: bytes = b""


@dataclass(frozen=True, slots=True)
class Will:
    """What the broker publishes, and keeps, where the connection ends without a farewell.

    It keeps it for some seconds; 0 is for good.
    """

    topic: str
    payload: bytes
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """Who connects, and for how long the broker keeps what comes while one is away.

    An empty `name` has the broker invent one. `in_flight` is how many messages may wait
    here for their confirmation.
    """

    name: str = ""
    seconds: int = 0
    in_flight: int = IN_FLIGHT
    will: Will | None = None


def _path(name: str) -> str | None:
    return str(Path(name).expanduser()) if name else None


def from_paho(message: Any) -> Message:  # noqa: ANN401 - paho is imported elsewhere
    """A message as the library has it."""
    properties = message.properties
    return Message(
        message.topic,
        bytes(message.payload),
        message.retain,
        getattr(properties, "ResponseTopic", ""),
        getattr(properties, "CorrelationData", b""),
        message.qos,
        message.mid,
    )
