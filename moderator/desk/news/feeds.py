"""What becomes of live feeds: each change, and each stretch that may be missing, once."""

from collections.abc import Iterator

from feeds.status import FeedState, FreshNotes
from moderator.company import is_of_company
from moderator.core.board import FeedGap
from moderator.desk.day import Day
from moderator.desk.sentences import intake
from moderator.intake.tally import FeedStatus
from moderator.words.reasons import told

_TROUBLES = (FeedState.SILENT, FeedState.RETRYING)


class Feeds:
    """Notices how the feeds of a day change."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._states: dict[str, FeedState] = {}
        self._troubled: set[str] = set()
        self._gaps: set[FeedGap] = set()
        self._looked_at: set[FeedGap] = set()
        self._notes = FreshNotes()

    def changed(self) -> Iterator[FeedStatus]:
        """Give the feeds that are in another state than they were when one last knew it."""
        for feed in self._day.feeds():
            known = self._states.get(feed.now.name)
            if feed.now.state not in (known, FeedState.UNHEARD):
                self._states[feed.now.name] = feed.now.state
                yield feed

    def troubles(self, feed: FeedStatus) -> bool:
        """Give whether a feed that changed gives nothing now, or does so again after that."""
        name, was = feed.now.name, feed.now.name in self._troubled
        if feed.now.state in _TROUBLES:
            self._troubled.add(name)
            return True
        if feed.now.state in intake.HEALTHY:
            self._troubled.discard(name)
            return was
        return False

    def notes(self) -> list[str]:
        """Give a line for each note of a feed that was not there before.

        Who comes and goes is told by itself (`colleagues.py`): each connection has a note of that.
        """
        feeds = [feed.now for feed in self._day.feeds()]
        fresh = ((now.name, note) for now in feeds for note in self._notes.of(now))
        return [f"{name}: {told(note)}" for name, note in fresh if not is_of_company(note)]

    def gaps(self) -> list[str]:
        """Give a line for each stretch in which posts may be missing for good, as it shows."""
        fresh = [each for each in self._missing() if each not in self._gaps]
        self._gaps.update(fresh)
        return [intake.gap(each, self._day) for each in fresh]

    def gapped(self) -> frozenset[str]:
        """Give the feeds with a stretch that may be missing, at which nobody looked yet."""
        return frozenset(each.feed for each in self._missing() if each not in self._looked_at)

    def look(self) -> None:
        """Take note that the moderator looked at all that may be missing."""
        self._looked_at.update(self._missing())

    def _missing(self) -> list[FeedGap]:
        return [each for feed in self._day.feeds() for each in intake.missing(feed)]
