"""What may be missing after a lost connection, and from where on to ask for it again."""

from dataclasses import dataclass
from datetime import datetime

from feeds.base import Confirming, Source
from feeds.formats.wire import time_or_none
from feeds.post import Gap


@dataclass(slots=True)
class Hole:
    """A stretch to be asked for again: what came after `position`.

    `start` is None before a first start, `end` while nothing is connected.
    """

    position: str
    start: datetime | None
    end: datetime | None = None

    def open_anew(self, since: datetime | None) -> None:
        """A connection was lost again; it began then, where it did not begin before."""
        self.start, self.end = self.start or since, None

    def gap(self, *, filled: bool) -> Gap | None:
        """The gap that it was, once it is dealt with; None where nothing can be missing."""
        if self.start is None or self.end is None:
            return None
        return Gap(self.start, max(self.end, self.start), filled=filled)


def joined(moment: datetime, own: str) -> str:
    """A position as the journal keeps it: when it was reached, and the source's own part."""
    return f"{moment.isoformat()} {own}"


def parted(position: str) -> tuple[datetime | None, str]:
    """When a position was reached, and the source's own part of it."""
    moment, _, own = position.partition(" ")
    return time_or_none(moment), own


def confirm(source: Source, position: str) -> None:
    """Tell a source that wants to know it how much the journal has, by a position it was told."""
    if isinstance(source, Confirming):
        source.kept(parted(position)[1])
