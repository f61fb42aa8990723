"""What else must be heard at once in plain mode: acts refused later, feeds that fail, silence."""

from collections.abc import Iterator

from moderator.desk.day import Day
from moderator.desk.news.colleagues import Colleagues
from moderator.desk.news.feeds import Feeds
from moderator.desk.news.listening import Listening
from moderator.desk.news.put_back import PutBack
from moderator.desk.news.refusals import Refusals
from moderator.desk.sentences import intake
from moderator.desk.words import phrases
from moderator.words.language import _
from moderator.words.reasons import told


class Alarms:
    """Tells what is wrong, and when a feed is well again: each once."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._listening = Listening(day)
        self._silent = False
        self._lost = ""
        self._changes = Feeds(day)
        self._refusals = Refusals(day)
        self._put_back = PutBack(day)
        self._colleagues = Colleagues(day, listed=True)

    def news(self) -> list[str]:
        """Give a line for each thing that was not told before."""
        first = [*self._refusals.news(), *self._put_back.news(), *self._colleagues.news()]
        return [*first, *self._feeds(), *self._changes.gaps(), *self._losses(), *self._silence()]

    def _feeds(self) -> Iterator[str]:
        for feed in self._changes.changed():
            state, why = _(feed.now.state), told(feed.now.reason)
            yield ", ".join(filter(None, [feed.now.name, state, why]))
        yield from self._changes.notes()

    def _losses(self) -> Iterator[str]:
        lost = intake.lost(self._day.accounting())
        if lost != self._lost:
            self._lost = lost
            yield lost or _("Every record is accounted for.")

    def _silence(self) -> Iterator[str]:
        silence = self._listening.silence(self._day.board())
        if silence and not self._silent:
            yield "".join(phrases.nobody_talks(silence, is_typed=True))
        self._silent = silence is not None
