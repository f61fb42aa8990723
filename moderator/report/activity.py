"""The day in stretches of equal length."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from moderator.core.board import Line
from moderator.core.labels import Label
from moderator.report.figures import Activity, Bin
from moderator.report.stretches import Stretches

_STEPS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60, 180, 360, 1440))
_AIM = 24


def activity(
    lines: Sequence[Line], zone: ZoneInfo, minutes: Sequence[tuple[datetime, int]] = ()
) -> Activity:
    """Posts per stretch and label; a day takes some 24 stretches, of 5 minutes to a day.

    `minutes` are the posts of each minute, reposts included.
    """
    stretches = Stretches(_step(sorted(line.post.at for line in lines)), zone)
    talked: defaultdict[datetime, list[Line]] = defaultdict(list)
    for line in lines:
        talked[stretches.start(line.post.at)].append(line)
    sent = Counter[datetime]()
    for at, count in minutes:
        sent[stretches.start(at)] += count
    starts = sorted(talked.keys() | sent.keys())
    bins = (_bin(start, talked[start], sent[start]) for start in starts)
    return Activity(stretches, tuple(bins))


def _bin(start: datetime, lines: Sequence[Line], sent: int) -> Bin:
    labels = Counter(line.verdict.label for line in lines if line.verdict)
    return Bin(
        start=start,
        posts=len(lines),
        labels={label: labels[label] for label in Label if labels[label]},
        reposts=max(sent - len(lines), 0),
    )


def _step(moments: Sequence[datetime]) -> timedelta:
    """The shortest step that takes few stretches; the earliest and latest 5 % do not matter.

    A single post with a wrong clock would else make one stretch of the day.
    """
    if not moments:
        return _STEPS[0]
    margin = len(moments) // 20
    span = moments[-1 - margin] - moments[margin]
    return next((step for step in _STEPS if span <= _AIM * step), _STEPS[-1])
