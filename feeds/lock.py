"""A file that one program at a time holds; the system lets go of it when that is killed."""

import sys
from pathlib import Path

from feeds.base import FeedGone

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class RecordingInUse(FeedGone):
    """Another program is writing this recording: end that one, or record elsewhere."""


class Lock:
    """The lock, held from here on; raises RecordingInUse where it is held already."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        try:
            _hold(self._file.fileno())
        except OSError as error:
            self._file.close()
            told = f"{path.parent}: another program is writing this recording; end that one"
            raise RecordingInUse(told) from error

    def release(self) -> None:
        """Let go of it; doing so twice is fine."""
        self._file.close()
