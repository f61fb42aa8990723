"""Opening a journal's file: its lock, its schema, and SQLite's errors in plain words.

A write-ahead log lets others read while one program writes. It is synced at
every commit (`synchronous = FULL`): a batch of hundreds of facts costs one
fsync, and neither a moderator's act nor a deletion is undone by a power cut.
A second file, locked for as long as the journal is open, keeps a second writer
out; the operating system lets go of it even when the program is killed.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path

from feeds.said import said
from moderator.store.file import (
    APPLICATION_ID,
    JournalBroken,
    JournalInUse,
    JournalTooNew,
    JournalUnwritable,
    StoreError,
)
from moderator.store.private import keep_from_others, make_file, make_folder
from moderator.store.sqlite_index import digests

REMOVED = said("it was removed, and is written anew")
REPLACED = said("another file lies in its place; move that away, and it is written anew")
_LOG = ("-wal", "-shm")
_COPY = ".new"
_PATIENCE_SECONDS = 0.2
_READABLE = 2
"""Since which schema a journal has all that one reads who does not write it."""
_REFUSALS = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)


@contextmanager
def writing(path: Path, *, fresh: bool = False) -> Iterator[sqlite3.Connection]:
    """The file open to write, with the newest schema; no second writer gets in.

    What `save_copy` wrote comes in its place first. `fresh` throws away what is there.
    """
    with _allowed(path):
        make_folder(path.parent)
    with _locked(path):
        if fresh:
            _remove(path, "", *_LOG, _COPY)
        _put_copy_back(path)
        with closing(_connect(path, "rwc")) as database:
            _prepare(database, path)
            yield database


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The file open to read only, as it is: an older one has all that is read, too."""
    if not path.is_file():
        raise JournalUnwritable(path, said("there is no journal here"))
    with closing(_connect(path, "ro")) as database:
        with in_words(path):
            _check(database, path)
            if _number(database, "user_version") < _READABLE:
                raise JournalBroken(path, said("an older or empty journal; open it to write first"))
        yield database


def remove(path: Path) -> None:
    """Remove a journal with all that lies beside it, unless a program is writing it."""
    with _locked(path):
        _remove(path, "", *_LOG, _COPY)
    _remove(path, ".lock")


def place_of(path: Path) -> os.stat_result:
    """Which file lies at a path, to tell later whether that one does."""
    with _allowed(path):
        return path.stat()


def is_there(path: Path, opened: os.stat_result) -> bool:
    """Whether the file that was opened lies at its path.

    Raises JournalUnwritable where that cannot be seen, or another file lies there.
    """
    with _allowed(path):
        try:
            here = path.stat()
        except FileNotFoundError:
            return False
    if not os.path.samestat(here, opened):
        raise JournalUnwritable(path, REPLACED)
    return True


def save_copy(database: sqlite3.Connection, path: Path) -> None:
    """Write what an open database holds, whole, beside the path where its file was removed."""
    with _allowed(path):
        make_folder(path.parent)
    _remove(path, _COPY)
    make_file(_beside(path, _COPY))
    try:
        with in_words(path):
            database.execute("VACUUM INTO ?", (str(_beside(path, _COPY)),))
    except StoreError:
        _remove(path, _COPY)
        raise


def scripts() -> list[str]:
    """The schema as numbered scripts, each of which brings the one before up to date."""
    folder = resources.files("moderator.store") / "schema"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [file.read_text("utf-8") for file in files if file.name.endswith(".sql")]


def migrate(database: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Run the scripts that the file has not had yet, each in a transaction of its own."""
    done = _number(database, "user_version")
    for number, script in enumerate(steps[done:], start=done + 1):
        database.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
        )


def empty_log(database: sqlite3.Connection) -> bool:
    """Move the write-ahead log into the file and cut it off; False while somebody reads it."""
    busy, _, _ = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Errors of SQLite as one line that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise _in_words(error, path) from error


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Rows that cannot be decoded as one line that says what to do."""
    try:
        yield
    except ValueError as error:
        raise JournalBroken(path, said("holds a row that cannot be read; move it away")) from error


def _in_words(error: sqlite3.Error, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return JournalInUse(path, said("another program is writing this journal; close that one"))
    if code == sqlite3.SQLITE_FULL:
        return JournalUnwritable(path, said("the disk is full; make room"))
    if code in _REFUSALS:
        return JournalUnwritable(
            path, said("{what}; see to the folder's rights, or choose another", what=error)
        )
    return JournalBroken(path, said("damaged, or no journal ({why}); move it away", why=error))


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    with in_words(path):
        _check(database, path)
        for ending in ("", *_LOG):
            keep_from_others(_beside(path, ending))
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA secure_delete = ON")
        database.create_function("digests", 1, digests)
        migrate(database, scripts())
        empty_log(database)


def _remove(path: Path, *endings: str) -> None:
    with _allowed(path):
        for ending in endings:
            _beside(path, ending).unlink(missing_ok=True)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _put_copy_back(path: Path) -> None:
    """Put a copy in the file's place, unless another lies there; an old log must go before."""
    copy = _beside(path, _COPY)
    with _allowed(path):
        if not copy.exists():
            return
        if path.exists():
            raise JournalUnwritable(path, REPLACED)
        _remove(path, *_LOG)
        copy.replace(path)


@contextmanager
def _allowed(path: Path) -> Iterator[None]:
    """What the system refuses as one line that says what to do."""
    try:
        yield
    except OSError as error:
        raise JournalUnwritable(
            path, said("{what}; choose another place", what=error.strerror)
        ) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock beside the file: an empty database in a transaction that writes nothing."""
    with closing(_connect(_beside(path, ".lock"), "rwc")) as lock:
        with in_words(path):
            lock.execute("BEGIN EXCLUSIVE")
        yield


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if mode == "rwc":
        make_file(path)  # SQLite gives the logs beside it the same rights
    with in_words(path):
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_PATIENCE_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )


def _check(database: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is another program's, or that a newer version wrote."""
    tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and _number(database, "application_id") != APPLICATION_ID:
        raise JournalBroken(path, said("is another program's file; choose another place"))
    if _number(database, "user_version") > len(scripts()):
        raise JournalTooNew(path, said("was written by a newer version; update the program"))


def _number(database: sqlite3.Connection, pragma: str) -> int:
    number: int = database.execute(f"PRAGMA {pragma}").fetchone()[0]
    return number
