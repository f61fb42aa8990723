"""A recorded fair that is being played."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Self

from feeds.post import Event
from feeds.recordings.replay import Replay
from feeds.said import said
from moderator.core.facts import Fact
from moderator.day.running import RunningDay
from moderator.intake.tally import FeedStatus
from moderator.pipeline import Pipeline
from moderator.wishes.sense import Refusal

if TYPE_CHECKING:
    from moderator.practice.attempt import Attempt
    from moderator.practice.supervised import Supervised
    from moderator.watch import LinkWatch


class ReplayedDay(RunningDay):
    """A recorded fair that is being played, at the recording's clock."""

    def __init__(
        self,
        pipeline: Pipeline,
        player: Replay,
        *,
        moderator: str,
        links: "LinkWatch | None" = None,
    ) -> None:
        super().__init__(pipeline, moderator=moderator, links=links)
        self.player: Replay | Supervised = player
        self._replay = player

    def practised(self, attempt: "Attempt") -> Self:
        """The same day for a trainee: what is done to its controls is noted in the attempt."""
        seat = copy(self)
        seat.practice = attempt
        seat.player = attempt.supervise(self._replay)
        return seat

    async def inject(self, *, events: Sequence[Event] = (), facts: Sequence[Fact] = ()) -> None:
        """Take in what comes beside the recording; posts only until it ends, else Refusal."""
        if events and self._replay.finished:
            raise Refusal(said("the recording has ended"))
        if events:
            await self._pipeline.add("injects", events)
        if facts:
            self._pipeline.record(facts)

    @property
    def clock(self) -> datetime:
        """The recording's own time; where it has played nothing yet, that of the last post kept."""
        return self.player.clock or self._engine.latest

    def feeds(self) -> Sequence[FeedStatus]:
        """None, for a recording is no live feed; but a disk that refused is told like one."""
        return self._disks()
