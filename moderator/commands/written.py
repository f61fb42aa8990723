"""What a command writes: files, whole or not at all, and told; lines, whole in their words."""

import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from errno import ENOTDIR
from os import strerror
from os.path import realpath
from pathlib import Path
from textwrap import wrap
from unicodedata import east_asian_width

from feeds.said import said
from moderator.commands.setup import complain
from moderator.config.models import ConfigError
from moderator.store.whole import write_whole
from moderator.words.safe import safe

STDOUT = Path("-")
NARROWEST = 20
_LEAD = re.compile(r" *(?:\d\d:\d\d +)?")
"""What stands before the words of a line: room, and perhaps a time of day."""


def check_stdout(page: Path | None, *, as_json: bool) -> None:
    """Raises ConfigError where two things would go to standard output."""
    if as_json and page == STDOUT:
        raise ConfigError(said("--json and --html -: only one can go to standard output"))


def write_page(text: str, path: Path) -> None:
    """Write a page to a file, or to standard output. Raises ConfigError."""
    if path == STDOUT:
        sys.stdout.write(text)
    else:
        _write(path, text.encode())


def write_tables(texts: Mapping[str, str], folder: Path, *, encoding: str) -> None:
    """Write files of these names into a folder, which is made where it is not there.

    Raises ConfigError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = NotADirectoryError(ENOTDIR, strerror(ENOTDIR))
        raise _refused(folder, reason if isinstance(error, FileExistsError) else error) from error
    for name, text in texts.items():
        _write(folder / name, text.encode(encoding))


def _write(path: Path, data: bytes) -> None:
    """Write a file whole, or leave what was there; straight to a pipe or the like."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            write_whole(Path(realpath(path)), data)
    except OSError as error:
        raise _refused(path, error) from error
    complain(f"{said('written')}: {path}")


def _refused(path: Path, error: OSError) -> ConfigError:
    reason = (error.strerror or str(error)).lower()
    return ConfigError(said("{path}: {why}; name another place", path=path, why=reason))


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, on a terminal so that none breaks within a word."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in map(safe, lines):
        for piece in hung(line, width) if width else [line]:
            sys.stdout.write(f"{piece}\n")


def hung(line: str, width: int) -> list[str]:
    """Give a line in as many as it needs, which go on below where its words began."""
    below = " " * (len(line) - len(_LEAD.sub("", line, count=1)))
    wide = sum(east_asian_width(character) in "WF" for character in line)
    room = max(width - wide, len(below) + NARROWEST)
    return wrap(line, room, subsequent_indent=below, break_on_hyphens=False) or [""]
