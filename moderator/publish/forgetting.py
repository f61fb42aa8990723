"""What a broker keeps of a fair, without an account: such messages are cleared.

The engine compares what the broker has with what is whenever it connects, and tells again
what is missing, by then without the account.
"""

from asyncio import get_running_loop
from collections.abc import AsyncIterator

from feeds.mqtt.broker import Connection, connected
from feeds.mqtt.message import BrokerAddress, Message, Session
from moderator.publish.topics import Topics
from moderator.store.traces import Traces

QUIET_SECONDS = 3.0
"""When nothing that was kept comes in that time, all of it has come: a fair goes on meanwhile."""


async def clear(
    address: BrokerAddress, topics: Topics, traces: Traces, *, quiet_seconds: float = QUIET_SECONDS
) -> int:
    """Clear the messages kept of that fair that have anything of the account; gives how many.

    Raises FeedLost, or FeedGone where a person has to mend something.
    """
    cleared = 0
    async with connected(address, Session()) as connection:
        await connection.subscribe(topics.everything)
        async for message in _kept(connection, quiet_seconds):
            if _has(message, traces):
                await connection.publish(message.topic, b"", retained=True)
                cleared += 1
    return cleared


async def _kept(connection: Connection, quiet_seconds: float) -> AsyncIterator[Message]:
    """The messages that the broker kept; what is said meanwhile is let go, and keeps no one up."""
    now = get_running_loop().time
    until = now() + quiet_seconds
    while message := await connection.next(max(until - now(), 0.0)):
        connection.confirm(message)
        if message.retained:
            until = now() + quiet_seconds
            yield message
        elif now() >= until:
            return


def _has(message: Message, traces: Traces) -> bool:
    if not message.payload:
        return False
    text = message.payload.decode("utf-8", "replace")
    return traces.gone_from(text) != text
