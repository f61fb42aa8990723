"""Where the broker of [mqtt] is, and what the fair is called there."""

import asyncio
from contextlib import suppress

from pydantic import ValidationError

from feeds.base import FeedError
from feeds.complaint import complaints
from feeds.mqtt.message import BrokerAddress
from feeds.said import said
from feeds.settings import BadSettings
from moderator.config.complaint import lines
from moderator.config.models import Config, ConfigError
from moderator.config.mqtt import MqttSection
from moderator.config.secrets import token
from moderator.publish.topics import Topics, name_of

PATIENCE_SECONDS = 5.0
"""How long it is looked for another engine."""


def address(config: Config) -> BrokerAddress:
    """The broker, with the password that one is let in with. Raises ConfigError."""
    try:
        return BrokerAddress.of(config.mqtt, token(config.mqtt))
    except BadSettings as bad:
        wrong = lines(bad.complaints, under=("mqtt",), path=config.file)
        raise ConfigError(wrong) from bad


def alone(address: BrokerAddress, topics: Topics) -> None:
    """Return where no other engine tells that fair; else raises ConfigError.

    Before anything is opened: a second engine would take the posts from the first. A broker that
    does not answer holds nothing up.
    """
    with suppress(FeedError, TimeoutError):
        if asyncio.run(_is_told(address, topics)):
            raise ConfigError(
                said(
                    "another engine tells {fair} already at {place}: end that one first, or"
                    " moderate there with `moderator desk`",
                    fair=topics.name,
                    place=address,
                )
            )


async def _is_told(address: BrokerAddress, topics: Topics) -> bool:
    from moderator.publish.presence import another_engine

    async with asyncio.timeout(PATIENCE_SECONDS):
        return await another_engine(address, topics)


def topics(config: Config, fair: str = "") -> Topics:
    """The topics of the fair of that name, else of the configured one. Raises ConfigError."""
    name = _checked(fair) or config.mqtt.fair or config.fair.name or config.fair.hashtag
    if not name:
        raise ConfigError(said("which fair? Give its name, or set fair under [mqtt]"))
    return Topics(name_of(name))


def _checked(fair: str) -> str:
    """A fair's name as it was typed. Raises ConfigError where [mqtt] would not have it."""
    try:
        return MqttSection(fair=fair).fair
    except ValidationError as error:
        why = "; ".join(what for _place, what in complaints(error, MqttSection))
        raise ConfigError(f"{fair!r}: {why}") from error
