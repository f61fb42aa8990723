"""What a feed is, and how it fails.

FeedError
├── FeedLost    the connection is gone: try again
├── FeedGone    it will not come back by itself: stop this feed, and say what to do
└── BadPost     one record is of no use: skip it, and count it
"""

from collections.abc import AsyncIterator
from typing import Protocol

from feeds.post import Event


class FeedError(Exception):
    """A source of posts failed; the subclass says what its user should do."""


class FeedLost(FeedError):
    """The connection was lost; another try may succeed."""


class FeedGone(FeedError):
    """The source refuses or does not exist; only a person can mend that."""


class BadPost(FeedError):
    """One record cannot be read as a post; its message is the reason."""


class Feed(Protocol):
    """A source of posts: an async iterator of events that a writer can follow."""

    name: str

    def __aiter__(self) -> AsyncIterator[Event]:
        """Give the events, in the order in which the source has them."""
        ...
