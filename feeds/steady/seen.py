"""Which events have come already: platforms give many of them more than once."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import datetime

from feeds.base import Batch
from feeds.latest import Latest
from feeds.post import Deleted, Event, Post, received

MOST = 1 << 17
"""Events that are remembered: days of a busy fair, in some 30 MB."""


class Seen:
    """Remembers the last events by what makes them the same; forgets the oldest first."""

    def __init__(self) -> None:
        self._keys: dict[Hashable, None] = Latest(MOST)

    def __len__(self) -> int:
        return len(self._keys)

    def note(self, events: Iterable[Event]) -> None:
        """Remember events that are known already."""
        for event in events:
            self.is_new(event)

    def is_new(self, event: Event) -> bool:
        """Whether it has not been asked about before; from now on it has."""
        key = _key(event)
        if key is None:
            return True
        if key in self._keys:
            return False
        self._keys[key] = None
        return True

    def unseen(self, batch: Batch, now: datetime, *, fresh: bool) -> Batch:
        """What is new of a batch that came now, with the rest among its duplicates.

        What was asked for again, and is not `fresh`, is only counted where it is new.
        """
        pairs = zip(batch.events, batch.raw or (b"",) * len(batch.events), strict=True)
        new = [(received(event, now), raw) for event, raw in pairs if self.is_new(event)]
        doubled = len(batch.events) - len(new)
        return replace(
            batch,
            events=tuple(event for event, _ in new),
            raw=tuple(raw for _, raw in new),
            filtered=batch.filtered if fresh else 0,
            duplicates=batch.duplicates + (doubled if fresh else 0),
        )


def _key(event: Event) -> Hashable:
    """What an event shares with its repetitions only; None for what has no identity.

    A post's uri is the same on every server that has it. Where an edit keeps the id,
    the time of the edit tells the versions apart.
    """
    match event:
        case Post():
            return event.source, event.uri or event.id, event.edited_at
        case Deleted():
            return event.source, event.id
        case _:
            return None
