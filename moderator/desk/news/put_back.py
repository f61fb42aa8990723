"""That a clock was put back: what was done by it before stands in the hours to come."""

from datetime import datetime, timedelta

from moderator.desk.day import Day
from moderator.desk.words import times
from moderator.words.language import _

WORTH_A_WORD = timedelta(minutes=1)


class PutBack:
    """Notices that the moderator's last act is still to come, by the clock as it is now."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._before: datetime | None = None

    def news(self) -> list[str]:
        """Give what comes of it, once; when a fair is opened, and when its clock goes back."""
        clock, before = self._day.clock, self._before
        self._before = clock
        if self._day.player or (before and clock >= before):
            return []
        last = self._day.last_act()
        if last is None or last.at - clock < WORTH_A_WORD:
            return []
        said = _(
            "It is {now}, and what you did last is of {time}: a clock was put back. What was"
            " closed stays closed until {time}, whatever is asked: look at the closed cases."
        )
        fair = self._day.fair
        return [said.format(now=times.hm(clock, fair), time=times.dated(last.at, clock, fair))]
