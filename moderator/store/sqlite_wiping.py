"""Takes the words of posts that are gone out of a journal's facts, and out of its log."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from moderator.core.facts import Fact, LinkChecked
from moderator.store.codec import decode_fact, encode_fact, fact_key
from moderator.store.sqlite_file import empty_log, in_words, readable
from moderator.store.sqlite_index import about, blob, enter, remove, showing, unblob
from moderator.store.tombstone import (
    ADDRESS,
    also_gone,
    check_without,
    links_lost,
    links_shown,
    without,
)


class Wiping:
    """What has to go from one journal; `gone` are the keys of the posts whose words go.

    All but `empty_log` is done within the journal's own transaction.
    """

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path
        self._in_log = False
        with in_words(path):
            rows = database.execute("SELECT post FROM gone").fetchall()
        self.gone = {unblob(post) for (post,) in rows}

    def empty_log(self) -> None:
        """Cut deleted words out of the log; where that fails now, the next time tries again."""
        if self._in_log:
            with suppress(sqlite3.OperationalError):
                self._in_log = not empty_log(self._database)

    def reword(self, change: Callable[[object], object]) -> None:
        """Put the JSON of every row through `change`, which gives what may stay as it is."""
        for number, body in self._database.execute("SELECT seq, body FROM fact").fetchall():
            row = json.loads(body)
            if (after := change(row)) is not row:
                self._rewrite(number, self._fact(body), self._fact(json.dumps(after)))
        for number, held in self._database.execute("SELECT number, case_id FROM change").fetchall():
            if (after := change(unblob(held))) != unblob(held):
                query = "UPDATE change SET case_id = ? WHERE number = ?"
                self._database.execute(query, (blob(str(after)), number))
        for (body,) in self._database.execute("SELECT body FROM fair").fetchall():
            fair = json.loads(body)
            if (after := change(fair)) is not fair:
                self._database.execute("UPDATE fair SET body = ?", (json.dumps(after),))
                self._in_log = True
        self._reword_remembered(change)

    def _reword_remembered(self, change: Callable[[object], object]) -> None:
        """What is remembered in words, that is: ids and numbers name nobody."""
        for name, value in self._database.execute("SELECT name, value FROM remembered").fetchall():
            if not value.isalnum() and (after := change(value)) != value:
                query = "UPDATE remembered SET value = ? WHERE name = ?"
                self._database.execute(query, (str(after), name))
                self._in_log = True

    def forget(self, posts: frozenset[str]) -> frozenset[str]:
        """Blank these posts, and their other versions, wherever they are; the links so lost."""
        lost: frozenset[str] = frozenset()
        while posts:
            self.gone |= posts
            rows = [(blob(post),) for post in posts]
            self._database.executemany("INSERT OR IGNORE INTO gone VALUES (?)", rows)
            further: set[str] = set()
            for number, body in about(self._database, posts).items():
                fact = self._fact(body)
                further |= also_gone(fact, self.gone)
                lost |= links_lost(fact, self.gone)
                self._rewrite(number, fact, without(fact, self.gone))
            posts = frozenset(further)
        return lost

    def unlink(self, lost: frozenset[str]) -> None:
        """Take links that no other post shows out of link checks."""
        hidden = frozenset(link for link in lost if not self._is_shown(link))
        for link in (*hidden, ADDRESS) if hidden else ():
            for number, body in list(showing(self._database, link)):
                check = self._fact(body)
                if isinstance(check, LinkChecked):
                    self._rewrite(number, check, check_without(check, hidden))

    def _is_shown(self, link: str) -> bool:
        facts = (self._fact(body) for _, body in showing(self._database, link))
        return any(link in links_shown(fact) for fact in facts)

    def _rewrite(self, number: int, before: Fact, after: Fact) -> None:
        """Put the blanked fact in its place, or drop it where an equal one is kept already."""
        if after == before:
            return
        remove(self._database, number, before)
        body = encode_fact(after)
        row = (fact_key(after, body), body, number)
        query = "UPDATE OR IGNORE fact SET key = ?, body = ? WHERE seq = ?"
        if self._database.execute(query, row).rowcount:
            enter(self._database, number, after)
        else:
            self._database.execute("DELETE FROM fact WHERE seq = ?", (number,))
        self._in_log = True

    def _fact(self, body: str) -> Fact:
        with readable(self._path):
            return decode_fact(body)
