"""Takes the words of posts that are gone out of a journal's rows, and out of its log."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from moderator.core.facts import Change, Fact, LinkChecked
from moderator.store.codec import decode_change, decode_fact, encode_change, encode_fact, fact_key
from moderator.store.sqlite_file import empty_log, in_words, readable
from moderator.store.tombstone import (
    also_gone,
    change_without,
    check_without,
    held_by,
    reasons_lost,
    without,
    words_lost,
    words_shown,
)

_LINK_NOTE = re.compile(r'"link_note":\s*"[^"]')
_LINK_IN_REASON = re.compile(r'"reason":\s*"(?:[^"\\]|\\.)*?://')


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
        self.gone = {post.decode("utf-8", "surrogatepass") for (post,) in rows}

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
                with readable(self._path):
                    fact = decode_fact(json.dumps(after))
                self._rewrite(number, self._fact(body), fact)
        for number, body in self._database.execute("SELECT number, body FROM change").fetchall():
            row = json.loads(body)
            if (after := change(row)) is not row:
                self._rewrite_change(number, json.dumps(after, separators=(",", ":")))

    def forget(self, posts: frozenset[str]) -> frozenset[str]:
        """Blank these posts, and their other versions, wherever they are."""
        lost: frozenset[str] = frozenset()
        while posts:
            self.gone |= posts
            rows = [(blob(post),) for post in posts]
            self._database.executemany("INSERT OR IGNORE INTO gone VALUES (?)", rows)
            further: set[str] = set()
            for number, fact in self._facts_about(posts):
                further |= also_gone(fact, self.gone)
                lost |= words_lost(fact, self.gone)
                self._rewrite(number, fact, without(fact, self.gone))
            posts = frozenset(further)
        return lost

    def _facts_about(self, posts: frozenset[str]) -> list[tuple[int, Fact]]:
        query = "SELECT seq, body FROM fact JOIN about ON fact = seq WHERE post = ?"
        bodies: dict[int, str] = {}
        for post in posts:
            bodies.update(self._database.execute(query, (blob(post),)))
        return [(number, self._fact(bodies[number])) for number in sorted(bodies)]

    def _rewrite(self, number: int, before: Fact, after: Fact) -> None:
        """Put the blanked fact in its place, or drop it where an equal one is kept already."""
        body = encode_fact(after)
        row = (fact_key(after, body), body, number)
        query = "UPDATE OR IGNORE fact SET key = ?, body = ? WHERE seq = ?"
        if not self._database.execute(query, row).rowcount:
            posts = [(blob(post), number) for post in held_by(before)]
            self._database.executemany("DELETE FROM about WHERE post = ? AND fact = ?", posts)
            self._database.execute("DELETE FROM fact WHERE seq = ?", (number,))
        self._in_log = True

    def wipe(self, lost: frozenset[str]) -> None:
        """Take words that no other post shows out of link checks and changes.

        Each table is read once, however many words there are.
        """
        hidden, checks = self._unshown(lost)
        if not hidden:
            return
        for number, check in checks:
            if (after := check_without(check, hidden)) != check:
                self._rewrite(number, check, after)
        self._reword_changes(hidden | reasons_lost((check for _, check in checks), hidden))

    def _unshown(
        self, words: frozenset[str]
    ) -> tuple[frozenset[str], list[tuple[int, LinkChecked]]]:
        """The words that no fact gives away, and the link checks that may have one of them."""
        sought, checks = _pieces(words), list[tuple[int, LinkChecked]]()
        for number, body in self._database.execute("SELECT seq, body FROM fact"):
            if sought.isdisjoint(body.split('"')) and not _LINK_IN_REASON.search(body):
                continue
            fact = self._fact(body)
            if isinstance(fact, LinkChecked):
                checks.append((number, fact))
            elif not words.isdisjoint(shown := words_shown(fact)):
                words -= shown
                sought = _pieces(words)
        return words, checks

    def _reword_changes(self, words: frozenset[str]) -> None:
        for number, change in list(self._changes_with(words)):
            if (after := change_without(change, words)) != change:
                self._rewrite_change(number, encode_change(after))

    def _changes_with(self, words: frozenset[str]) -> Iterator[tuple[int, Change]]:
        """The changes that have one of these words as a value, and all with a link's note.

        Such a note may have a word anywhere in it.
        """
        sought = _pieces(words)
        for number, body in self._database.execute("SELECT number, body FROM change"):
            if _LINK_NOTE.search(body) or not sought.isdisjoint(body.split('"')):
                with readable(self._path):
                    change = decode_change(body)
                yield number, change

    def _rewrite_change(self, number: int, body: str) -> None:
        self._database.execute("UPDATE change SET body = ? WHERE number = ?", (body, number))
        self._in_log = True

    def _fact(self, body: str) -> Fact:
        with readable(self._path):
            return decode_fact(body)


def blob(key: str) -> bytes:
    """The key as SQLite can hold it, whatever is in it: an id may have half an emoji."""
    return key.encode("utf-8", "surrogatepass")


def _pieces(words: frozenset[str]) -> frozenset[str]:
    """Of each word a piece that JSON cut at its quotes has wherever the word is a value.

    Sought in a set, a hundred words cost what one does. The longest piece is met least by chance.
    """
    return frozenset(max(json.dumps(word)[1:-1].split('"'), key=len) for word in words)
