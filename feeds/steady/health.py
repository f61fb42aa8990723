"""What happened to a live feed so far, and what that makes its status."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from feeds.base import Batch
from feeds.post import Deleted, Gap, Ignored, Post, Unreadable
from feeds.said import said
from feeds.status import FeedState, Pulse, Status

_log = logging.getLogger(__name__)


class Health:
    """Keeps count of one feed; each of its times is given, never asked for."""

    def __init__(self, name: str, *, sign_seconds: float) -> None:
        self._name = name
        self._sign_seconds = sign_seconds
        self._counts: Counter[str] = Counter()
        self._reason = self._fault = ""
        self._connected_at: datetime | None = None
        self._last_sign: datetime | None = None
        self._retry_at: datetime | None = None
        self._stopped = False
        self._first_post: datetime | None = None
        self._last_post: datetime | None = None
        self._lag: timedelta | None = None

    @property
    def last_sign(self) -> datetime | None:
        """When the platform last gave a sign of life."""
        return self._last_sign

    @property
    def is_connected(self) -> bool:
        """Whether a connection stands now."""
        return self._connected_at is not None

    def connected(self, now: datetime) -> None:
        """A connection stands."""
        self._connected_at = self._last_sign = now
        self._retry_at, self._reason = None, ""

    def sign(self, now: datetime) -> None:
        """Something came, be it a heartbeat."""
        self._last_sign = now

    def lost(self, reason: str, retry_at: datetime) -> None:
        """The connection is gone; the next try comes then."""
        self._connected_at = None
        self._reason, self._retry_at = reason, retry_at

    def stopped(self, reason: str) -> None:
        """A person has to mend something, as the reason says."""
        self._connected_at = self._retry_at = None
        self._reason, self._stopped = reason, True

    @asynccontextmanager
    async def isolated(self) -> AsyncGenerator[None, None]:
        """A block whose unexpected error stops this feed alone; a cancellation stays one."""
        try:
            yield
        except Exception as error:
            _log.exception("the feed %s failed", self._name)
            what = _first(error)
            self.stopped(
                said("an error in the program ({what}): report it, and start again", what=what)
            )
            if (task := asyncio.current_task()) and task.cancelling():
                raise asyncio.CancelledError from error

    def count(self, batch: Batch, now: datetime, *, fresh: bool) -> None:
        """A batch was handed on; `fresh` where it came by the stream itself."""
        for event in batch.events:
            match event:
                case Post():
                    self._counts["delivered"] += 1
                    if fresh:
                        self._post(event, now)
                case Unreadable():
                    self._counts["unreadable"] += 1
                    self._fault = event.reason
                case Ignored():
                    self._counts["filtered"] += event.times
                case Deleted() | Gap():
                    pass
        self._counts.update(
            duplicates=batch.duplicates, filtered=batch.filtered, dropped=batch.dropped
        )

    def _post(self, post: Post, now: datetime) -> None:
        self._first_post = self._first_post or now
        self._last_post, self._lag = now, now - post.at
        self._counts["posts"] += 1

    def status(
        self, now: datetime, *, filling: datetime | None = None, notes: Sequence[str] = ()
    ) -> Status:
        """How the feed is at this moment, with why the last unreadable record was that."""
        fault = said("the last that could not be read: {why}", why=self._fault)
        left_out = ("duplicates", "filtered", "unreadable", "dropped")
        return Status(
            name=self._name,
            state=self._state(now),
            reason=self._reason,
            retry_seconds=max((self._retry_at - now).total_seconds(), 0)
            if self._retry_at
            else None,
            last_post=self._last_post,
            last_sign=self._last_sign,
            lag=self._lag,
            filling=filling,
            notes=(*notes, *([fault] if self._fault else [])),
            received=sum(self._counts[name] for name in (*left_out, "delivered")),
            duplicates=self._counts["duplicates"],
            filtered=self._counts["filtered"],
            unreadable=self._counts["unreadable"],
            dropped=self._counts["dropped"],
        )

    def _state(self, now: datetime) -> FeedState:
        if self._stopped:
            return FeedState.STOPPED
        if self._retry_at is not None:
            return FeedState.RETRYING
        if self._connected_at is None or self._last_sign is None:
            return FeedState.STARTING
        return Pulse(
            now=now,
            connected_at=self._connected_at,
            last_sign=self._last_sign,
            sign_seconds=self._sign_seconds,
            posts=self._counts["posts"],
            first_post=self._first_post,
            last_post=self._last_post,
        ).state()


def _first(error: BaseException) -> str:
    """The kind of an error, or of the first in a group."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__
