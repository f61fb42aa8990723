"""How a live feed is doing, as a screen shows it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from feeds.said import said


class FeedState(StrEnum):
    """What a feed is doing; a connection that says nothing is not yet a healthy one."""

    STARTING = said("starting")
    """It has not been connected yet."""
    CONNECTED = said("connected")
    """Posts come."""
    QUIET = said("quiet")
    """No posts for a while; the platform gives signs of life, and that is not unusual."""
    SILENT = said("silent")
    """Connected, but far fewer posts than usual, or no sign of life: look at the platform."""
    UNHEARD = said("not heard")
    """How it is, only the engine knows that listens to it, and that cannot be reached."""
    RETRYING = said("retrying")
    """The connection is lost, and another try is coming."""
    STOPPED = said("stopped")
    """A person has to mend something; the reason says what."""


@dataclass(frozen=True, slots=True)
class Status:
    """A feed at one moment.

    `reason` says why it is retrying or stopped, and then what to do. `lag` is how long
    after it was written the last post arrived. The counts are since the program
    started: received = delivered + duplicates + filtered + unreadable + dropped.
    `filling` is since when posts may be missing that are being asked for right now.
    `gives_posts` is false of a connection that is no feed: the broker that cases are told through.
    """

    name: str
    state: FeedState
    reason: str = ""
    retry_seconds: float | None = None
    last_post: datetime | None = None
    last_sign: datetime | None = None
    lag: timedelta | None = None
    filling: datetime | None = None
    notes: tuple[str, ...] = ()
    received: int = 0
    duplicates: int = 0
    filtered: int = 0
    unreadable: int = 0
    dropped: int = 0
    gives_posts: bool = True


FIGURE = re.compile(r"[\d.,]+")


class FreshNotes:
    """Tells each note of a feed once, and again after it had gone.

    A note is known by its gist, without its figures: that a sum of money has grown is no news.
    """

    def __init__(self) -> None:
        self._gists: dict[str, frozenset[str]] = {}

    def of(self, status: Status) -> list[str]:
        """The notes that were not there the last time."""
        known = self._gists.get(status.name, frozenset())
        gists = {note: FIGURE.sub("0", note) for note in status.notes}
        self._gists[status.name] = frozenset(gists.values())
        return [note for note, gist in gists.items() if gist not in known]


QUIET_AFTER = timedelta(minutes=2)
UNUSUAL = 20
"""How many times the usual pause between posts makes a silence that deserves a look."""

FEW = 10
"""As many posts must have come before there is a usual pause."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What tells whether a connection is alive: signs of life and posts, in time.

    `posts` came since `first_post`; `sign_seconds` is the longest pause between signs of
    life that the platform promises.
    """

    now: datetime
    connected_at: datetime
    last_sign: datetime
    sign_seconds: float
    posts: int = 0
    first_post: datetime | None = None
    last_post: datetime | None = None

    def state(self) -> FeedState:
        """Whether the connection is busy, quiet or silent."""
        if self.now - self.last_sign > timedelta(seconds=self.sign_seconds):
            return FeedState.SILENT
        pause = self.now - max(self.last_post or self.connected_at, self.connected_at)
        if (usual := self._usual_pause()) and pause > max(usual * UNUSUAL, QUIET_AFTER):
            return FeedState.SILENT
        return FeedState.QUIET if pause > QUIET_AFTER else FeedState.CONNECTED

    def _usual_pause(self) -> timedelta | None:
        if self.first_post is None or self.last_post is None or self.posts < FEW:
            return None
        return (self.last_post - self.first_post) / (self.posts - 1)
