"""Who is there, as components say over the broker."""

from collections.abc import Mapping
from uuid import uuid4

from feeds.mqtt.broker import Connection, connected
from feeds.mqtt.message import BrokerAddress, Session
from moderator.company import LOST, THERE
from moderator.publish.topics import ENGINE, Topics, called, moderator_of
from moderator.publish.wire import Presence, StatusSaid, Unusable, decode

PATIENCE_SECONDS = 2.5
"""An engine that is there says so every second."""


def is_here(status: StatusSaid) -> bool:
    """Whether a component is there now."""
    return status.presence is Presence.HERE


def looks_of(components: Mapping[str, StatusSaid]) -> dict[str, str]:
    """Which case each moderator who is there looks at, empty for none, by what components say."""
    return {
        moderator: status.looks_at
        for name, status in components.items()
        if (moderator := moderator_of(name)) and is_here(status)
    }


def company_of(components: Mapping[str, StatusSaid], *, own: str = "") -> list[str]:
    """Who else is there, and which moderators lost their connection, by what components say."""
    others = {name: status for name, status in components.items() if name != own}
    here = {called(name) for name, status in others.items() if is_here(status)}
    lost = {
        moderator_of(name) for name, status in others.items() if status.presence is Presence.LOST
    }
    lost -= here | {"", moderator_of(own)}
    notes = ((THERE, here), (LOST, lost))
    return [note.format(names=", ".join(sorted(names))) for note, names in notes if names]


async def another_engine(address: BrokerAddress, topics: Topics, *, run: str = "") -> bool:
    """Whether an engine tells the fair now that is not this run of one.

    One that died without a farewell may still be said to be there: then it says no more.
    """
    async with connected(address, Session()) as connection:
        return await _hears_another(connection, topics, run)


async def _hears_another(connection: Connection, topics: Topics, run: str) -> bool:
    echo = topics.verdicts(uuid4().hex)
    await connection.subscribe(topics.status(ENGINE), echo)
    await connection.publish(echo, b"")
    kept = False
    while message := await connection.next(PATIENCE_SECONDS):
        connection.confirm(message)
        if message.topic == echo and not kept:
            return False
        if message.topic != echo and _is_another(message.payload, run):
            if kept:
                return True
            kept = True
    return False


def _is_another(payload: bytes, run: str) -> bool:
    try:
        status = decode(StatusSaid, payload)
        return is_here(status) and status.run != run
    except Unusable:
        return False
