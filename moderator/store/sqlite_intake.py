"""What a journal's file keeps beside the fair: cursors, counters, gaps, what is remembered."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from feeds.post import Gap
from moderator.core.board import FeedGap
from moderator.store.journal import Cursor


def keep_cursors(database: sqlite3.Connection, cursors: Iterable[Cursor]) -> None:
    """Put each cursor in the place of its feed's last one."""
    places = ((cursor.feed, cursor.position) for cursor in cursors)
    database.executemany("INSERT OR REPLACE INTO cursor VALUES (?, ?)", places)


def cursor_of(database: sqlite3.Connection, feed: str) -> Cursor | None:
    """How far that feed had come; None if it never said."""
    query = "SELECT feed, position FROM cursor WHERE feed = ?"
    row = database.execute(query, (feed,)).fetchone()
    return Cursor(*row) if row else None


def keep_tally(database: sqlite3.Connection, tally: Mapping[str, int]) -> None:
    """Add to the counters of those names."""
    add = "INSERT INTO tally VALUES (?1, ?2) ON CONFLICT DO UPDATE SET count = count + ?2"
    database.executemany(add, tally.items())


def tally_of(database: sqlite3.Connection) -> dict[str, int]:
    """The counters, by name."""
    return dict(database.execute("SELECT name, count FROM tally ORDER BY name"))


def keep_gaps(database: sqlite3.Connection, gaps: Iterable[FeedGap]) -> None:
    """Put each gap in the place of one that began at the same time."""
    rows = (
        (each.feed, _written(each.gap.start), _written(each.gap.end), each.gap.filled)
        for each in gaps
    )
    database.executemany("INSERT OR REPLACE INTO gap VALUES (?, ?, ?, ?)", rows)


def gaps_of(database: sqlite3.Connection) -> list[FeedGap]:
    """The gaps by their beginning; ValueError where a time cannot be read."""
    query = "SELECT feed, start, finish, filled FROM gap ORDER BY start, feed"
    return [
        FeedGap(feed, Gap(_read(start), _read(finish), filled=bool(filled)))
        for feed, start, finish, filled in database.execute(query)
    ]


def keep_remembered(database: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Put each value in the place of the last one of that name; an empty one leaves none there."""
    database.executemany("DELETE FROM remembered WHERE name = ?", ((name,) for name in values))
    kept = ((name, value) for name, value in values.items() if value)
    database.executemany("INSERT INTO remembered VALUES (?, ?)", kept)


def remembered_as(database: sqlite3.Connection, name: str) -> str:
    """What is remembered under that name; empty where nothing is."""
    query = "SELECT value FROM remembered WHERE name = ?"
    row = database.execute(query, (name,)).fetchone()
    return str(row[0]) if row else ""


def _written(moment: datetime) -> str:
    """The moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text)
