"""What a broker keeps of a fair, without an account: such messages are cleared.

The engine compares what the broker has with what is whenever it connects, and tells again
what is missing, by then without the account.
"""

from feeds.broker import connected
from feeds.message import Message, Place, Session
from moderator.publish.topics import Topics
from moderator.store.traces import Traces

QUIET_SECONDS = 3.0
"""When nothing more comes in that time, all that was kept has come."""


async def clear(
    place: Place, topics: Topics, traces: Traces, *, quiet_seconds: float = QUIET_SECONDS
) -> int:
    """Clear the messages kept of that fair that have anything of the account; gives how many.

    Raises FeedLost, or FeedGone where a person has to mend something.
    """
    cleared = 0
    async with connected(place, Session()) as connection:
        await connection.subscribe(topics.everything)
        while (message := await connection.next(quiet_seconds)) is not None:
            connection.confirm(message)
            if _has(message, traces):
                await connection.publish(message.topic, b"", retained=True)
                cleared += 1
    return cleared


def _has(message: Message, traces: Traces) -> bool:
    if not (message.retained and message.payload):
        return False
    text = message.payload.decode("utf-8", "replace")
    return traces.gone_from(text) != text
