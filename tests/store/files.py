"""A journal's files, for tests: what is in them, and another program that locks them."""

import sqlite3
from contextlib import closing, contextmanager


@contextmanager
def locked_by_another(path):
    lock = path.with_name(f"{path.name}.lock")
    with closing(sqlite3.connect(lock, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def in_files(path, word):
    return any(word.encode() in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
