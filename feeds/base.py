"""What a feed is, what a live source has to offer to become one, and how they fail.

FeedError
├── FeedLost    the connection is gone: try again
├── FeedGone    it will not come back by itself: stop this feed, and say what to do
├── NothingRead no post of a recording could be read: name another, or mend it
├── Unfilled    what was missed cannot be had any more: note the gap, and go on
└── BadPost     one record is of no use: skip it, and count it

A recording is a `Feed`: it is read once, at its own pace. A live `Source` says how one
platform is connected to, and nothing else; `feeds.steady.feed` makes a `LiveFeed` of it,
which survives what happens to the connection.
"""

from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from feeds.backoff import Ladder, Trouble
from feeds.post import Event, Post
from feeds.status import Status


class FeedError(Exception):
    """A source of posts failed; the subclass says what its user should do."""


class FeedLost(FeedError):
    """The connection was lost; another try may succeed.

    `trouble` decides how long to wait, `wait_seconds` is what the platform asked for.
    """

    def __init__(
        self, reason: str, *, trouble: Trouble = Trouble.NETWORK, wait_seconds: float = 0.0
    ) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.wait_seconds = wait_seconds


class FeedGone(FeedError):
    """The source refuses or does not exist; only a person can mend that."""


class NothingRead(FeedError):
    """There is no post in a recording; its message says why not, with a line for each reason."""


class Unfilled(FeedError):
    """The source no longer has what was missed; its message is the reason."""


class BadPost(FeedError):
    """One record cannot be read as a post; its message is the reason."""


class Feed(Protocol):
    """A source of posts: an async iterator of events that a writer can follow."""

    name: str

    def __aiter__(self) -> AsyncIterator[Event]:
        """Give the events, in the order in which the source has them."""
        ...


@dataclass(frozen=True, slots=True)
class Batch:
    """What came together from a live source; it may be no more than a sign of life.

    Once the journal has these events, the feed can be opened again at `position`;
    None means that the last position given still holds. `raw` has each event's
    payload as it came, empty where it came with the event before, and is itself empty
    where nobody can have it. The counts are of records that are not among the events:
    not for this fair, known already, or let go because they could not wait.
    """

    events: tuple[Event, ...] = ()
    position: str | None = None
    raw: tuple[bytes, ...] = ()
    filtered: int = 0
    duplicates: int = 0
    dropped: int = 0


Put = Callable[[Batch], Awaitable[None]]
"""Takes a batch; waits while its taker is full, and so makes the feed wait."""


class LiveFeed(Protocol):
    """A feed that comes while it happens, and comes back when it was lost."""

    name: str

    @property
    def status(self) -> Status:
        """How it is now, as a screen shows it."""
        ...

    async def check(self) -> Sequence[str]:
        """What its user should know of the platform, tried out once.

        Raises FeedError or TimeoutError where it cannot be followed as it is set up. Only
        for a feed that nobody follows.
        """
        ...

    def remember(self, posts: Iterable[Post]) -> None:
        """Say what the journal has, before following: threads to follow, posts to look after."""
        ...

    async def follow(self, position: str, put: Put) -> None:
        """Hand on all that comes after a position, until the source is gone or one cancels.

        The empty position is a first start. It returns only when a person has to mend
        something, be it the program, which the status then says; it leaves the platform in
        order whichever way it ends.
        """
        ...


@runtime_checkable
class Confirming(Protocol):
    """A feed or source that wants to hear what the journal has: its platform keeps the rest."""

    def kept(self, position: str) -> None:
        """Take note that the journal has everything up to a position that was given.

        The first one is that from which it is followed, before it connects.
        """
        ...


@runtime_checkable
class Trying(Protocol):
    """A source whose `check` does not tell whether its stream can be reached."""

    async def reach(self) -> None:
        """Connect once, as the stream would, and hang up. Raises FeedLost or FeedGone."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts belong to the fair: by hashtag (without #), and by account.

    Handles are as on their platform, without a leading @: `name`, `name@server`, or
    `name.example`. Each source takes those that can be its own.
    """

    hashtags: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """A periodic task: what a source does beside its stream, while it is connected.

    `failing` is the sentence for when it fails: its name, a colon and `{why}`.
    """

    failing: str
    every_seconds: float
    go: Callable[[], AsyncGenerator[Batch, None]]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.failing.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Manner:
    """A source's policy: timeouts, backoff, and what is done periodically.

    `deadline_seconds` without any sign of life mean that the connection is dead.
    `sweep_seconds` is how often what should have come is asked for again; None: never.
    """

    deadline_seconds: float
    ladders: Mapping[Trouble, Ladder] = field(default_factory=dict)
    sweep_seconds: float | None = None
    rounds: Sequence[Round] = ()


class Source(Protocol):
    """How one platform is connected to: what has to be written for a new live feed.

    It is used within `async with source.opened()`, and fails with FeedLost or FeedGone.
    """

    name: str
    manner: Manner

    def opened(self) -> AbstractAsyncContextManager[object]:
        """A block in which it can be used.

        It makes ready what all connections share, and sends nothing yet; at its end the
        platform is left as it was found.
        """
        ...

    async def check(self) -> Sequence[str]:
        """What its user should know of the platform as it is set up now, before connecting."""
        ...

    def stream(self, position: str) -> AsyncGenerator[Batch, None]:
        """Connect, and give a batch for each thing that comes, empty ones for signs of life.

        The first is given as soon as the connection stands. Positions are those of the
        platform. It ends only with an exception.
        """
        ...

    def backfill(self, position: str) -> AsyncGenerator[Batch, None]:
        """What came after a position, asked for while the stream stands.

        May repeat posts; never omits one. With the empty position: what a first start
        should know. Raises Unfilled where the platform does not have it (any more), as
        often as it is asked for.
        """
        ...

    def remember(self, posts: Iterable[Post]) -> None:
        """Take note of posts that came: threads to follow, posts to look after."""
        ...

    def notes(self) -> Sequence[str]:
        """What its user should know right now, such as what was spent."""
        ...
