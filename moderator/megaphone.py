"""Whether the fair has become a megaphone: much is sent out, and nobody talks.

That was how the fair of 2012 failed: 639 posts, three of them interactions, and
nobody saw it happen.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MINYEAR, datetime, timedelta

from moderator.core.board import Counts

SPAN = timedelta(minutes=30)
"""For how long, by the fair's clock, it is looked at."""

FEWEST_POSTS = 30
"""As many posts must have come in that time: a quiet hour is no megaphone."""

SHARE = 0.02
"""Below this share of interactions nobody talks."""

STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Silence:
    """What was sent in the last while, and how little of it was talk."""

    posts: int
    interactions: int


def listening(moments: Iterable[datetime], start: datetime, end: datetime) -> Iterator[datetime]:
    """Each minute of a day in which what is heard may change; the others are passed over.

    `moments` are when something comes, in order. A while after the last of them nothing
    changes any more until the next, be that years.
    """
    at = last = start
    for moment in moments:
        while at < min(moment, last + SPAN + STEP) and at <= end:
            yield at
            at += STEP
        at += max(-((at - moment) // STEP), 0) * STEP
        last = moment
    while at <= min(end, last + SPAN + STEP):
        yield at
        at += STEP


class Megaphone:
    """Watches the counts of a fair, a mark a minute."""

    def __init__(self) -> None:
        self._marks: deque[tuple[datetime, int, int]] = deque()

    def recall(
        self,
        activity: Sequence[tuple[datetime, int]],
        talk: Sequence[datetime],
        counts: Counts,
        clock: datetime,
    ) -> None:
        """Take in the while before it began to listen.

        That is what was sent in each minute, in order, and the moments of all talk since.
        """
        since, sent, marks = clock - SPAN, 0, list[tuple[datetime, int, int]]()
        for minute, number in reversed(activity):
            if minute + STEP <= since:
                marks.append((since, counts.posts - sent, counts.interactions - len(talk)))
                break
            sent += number
            talked = sum(moment >= minute for moment in talk)
            marks.append((minute, counts.posts - sent, counts.interactions - talked))
        self._marks = deque(reversed(marks))

    def listen(self, counts: Counts, clock: datetime, *, unjudged: int = 0) -> Silence | None:
        """Give the silence there is now; None while people talk, or little is sent.

        Each of the `unjudged` posts may be talk: they count at once, their labels come later.
        """
        if clock.year == MINYEAR:  # no post has come yet: the fair has no time of its own
            return None
        now = (clock, counts.posts, counts.interactions)
        if not self._marks or clock < self._marks[-1][0] or clock >= self._marks[-1][0] + STEP:
            self._mark(now)
        then = self._marks[0]
        if clock - then[0] < SPAN:
            return None
        silence = Silence(counts.posts - then[1], counts.interactions - then[2])
        quiet = silence.interactions + unjudged < SHARE * silence.posts
        return silence if silence.posts >= FEWEST_POSTS and quiet else None

    def _mark(self, now: tuple[datetime, int, int]) -> None:
        """Remember a mark; a clock that went back, as after a new start, begins anew."""
        if self._marks and now[0] < self._marks[-1][0]:
            self._marks.clear()
        self._marks.append(now)
        while len(self._marks) > 1 and now[0] - self._marks[1][0] >= SPAN:
            self._marks.popleft()
