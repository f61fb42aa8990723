"""A recording of many posts, made from the bundled ones with fresh ids.

The bundled days are repeated, each a day after the one before. Ids and the
references to them move together, so that every thread stays a thread; accounts,
texts and links stay as they are. The two days lie fourteen years apart: their
posts alternate as the recordings are repeated.
"""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice

import orjson

from moderator.recordings import bundled, locate

DAY_IN_IDS = 86_400_000 << 22
"""What an id grows by in a day: its upper bits count milliseconds."""

_ID = re.compile(r"\b[0-9]{17,19}\b")
_OLD_TIME = "%a %b %d %H:%M:%S %z %Y"
_TIMES = ("created_at", "event_at")


def recording(posts: int) -> bytes:
    """That many records as JSON lines."""
    return b"\n".join(islice(_records(), posts)) + b"\n"


def _records() -> Iterator[bytes]:
    days = [_bundled(name) for name in bundled()]
    for day in count():
        for lines in days:
            yield from (orjson.dumps(_moved(line, day)) for line in lines)


def _bundled(name: str) -> list[object]:
    path, _ = locate(name)
    with gzip.open(path) as lines:
        return [orjson.loads(line) for line in lines]


def _moved(value: object, days: int, key: str = "") -> object:
    """The same record, so many days later."""
    match value:
        case dict():
            return {name: _moved(inner, days, name) for name, inner in value.items()}
        case list():
            return [_moved(inner, days, key) for inner in value]
        case str() if key in _TIMES:
            return _later(value, days)
        case str():
            return _ID.sub(lambda id_: str(int(id_[0]) + days * DAY_IN_IDS), value)
        case int() if _ID.fullmatch(str(value)):
            return value + days * DAY_IN_IDS
        case _:
            return value


def _later(time: str, days: int) -> str:
    if time[0].isdigit():
        moved = datetime.fromisoformat(time) + timedelta(days=days)
        return moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    moved = datetime.strptime(time, _OLD_TIME).astimezone(UTC) + timedelta(days=days)
    return moved.strftime(_OLD_TIME)
