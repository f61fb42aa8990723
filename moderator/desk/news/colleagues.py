"""Who else moderates: all of them once, then who came and who went."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from moderator.desk.day import Day
from moderator.desk.sentences.intake import HEALTHY
from moderator.words.language import _

GONE_AFTER = timedelta(seconds=5)
"""So long somebody is away before that is told: a connection that breaks is soon there again."""


class Colleagues:
    """Notices who comes and goes; where they are to be `listed`, also who was there at first."""

    def __init__(self, day: Day, *, listed: bool = False) -> None:
        self._day, self._listed = day, listed
        self._began: datetime | None = None
        self._known: set[str] = set()
        self._away_since: dict[str, datetime] = {}

    def news(self) -> list[str]:
        """Give a line for each who came or went since one last asked; at first, one with all.

        Who is there comes to be known within a moment, and not all at once.
        """
        if self._is_cut_off():
            self._away_since.clear()
            return []
        here, clock = set(self._day.colleagues()), self._day.clock
        self._began = self._began or clock
        came, gone = here - self._known, set(self._gone(here, clock))
        at_first = not self._known and clock - self._began < GONE_AFTER
        self._known = (self._known | here) - gone
        if at_first:
            names = ", ".join(sorted(here))
            return [_("Also here: {names}").format(names=names)] if here and self._listed else []
        told = [_("{name} is here now").format(name=name) for name in sorted(came)]
        return told + [_("{name} is gone").format(name=name) for name in sorted(gone)]

    def _is_cut_off(self) -> bool:
        """Give whether nobody here knows who is there: the connection to the others is lost."""
        feeds = [feed.now for feed in self._day.feeds()]
        return any(not now.gives_posts and now.state not in HEALTHY for now in feeds)

    def _gone(self, here: set[str], clock: datetime) -> Iterator[str]:
        """Give those who have been away for long enough."""
        away = self._known - here
        self._away_since = {name: self._away_since.get(name, clock) for name in away}
        for name, since in self._away_since.items():
            if clock - since >= GONE_AFTER:
                yield name
