"""When the fair was a megaphone: much was sent out, and nobody talked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderator.core.board import Counts, Line
from moderator.core.labels import Label
from moderator.megaphone import Megaphone

_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Silenced:
    """What the desk's alarm would have told: since when first, how much was sent, for how long."""

    at: datetime
    posts: int
    interactions: int
    in_all: timedelta


def silenced(
    minutes: Sequence[tuple[datetime, int]], lines: Iterable[Line], *, until: datetime
) -> Silenced | None:
    """The silence of a day, None where people talked; `minutes` are posts by the minute."""
    sent = dict(minutes)
    talk = Counter(line.post.at.replace(second=0, microsecond=0) for line in lines if _talks(line))
    megaphone, posts, interactions = Megaphone(), 0, 0
    first, count = None, 0
    for at in _every_minute(sent, until):
        posts, interactions = posts + sent.get(at, 0), interactions + talk[at]
        if silence := megaphone.listen(_counts(posts, interactions), at + _MINUTE):
            first = first or (at + _MINUTE, silence)
            count += 1
    if first is None:
        return None
    return Silenced(first[0], first[1].posts, first[1].interactions, count * _MINUTE)


def _talks(line: Line) -> bool:
    return line.label is not None and line.label.is_talk


def _every_minute(sent: dict[datetime, int], until: datetime) -> Iterable[datetime]:
    """The minutes of the day; of a fair that took longer, its last days."""
    if not sent:
        return
    at = max(min(sent), max(sent) - _LONGEST)
    end = min(until, max(sent))
    while at <= end:
        yield at
        at += _MINUTE


def _counts(posts: int, interactions: int) -> Counts:
    return Counts(posts, 0, 0, {Label.REACTION: interactions})
