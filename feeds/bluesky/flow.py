"""What waits to be handed on from Jetstream, for a moment: authors are asked for together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from feeds.base import Batch
from feeds.formats.times import EPOCH
from feeds.post import Event, Post

TOGETHER = timedelta(seconds=0.5)
PER_CALL = 25
TELL = timedelta(seconds=1)
"""How often it is told how much was left out, and how far the feed is."""

STANDS = timedelta(seconds=5)
"""After so long without a frame a connection is taken to stand all the same."""


class Flow:
    """One connection's events that wait, and the count of those that were left out."""

    def __init__(self, now: datetime) -> None:
        self.has_begun = False
        self.filtered = 0
        self._has_told = False
        self._told = now
        self._waiting: list[tuple[Event, bytes]] = []

    def add(self, event: Event, raw: bytes) -> None:
        """Let an event wait for the next batch."""
        self._waiting.append((event, raw))

    @property
    def posts(self) -> list[Post]:
        """The posts that wait."""
        return [event for event, _ in self._waiting if isinstance(event, Post)]

    @property
    def authors(self) -> list[str]:
        """Who wrote the posts that wait."""
        return [post.author.id for post in self.posts]

    def is_due(self, now: datetime, *, authors: int) -> bool:
        """Whether it is time for a batch; `authors` of those that wait have to be asked for."""
        since = now - self._told
        is_back = since < timedelta()  # the machine's clock was set back
        if not self._has_told:
            return self.has_begun or is_back or since >= STANDS
        if self._waiting:
            return not authors or authors >= PER_CALL or is_back or since >= TOGETHER
        return self.filtered > 0 and (is_back or since >= TELL)

    def taken(self, posts: Sequence[Post], *, position: str, now: datetime) -> Batch:
        """All that waits; the posts among it as they are given here, in their order."""
        named = iter(posts)
        events = tuple(
            next(named) if isinstance(event, Post) else event for event, _ in self._waiting
        )
        raw = tuple(data for _, data in self._waiting)
        batch = Batch(events, position=position, raw=raw, filtered=self.filtered)
        self._waiting, self.filtered, self._told, self._has_told = [], 0, now, True
        return batch


def micros(moment: datetime) -> int:
    """A moment as microseconds since 1970."""
    return span(moment - EPOCH)


def span(length: timedelta) -> int:
    """A length of time in microseconds."""
    return length // timedelta(microseconds=1)


def moment(micros: int) -> datetime:
    """The moment of that many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)
