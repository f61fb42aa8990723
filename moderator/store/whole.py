"""A file written whole: what was there stays until all of the new is on the disk."""

import os
from contextlib import suppress
from pathlib import Path

from feeds.recordings.revise import sync


def write_whole(path: Path, data: bytes) -> None:
    """Put data in a file's place, with the rights that it had; no power cut takes it away.

    Raises OSError; then nothing has changed.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as file:
            with suppress(FileNotFoundError):
                fresh.chmod(path.stat().st_mode & 0o777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync(path.parent)
    finally:
        with suppress(OSError):
            fresh.unlink()
