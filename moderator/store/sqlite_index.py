"""Where a deletion has to reach: which facts hold a post's words, and which a link.

Links are found by a digest, which tells nothing of them. Two may have the same, so that an
index names too many facts, never too few.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from moderator.core.facts import Fact
from moderator.store.codec import decode_fact
from moderator.store.tombstone import addresses_in, held_by

_BY_POST = "SELECT seq, body FROM fact JOIN about ON fact = seq WHERE post = ?"
_BY_LINK = "SELECT seq, body FROM fact JOIN shown ON fact = seq WHERE link = ?"


def enter(database: sqlite3.Connection, number: int, fact: Fact) -> None:
    """Note what the fact of that number holds."""
    posts = [(blob(post), number) for post in held_by(fact)]
    database.executemany("INSERT OR IGNORE INTO about VALUES (?, ?)", posts)
    links = [(digest(link), number) for link in addresses_in(fact)]
    database.executemany("INSERT OR IGNORE INTO shown VALUES (?, ?)", links)


def remove(database: sqlite3.Connection, number: int, fact: Fact) -> None:
    """Note that the fact of that number holds it no longer."""
    posts = [(blob(post), number) for post in held_by(fact)]
    database.executemany("DELETE FROM about WHERE post = ? AND fact = ?", posts)
    links = [(digest(link), number) for link in addresses_in(fact)]
    database.executemany("DELETE FROM shown WHERE link = ? AND fact = ?", links)


def about(database: sqlite3.Connection, posts: Iterable[str]) -> dict[int, str]:
    """The facts that hold the words of these posts, as they are written, by their number."""
    bodies: dict[int, str] = {}
    for post in posts:
        bodies.update(database.execute(_BY_POST, (blob(post),)))
    return dict(sorted(bodies.items()))


def showing(database: sqlite3.Connection, link: str) -> Iterator[tuple[int, str]]:
    """The facts that may show a link, as they are written, with their number; by number."""
    return database.execute(f"{_BY_LINK} ORDER BY seq", (digest(link),))


def digests(body: str) -> str:
    """The digests of all that a fact shows, as a list in JSON: for facts from before the index."""
    try:
        return json.dumps(sorted(map(digest, addresses_in(decode_fact(body)))))
    except ValueError:
        return "[]"


def digest(link: str) -> int:
    """A number for a link, the same in every process."""
    text = link.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), signed=True)


def blob(key: str) -> bytes:
    """The key as SQLite can hold it, whatever is in it: an id may have half an emoji."""
    return key.encode("utf-8", "surrogatepass")


def unblob(held: bytes) -> str:
    """The key that was held so."""
    return held.decode("utf-8", "surrogatepass")
