"""Files and folders that nobody but their owner can read: what a fair's people and moderators said.

Where the system knows no such rights (Windows), the user's own folders are private by themselves.
"""

import os
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path

_OTHERS = 0o077


def own_folder() -> Path:
    """The user's folder for the data of this program, where no other is configured."""
    return user_data_path("moderator", appauthor=False)


def make_folder(path: Path) -> None:
    """Make a folder for its owner alone, with those above it that are lacking. Raises OSError.

    What is there already stays as it is, but for the program's own folder.
    """
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    elif own_folder() in (path, *path.parents):
        keep_from_others(own_folder())


def make_file(path: Path) -> None:
    """Make an empty file for its owner alone, where none is; whoever opens it says why not."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def keep_from_others(path: Path) -> None:
    """Take the rights of others from a file or folder of ours, where there is one."""
    with suppress(OSError):
        rights = path.stat().st_mode & 0o777
        if rights & _OTHERS:
            path.chmod(rights & ~_OTHERS)
