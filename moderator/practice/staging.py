"""A recorded day with what a scenario adds to it and holds back, at the times that it names.

What comes at a time is worked into the recording itself, so that the same scenario
always gives the same day, at any speed. What waits for something to happen is the
director's (`director.py`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from feeds.post import Event, Ignored, Post
from feeds.recordings.replay import moment_of
from feeds.said import said
from moderator.core.facts import LinkChecked, LinkState
from moderator.practice.scenario import HeldBack, Inject, Scenario
from moderator.words.moments import that_day

HELD_BACK = Ignored("held back by the trainer")
REASON = said("the trainer says so")


@dataclass(frozen=True, slots=True)
class Hush:
    """Posts of that time are held back: of these accounts, or where it names none, all."""

    start: datetime
    held_back: HeldBack

    def holds(self, post: Post) -> bool:
        """Whether this post is held back."""
        there = self.start <= post.at < self.start + self.held_back.lasts
        names = {name.casefold() for name in self.held_back.accounts}
        return there and (not names or post.author.handle.casefold() in names)


class Staging:
    """One scenario over one recording; `hushes` grows while it plays."""

    def __init__(self, scenario: Scenario, timezone: str) -> None:
        self.scenario = scenario
        self.hushes: list[Hush] = []
        self._zone = ZoneInfo(timezone)
        self._day: datetime | None = None

    @property
    def timed(self) -> Iterator[tuple[datetime, Inject]]:
        """The injects that come at a time, each with its moment; none before the day is known."""
        for inject in self.scenario.injects:
            if inject.cue.at is not None and self._day is not None:
                yield that_day(inject.cue.at, self._day) + inject.cue.after, inject

    def staged(self, events: Iterable[Event]) -> Iterator[Event]:
        """The recording's events, with what comes at a time in its place."""
        coming = iter(events)
        first = self._until_day(coming)
        added = sorted(self._added(), key=lambda one: one.at)
        hushes = [Hush(at, one.held_back) for at, one in self.timed if one.held_back]
        for event in chain(first, coming):
            at = moment_of(event)
            while added and at is not None and added[0].at <= at:
                yield added.pop(0)
            yield _hushed(event, hushes)
        yield from added

    def through(self, event: Event) -> Event:
        """The event, or a sign that it is held back, where that began while it played."""
        return _hushed(event, self.hushes)

    def checks(self) -> list[LinkChecked]:
        """What the link checker is to have found, at the times that the scenario names."""
        return [dead(one.dead_link, at) for at, one in self.timed if one.dead_link]

    def _added(self) -> Iterator[Post]:
        for at, inject in self.timed:
            yield from posts(inject, at)

    def _until_day(self, events: Iterator[Event]) -> list[Event]:
        """The first events, up to and with the one that tells which day it is."""
        first = list[Event]()
        for event in events:
            first.append(event)
            if (at := moment_of(event)) is not None:
                self._day = at.astimezone(self._zone)
                break
        return first


def posts(inject: Inject, at: datetime) -> Iterator[Post]:
    """The posts of an inject that comes at that moment."""
    for one in inject.posts:
        written = (at + one.after).astimezone(UTC)
        yield replace(one.post, created_at=written)


def dead(link: str, at: datetime) -> LinkChecked:
    """That a link was found dead."""
    return LinkChecked(link=link, state=LinkState.DEAD, at=at, reason=REASON)


def _hushed(event: Event, hushes: Iterable[Hush]) -> Event:
    held = isinstance(event, Post) and any(hush.holds(event) for hush in hushes)
    return HELD_BACK if held else event
