"""What has to be in order before a fair: each thing looked at, and what to mend about it."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

from moderator.config.models import Config
from moderator.shelf.fairs import outdated
from moderator.shelf.places import data_folder, journal_of
from moderator.store.file import JournalInUse, StoreError
from moderator.store.sqlite import open_journal

ROOM_BYTES = 1 << 30
"""Free space on the disk below which a fair should not begin: a busy day takes some 200 MB."""

SMALLEST = (80, 24)
UNUSUAL_SKEW = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and whether somebody has to mend it."""

    what: str
    said: str
    to_mend: bool = False


IN_USE = Finding("journal", "a program follows this fair now; its feeds are not tried")


def terminal(out: TextIO, environment: Mapping[str, str]) -> Finding:
    """Whether the desk can be shown here."""
    size = shutil.get_terminal_size()
    encoding = (out.encoding or "").lower().replace("-", "")
    if not out.isatty():
        return Finding("terminal", "none here: only --plain and --headless will do")
    if environment.get("TERM", "dumb") == "dumb":
        return Finding(
            "terminal", "TERM says it can do nothing: set TERM, or use --plain", to_mend=True
        )
    if encoding != "utf8":
        said = f"its characters are {out.encoding}: set LANG to one that ends in UTF-8"
        return Finding("terminal", said, to_mend=True)
    if size < SMALLEST:
        said = f"{size.columns}x{size.lines}: make it 80x24 or larger"
        return Finding("terminal", said, to_mend=True)
    return Finding("terminal", f"{size.columns}x{size.lines}, UTF-8")


def disk(config: Config) -> Finding:
    """Whether there is room, and leave to write, where journals and recordings lie."""
    folder = data_folder(config)
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free
    except OSError as error:
        said = f"{folder}: {(error.strerror or str(error)).lower()}; set [store] path"
        return Finding("disk", said, to_mend=True)
    room = f"{folder}: {free / (1 << 30):.1f} GiB free"
    if free < ROOM_BYTES:
        return Finding("disk", f"{room}; make room, or set [store] path", to_mend=True)
    return Finding("disk", room)


def journal(config: Config) -> Finding:
    """Whether the fair's journal can be opened."""
    path = journal_of(config)
    if not path.exists():
        return Finding("journal", f"{path}: will be made")
    try:
        open_journal(path).close()
    except JournalInUse:
        return IN_USE
    except StoreError as error:
        return Finding("journal", str(error), to_mend=True)
    return Finding("journal", f"{path}: goes on where it was")


def age(config: Config, now: datetime) -> Iterator[Finding]:
    """What is kept for longer than was meant."""
    if old := outdated(config, now):
        said = f"{len(old)} older than {config.store.keep_days} days: moderator purge"
        yield Finding("kept", said, to_mend=True)


def clock(ahead: timedelta | None) -> Finding:
    """Whether this machine's clock is right, as the platforms' tell."""
    if ahead is None:
        return Finding("clock", "not known: no platform told its time")
    seconds = ahead.total_seconds()
    if abs(ahead) > UNUSUAL_SKEW:
        way = "ahead" if seconds > 0 else "behind"
        said = f"{abs(seconds):.0f} s {way} of the platforms': set it by the network"
        return Finding("clock", said, to_mend=True)
    return Finding("clock", f"within {max(abs(seconds), 1):.0f} s of the platforms'")


def configuration(path: Path | None) -> Finding:
    """Which configuration holds."""
    if path is None:
        said = (
            "no config.toml here, nor in your configuration folder: copy the one that comes along"
        )
        return Finding("config", said, to_mend=True)
    return Finding("config", str(path))
