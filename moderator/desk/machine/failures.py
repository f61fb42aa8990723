"""What goes wrong in the program while a desk is open, in a file: a screen hides the log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from moderator.shelf.places import failures_of
from moderator.store.private import make_file

LARGEST_BYTES = 1 << 20
"""A file that grows beyond that is put aside for the next one; the one before it is gone then."""


class _Kept(RotatingFileHandler):
    """A file that nobody else can read: what goes wrong may quote a post."""

    def _open(self) -> TextIOWrapper:
        make_file(Path(self.baseFilename))
        return super()._open()


@contextmanager
def failures_kept(memory_at: Path | None) -> Iterator[None]:
    """Keep what is logged as an error in that file, which is made with the first; if anywhere."""
    if memory_at is None:
        yield
        return
    handler = _Kept(
        failures_of(memory_at),
        maxBytes=LARGEST_BYTES,
        backupCount=1,
        encoding="utf-8",
        errors="backslashreplace",
        delay=True,
    )
    handler.setLevel(logging.ERROR)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


def failed_at() -> Path | None:
    """Give the file of this desk's failures, where there is something in it."""
    kept = (each for each in logging.getLogger().handlers if isinstance(each, _Kept))
    files = (Path(each.baseFilename) for each in kept)
    return next((file for file in files if file.is_file() and file.stat().st_size), None)
