"""When the fair was a megaphone: much was sent out, and nobody talked."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from moderator.core.board import Counts, Line
from moderator.core.labels import Label
from moderator.megaphone import STEP, Megaphone, listening


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
    for at in listening(sorted(sent), min(sent), min(until, max(sent))) if sent else ():
        posts, interactions = posts + sent.get(at, 0), interactions + talk[at]
        if silence := megaphone.listen(_counts(posts, interactions), at + STEP):
            first = first or (at + STEP, silence)
            count += 1
    if first is None:
        return None
    return Silenced(first[0], first[1].posts, first[1].interactions, count * STEP)


def _talks(line: Line) -> bool:
    return line.label is not None and line.label.is_talk


def _counts(posts: int, interactions: int) -> Counts:
    return Counts(posts, 0, 0, {Label.REACTION: interactions})
