"""A fair that happens now."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from feeds.base import LiveFeed
from moderator.day.running import RunningDay
from moderator.intake.tally import FeedStatus
from moderator.pipeline import Pipeline

if TYPE_CHECKING:
    from moderator.watch import LinkWatch


class LiveDay(RunningDay):
    """A fair that happens now; `now` gives the time of day, in UTC."""

    player = None

    def __init__(
        self,
        pipeline: Pipeline,
        feeds: Sequence[LiveFeed],
        *,
        moderator: str,
        now: Callable[[], datetime],
        links: "LinkWatch | None" = None,
    ) -> None:
        super().__init__(pipeline, moderator=moderator, links=links)
        self._feeds = feeds
        self._now = now
        self._beside: list[Callable[[], FeedStatus]] = []

    @property
    def clock(self) -> datetime:
        """The time of day."""
        return self._now()

    def feeds(self) -> Sequence[FeedStatus]:
        """How each feed is, and what came of it; then the broker, and a disk that refused."""
        feeds = [self._pipeline.tally.of(feed.status) for feed in self._feeds]
        return [*feeds, *(status() for status in self._beside), *self._disks()]

    def watch(
        self, status: Callable[[], FeedStatus], looks: Callable[[], Mapping[str, str]]
    ) -> None:
        """Have something shown that is connected beside the feeds, and who looks at what there."""
        self._beside.append(status)
        self._elsewhere.append(looks)
