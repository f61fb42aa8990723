"""What recordings are called, and those that come along with their own configuration."""

import os
from importlib.resources import files
from pathlib import Path

_FOLDER = Path(str(files("moderator.data"))) / "recordings"
_ENDING = ".jsonl.gz"


def bundled() -> list[str]:
    """The names of the bundled recordings."""
    return sorted(path.name.removesuffix(_ENDING) for path in _FOLDER.glob(f"*{_ENDING}"))


def locate(recording: str) -> tuple[str, Path | None]:
    """Where a recording is (a path, or - for standard input), and its own configuration.

    A file of that name comes before a bundled recording; only these have a
    configuration of their own.
    """
    if recording == "-" or Path(recording).exists() or recording not in bundled():
        return recording, None
    return str(_FOLDER / f"{recording}{_ENDING}"), _FOLDER / f"{recording}.toml"


def called(recording: str) -> str:
    """The name of a recording as text; bytes of a file's name that are none are written out."""
    return os.fsencode(Path(recording).name).decode("utf-8", "backslashreplace")
