"""The activity of the day as a chart: posts by the minute, and more minutes a bar as it grows."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from textual.content import Content
from textual.widgets import Static

from moderator.core.board import Board
from moderator.core.fair import Fair
from moderator.desk.content.ink import ink
from moderator.desk.day import Day
from moderator.desk.panels.paint import fill, frame
from moderator.desk.words import phrases, times
from moderator.words.language import _

EIGHTHS = " ▁▂▃▄▅▆▇█"
MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1440)
"""Minutes that a bar can stand for."""

MARKS = (10, 15, 30, 60, 120, 180, 240, 360, 720, 1440)
"""Minutes between two times on the axis."""

NIGHT = timedelta(hours=12)
"""What lies before a pause of that length is another day's."""

FEW, PAUSE = 0.05, timedelta(minutes=30)
"""So few posts before the first long pause are not the day, be it by a clock that is wrong.

Such a pause lasts at least that long, and a quarter of all that came since.
"""

Bins = Sequence[tuple[datetime, int]]


def bars(activity: Bins, width: int) -> tuple[int, datetime | None, list[int]]:
    """Give minutes a bar, the first bar's time, and at most `width` sums, gaps included."""
    activity = latest_day(activity)
    if not activity or width < 1:
        return 1, None, []
    minutes = [int(at.timestamp()) // 60 for at, _ in activity]
    first, last = minutes[0], minutes[-1]
    fitting = (step for step in MINUTES if last // step - first // step < width)
    step = next(fitting, last + 1)
    sums = [0] * (last // step - first // step + 1)
    for minute, (_at, posts) in zip(minutes, activity, strict=True):
        sums[minute // step - first // step] += posts
    return step, datetime.fromtimestamp(first // step * step * 60, UTC), sums


def latest_day(activity: Bins) -> Bins:
    """Give what was posted since the last night: one old post that comes late is not the day."""
    for at in range(len(activity) - 1, 0, -1):
        if activity[at][0] - activity[at - 1][0] >= NIGHT:
            return _without_strays(activity[at:])
    return _without_strays(activity)


def _without_strays(day: Bins) -> Bins:
    """Give the day without the few posts that are dated long before all others."""
    few, before, first = FEW * count(day), 0, 0
    for at in range(1, len(day)):
        before += day[at - 1][1]
        if before > few:
            break
        if day[at][0] - day[at - 1][0] >= max(PAUSE, (day[-1][0] - day[at][0]) / 4):
            first = at
    return day[first:]


def count(bins: Bins) -> int:
    """Give how many posts there are in them."""
    return sum(posts for _, posts in bins)


def chart(sums: Sequence[int], height: int) -> list[str]:
    """Give the bars as lines of text, top first; any post at all is visible."""
    peak = max(sums, default=0) or 1
    levels = [max(round(8 * height * posts / peak), min(posts, 1)) for posts in sums]
    return [
        "".join(EIGHTHS[min(max(level - 8 * floor, 0), 8)] for level in levels)
        for floor in reversed(range(height))
    ]


def _axis(start: datetime, step: int, *, width: int, fair: Fair) -> str:
    """Give the times below the bars: round ones, at least ten cells apart."""
    apart = next((minutes for minutes in MARKS if minutes >= 10 * step), MARKS[-1])
    line = ""
    for bar in range(width - 5):
        at = times.local(start + timedelta(minutes=step * bar), fair)
        if (at.hour * 60 + at.minute) % apart < step:
            line = f"{line:{bar}}{at:%H:%M}"
    return line


class Activity(Static):
    """Bars over an axis; in a single line, the bars alone."""

    def __init__(self, day: Day) -> None:
        super().__init__(id="activity")
        self.day = day

    def pull(self, _board: Board) -> None:
        """Draw the day so far."""
        width, height = self.content_size.width, self.content_size.height
        activity = self.day.activity()
        step, start, sums = bars(activity, width)
        if start is None or not height:
            frame(self, _("Activity"))
            fill(self, ink(""))
            return
        title = phrases.activity(step, max(sums))
        whole = title + phrases.earlier(count(activity) - sum(sums))
        frame(self, whole if ink(whole).cell_length < width else title)
        fill(self, Content("\n").join(self._lines(sums, start, step)))

    def _lines(self, sums: Sequence[int], start: datetime, step: int) -> Iterator[Content]:
        width, height = self.content_size.width, self.content_size.height
        yield from (ink(line, "$primary") for line in chart(sums, max(height - 1, 1)))
        if height > 1:
            yield ink(_axis(start, step, width=width, fair=self.day.fair), "$muted")
