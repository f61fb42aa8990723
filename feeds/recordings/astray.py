"""Which of the moments that posts give themselves are believed.

An author may date a post as he likes, and no clock may run ahead for it. A moment
is astray where it lies far ahead of those before it, and hardly any of the next
come near it: then the post counts from when it came.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

Item = TypeVar("Item")

AHEAD = 32
"""How many of the next are looked at."""

_FAR = timedelta(hours=1)
_VERY_FAR = timedelta(days=1)
"""What is too far where too few come after it to tell."""

_FEW = 8
"""One in so many of the next is hardly any; fewer than so many tell nothing."""


def believed(
    items: Iterable[Item],
    moment: Callable[[Item], datetime | None],
    *,
    sure: Callable[[Item], bool] = lambda _: False,
) -> Iterator[tuple[Item, datetime | None]]:
    """Each with its own moment: None where it has none, or that is astray.

    `sure` tells whose moment somebody else has seen, which is always believed.
    """
    latest: datetime | None = None
    for item, own, following in _looking_ahead((item, moment(item)) for item in items):
        if own is None or (not sure(item) and _is_astray(own, latest, following)):
            yield item, None
        else:
            latest = own if latest is None else max(latest, own)
            yield item, own


def _is_astray(own: datetime, latest: datetime | None, following: Iterable[datetime]) -> bool:
    """Whether a moment is far ahead of the latest before it, and of nearly all that follow."""
    coming = list(following)
    near = sum(own - each <= _FAR for each in coming)
    if len(coming) >= _FEW:
        return (latest is None or own - latest > _FAR) and near * _FEW < len(coming)
    return latest is not None and own - latest > _VERY_FAR and near * 2 <= len(coming)


def _looking_ahead(
    dated: Iterable[tuple[Item, datetime | None]],
) -> Iterator[tuple[Item, datetime | None, list[datetime]]]:
    """Each with its moment, and those of the next few that have one."""
    line = deque[tuple[Item, datetime | None]]()
    for each in dated:
        line.append(each)
        if len(line) > AHEAD:
            yield *line.popleft(), _moments(line)
    while line:
        yield *line.popleft(), _moments(line)


def _moments(line: Iterable[tuple[Item, datetime | None]]) -> list[datetime]:
    return [own for _, own in line if own is not None]
