"""Posts that another program publishes to a broker, over MQTT 5.

Each message is one post or deletion in our own format (`feeds.codec`), published to
`moderator/FAIR/posts/SOURCE` with QoS 1; the last part of the topic is the source that
the payload names. The broker keeps what comes while we are away, and each message
until the journal has it: a post that arrives twice is one post.
"""

import re
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from hashlib import blake2b

import orjson

from feeds import codec
from feeds.base import BadPost, Batch, FeedGone, Manner, Unfilled
from feeds.catalog import Given
from feeds.formats.wire import bounded, record
from feeds.mqtt.broker import Connection, connected
from feeds.mqtt.message import BrokerAddress, Message, Session
from feeds.mqtt.options import BrokerOptions
from feeds.post import Event, Post, Unreadable
from feeds.said import said
from feeds.settings import Settings
from feeds.values import Duration, Text, Texts

BEAT_SECONDS = 5.0
"""How often a connection that stands is taken for a sign of life: the client pings the broker."""

DEADLINE_SECONDS = 60.0
BATCH = 64
LARGEST = 1 << 18
"""Bytes of a message: a post with all that it carries takes a hundredth of it."""


_OTHER = re.compile(r"moderator/(?![^/]+/posts/[^/]+$|(?:[^/]+/)?#$)")
"""What begins as the topics of Moderator do, and is none to which posts are published."""


class Options(BrokerOptions, Settings):
    """[feeds.mqtt]: where the broker is, and what to take from it."""

    client: Text = ""
    topics: Texts = ()
    kept_for: Duration = timedelta(hours=1)


def sources(given: Sequence[Given]) -> list["MqttSource"]:
    """A source for each."""
    return [MqttSource(one) for one in given]


class MqttSource:
    """Messages of a broker, as posts; `feeds.base.Source` says how it is used."""

    def __init__(self, given: Given) -> None:
        options = given.settings
        assert isinstance(options, Options)  # noqa: S101 - the catalog read them by this module
        self.name = given.name
        self.manner = Manner(deadline_seconds=DEADLINE_SECONDS)
        self._topics = options.topics
        self._address = BrokerAddress.of(options, given.token)
        client = options.client or f"moderator-{given.name}-{_digest(options.topics)}"
        self._session = Session(client, int(options.kept_for.total_seconds()))
        self._connection: Connection | None = None
        self._unconfirmed = deque[tuple[int, Message]]()
        self._count = self._dropped = 0
        self._forgotten = False

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Nothing is to be made ready, nor left in order."""
        return nullcontext()

    async def check(self) -> Sequence[str]:
        """Whether the broker lets us in; tells topics without posts. FeedGone without a topic."""
        if not self._topics:
            raise FeedGone(said('no topic: set topics, such as ["moderator/my-fair/posts/+"]'))
        async with connected(self._address, Session()):
            return [
                said(
                    "{topic} is no topic of posts: those are moderator/FAIR/posts/SOURCE",
                    topic=topic,
                )
                for topic in self._topics
                if _OTHER.match(topic)
            ]

    async def stream(self, position: str) -> AsyncGenerator[Batch, None]:
        """What is published, in batches; an empty one for every beat of a connection that stands.

        Positions are numbers of messages, of which `kept` is told. Who was connected before
        has one, be it 0: what came since is lost where the broker forgot us.
        """
        async with connected(self._address, self._session) as connection:
            self._connection, self._dropped = connection, 0
            self._unconfirmed.clear()
            self._forgotten = bool(position) and not connection.goes_on
            await connection.subscribe(*self._topics)
            yield self._batch(())
            while True:
                first = await connection.next(BEAT_SECONDS)
                yield self._batch([m async for m in _with_waiting(first, connection)])

    async def backfill(self, position: str) -> AsyncGenerator[Batch, None]:
        """A sign of life: the broker sends by itself what it kept. Raises Unfilled if nothing."""
        if position and self._forgotten:
            raise Unfilled(said("the broker had forgotten this feed, and kept nothing for it"))
        yield Batch()

    def remember(self, posts: Iterable[Post]) -> None:
        """Posts that came are of no concern here."""

    def notes(self) -> Sequence[str]:
        """How much waits to be taken."""
        waiting = self._connection.waiting if self._connection else 0
        return (said("{number} messages wait", number=waiting),) if waiting > BATCH else ()

    def kept(self, position: str) -> None:
        """Have the broker forget the messages up to that position: the journal has them."""
        reached = int(position) if position.isdigit() else 0
        while self._unconfirmed and self._unconfirmed[0][0] <= reached and self._connection:
            self._connection.confirm(self._unconfirmed.popleft()[1])

    def _batch(self, messages: Sequence[Message]) -> Batch:
        for message in messages:
            self._count += 1
            self._unconfirmed.append((self._count, message))
        dropped = self._connection.dropped if self._connection else 0
        fresh, self._dropped = dropped - self._dropped, dropped
        return Batch(
            tuple(map(event, messages)),
            position=str(self._count),
            raw=tuple(message.payload for message in messages),
            dropped=fresh,
        )


async def _with_waiting(
    first: Message | None, connection: Connection
) -> AsyncGenerator[Message, None]:
    """A message, and those that came with it, up to a batch."""
    if first is not None:
        yield first
        for _ in range(min(connection.waiting, BATCH - 1)):
            if further := await connection.next(BEAT_SECONDS):
                yield further


def _digest(topics: Iterable[str]) -> str:
    """What tells these topics from others: feeds of two fairs are two clients of a broker."""
    return blake2b("\n".join(sorted(topics)).encode(), digest_size=4).hexdigest()


def event(message: Message) -> Event:
    """The post or deletion that a message holds; unreadable where it holds none."""
    try:
        return _read(message)
    except BadPost as error:
        return Unreadable(0, str(error))


def _read(message: Message) -> Event:
    if len(message.payload) > LARGEST:
        raise BadPost(said("larger than a post can be"))
    try:
        row = record(orjson.loads(message.payload))
    except orjson.JSONDecodeError as error:
        raise BadPost(said("not JSON")) from error
    found = bounded(codec.decode(row))
    if found.source != message.topic.rpartition("/")[2]:
        raise BadPost(said("it names another source than its topic"))
    return found
