"""The recordings that come along, each with the configuration that belongs to it."""

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
