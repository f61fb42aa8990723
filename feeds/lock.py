"""A file that one program at a time holds; the system lets go of it when that is killed."""

import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockHeld(Exception):
    """Another program holds the lock of that file."""


class Lock:
    """The lock, held from here on; raises LockHeld where another one has it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        try:
            _hold(self._file.fileno())
        except OSError as error:
            self._file.close()
            raise LockHeld(str(path)) from error

    def release(self) -> None:
        """Let go of it; doing so twice is fine."""
        self._file.close()
