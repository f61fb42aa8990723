"""The journal in one SQLite file."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from moderator.core.board import FeedGap
from moderator.core.facts import Change, Fact
from moderator.core.fair import Fair
from moderator.store.codec import decode_fact, decode_fair, encode_fact, encode_fair, fact_key
from moderator.store.file import JournalUnwritable
from moderator.store.journal import Cursor
from moderator.store.sqlite_file import (
    REMOVED,
    in_words,
    is_there,
    place_of,
    readable,
    reading,
    save_copy,
    writing,
)
from moderator.store.sqlite_index import blob, enter, unblob
from moderator.store.sqlite_intake import (
    cursor_of,
    gaps_of,
    keep_cursors,
    keep_gaps,
    keep_remembered,
    keep_tally,
    remembered_as,
    tally_of,
)
from moderator.store.sqlite_wiping import Wiping
from moderator.store.tombstone import also_gone, without

_PAGE = 500


class SqliteJournal:
    """A journal in a file; made by `open_journal` and `read_journal`."""

    def __init__(self, path: Path, opened: AbstractContextManager[sqlite3.Connection]) -> None:
        self._path = path
        self._saved = False
        self._open(opened)

    def _open(self, opened: AbstractContextManager[sqlite3.Connection]) -> None:
        with ExitStack() as held:
            self._connection = held.enter_context(opened)
            self._words = Wiping(self._connection, self._path)
            self._opened = place_of(self._path)
            self._held = held.pop_all()
        self._saved = False

    @property
    def _database(self) -> sqlite3.Connection:
        """What is open; where the file was removed, its copy, as soon as that can be opened."""
        if self._saved:
            self._open(writing(self._path))
        return self._connection

    def append(
        self,
        facts: Iterable[Fact],
        changes: Iterable[Change] = (),
        *,
        cursors: Iterable[Cursor] = (),
        tally: Mapping[str, int] | None = None,
        gaps: Iterable[FeedGap] = (),
        remember: Mapping[str, str] | None = None,
    ) -> None:
        """Keep all of it in one transaction or, where it raises, nothing."""
        self._check_place()
        with in_words(self._path), self._transaction():
            links = self._keep_facts(facts)
            self._keep_changes(changes)
            keep_cursors(self._database, cursors)
            keep_tally(self._database, tally or {})
            keep_gaps(self._database, gaps)
            keep_remembered(self._database, remember or {})
            self._words.unlink(links)
        self._words.empty_log()

    def facts(self) -> Iterator[Fact]:
        """Every fact once, in order of arrival."""
        with readable(self._path):
            for _, body in self._pages("SELECT seq, body FROM fact WHERE seq > ?"):
                yield decode_fact(body)

    def changes_after(self, number: int) -> Iterator[tuple[int, str]]:
        """The numbers of the changes after that one, and which case each is about."""
        query = "SELECT number, case_id FROM change WHERE number > ?"
        for reached, case_id in self._pages(query, number):
            yield reached, unblob(case_id)

    def cursor(self, feed: str) -> Cursor | None:
        """How far that feed had come; None if it never said."""
        with in_words(self._path):
            return cursor_of(self._database, feed)

    def remembered(self, name: str) -> str:
        """What was to be remembered under that name; empty where nothing was."""
        with in_words(self._path):
            return remembered_as(self._database, name)

    def tally(self) -> dict[str, int]:
        """The counters, by name."""
        with in_words(self._path):
            return tally_of(self._database)

    def gaps(self) -> list[FeedGap]:
        """The stretches in which posts may have been missed, by their beginning."""
        with in_words(self._path), readable(self._path):
            return gaps_of(self._database)

    def keep_fair(self, fair: Fair) -> None:
        """Keep how the fair is set up, in place of what was kept before."""
        with in_words(self._path), self._transaction():
            keep = "INSERT OR REPLACE INTO fair VALUES (1, ?)"
            self._database.execute(keep, (encode_fair(fair),))

    def fair(self) -> Fair | None:
        """How the fair was set up; None if that was never said."""
        with in_words(self._path):
            row = self._database.execute("SELECT body FROM fair").fetchone()
        with readable(self._path):
            return decode_fair(row[0]) if row else None

    def gone(self) -> frozenset[str]:
        """The keys of the posts that were deleted, in each of their versions."""
        return frozenset(self._words.gone)

    def reword(self, change: Callable[[object], object]) -> None:
        """Put facts, fair, cases' ids and what is remembered through `change`, all at once."""
        with in_words(self._path), self._transaction():
            self._words.reword(change)
        self._words.empty_log()

    def close(self) -> None:
        """Close the file and let go of its lock."""
        self._held.close()

    def __enter__(self) -> Self:
        """The journal itself, closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _check_place(self) -> None:
        """Put the file back where somebody removed it, from what is open; raises, to have it told.

        Else all that is written from then on would be gone with the program.
        """
        if self._saved or is_there(self._path, self._opened):
            return
        save_copy(self._database, self._path)
        self._saved = True
        self._held.close()
        self._open(writing(self._path))
        raise JournalUnwritable(self._path, REMOVED)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        gone = set(self._words.gone)
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            self._words.gone = gone
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    def _pages(self, query: str, after: int = 0) -> Iterator[tuple[int, Any]]:
        """Rows in pages, so that appending between two rows does no harm."""
        while True:
            with in_words(self._path):
                page = f"{query} ORDER BY 1 LIMIT {_PAGE}"
                rows = self._database.execute(page, (after,)).fetchall()
            if not rows:
                return
            yield from rows
            after = rows[-1][0]

    def _keep_facts(self, facts: Iterable[Fact]) -> frozenset[str]:
        """Keep the new ones; the links that deletions among them took from older ones."""
        lost: frozenset[str] = frozenset()
        for fact in facts:
            if gone := also_gone(fact, self._words.gone):
                lost |= self._words.forget(gone)
            self._keep_fact(without(fact, self._words.gone))
        return lost

    def _keep_fact(self, fact: Fact) -> None:
        body = encode_fact(fact)
        insert = "INSERT INTO fact (key, body) VALUES (?, ?) ON CONFLICT DO NOTHING"
        row = self._database.execute(insert, (fact_key(fact, body), body))
        if row.rowcount and row.lastrowid is not None:
            enter(self._database, row.lastrowid, fact)

    def _keep_changes(self, changes: Iterable[Change]) -> None:
        rows = ((blob(change.id),) for change in changes)
        self._database.executemany("INSERT INTO change (case_id) VALUES (?)", rows)


def open_journal(path: Path, *, fresh: bool = False) -> SqliteJournal:
    """The journal at that path to read and write, made or brought up to date as needed.

    `fresh` throws away what is there, unless another program is writing it.
    """
    return SqliteJournal(path, writing(path, fresh=fresh))


def read_journal(path: Path) -> SqliteJournal:
    """The journal at that path to read, also while another program writes it."""
    return SqliteJournal(path, reading(path))
