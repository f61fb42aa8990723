"""What has to be in order before a fair: each thing looked at, and what to mend about it."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

from feeds.said import said
from moderator.classify.encoder import is_able, is_installed
from moderator.commands.terminal import NOTHING
from moderator.config.classifier import ClassifierSection
from moderator.config.models import Config
from moderator.shelf.fairs import outdated
from moderator.shelf.places import data_folder, journal_of
from moderator.store.file import JournalInUse, StoreError
from moderator.store.sqlite import open_journal
from moderator.words.language import N_, _
from moderator.words.reasons import told
from moderator.words.spelling import number, span

ROOM_BYTES = 1 << 30
"""Free space on the disk below which a fair should not begin: a busy day takes some 200 MB."""

SMALLEST = (80, 24)
UNUSUAL_SKEW = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at: how it is, and whether somebody has to mend it."""

    what: str
    said: str
    to_mend: bool = False


TERMINAL, DISK, CLOCK, CONFIG = N_("terminal"), N_("disk"), N_("clock"), N_("config")
JOURNAL = N_("journal")
IN_USE = Diagnosis(JOURNAL, said("a program follows this fair now; its feeds are not tried"))


def terminal(out: TextIO, environment: Mapping[str, str]) -> Diagnosis:
    """Whether the desk can be shown here."""
    size = shutil.get_terminal_size()
    encoding = (out.encoding or "").lower().replace("-", "")
    if not out.isatty():
        return Diagnosis(TERMINAL, _("none here: only --plain and --headless will do"))
    if environment.get("TERM", NOTHING) == NOTHING:
        said = _("TERM says it can do nothing: set TERM, or use --plain")
        return Diagnosis(TERMINAL, said, to_mend=True)
    if encoding != "utf8":
        said = _("its characters are {encoding}: set LANG to one that ends in UTF-8")
        said = said.format(encoding=out.encoding)
        return Diagnosis(TERMINAL, said, to_mend=True)
    if any(given < needed for given, needed in zip(size, SMALLEST, strict=True)):
        said = _("{size}: make it 80x24 or larger").format(size=f"{size.columns}x{size.lines}")
        return Diagnosis(TERMINAL, said, to_mend=True)
    return Diagnosis(TERMINAL, f"{size.columns}x{size.lines}, UTF-8")


def disk(config: Config) -> Diagnosis:
    """Whether there is room, and leave to write, where journals and recordings lie."""
    folder = data_folder(config)
    try:
        free = _free(folder)
    except OSError as error:
        said = _("{folder}: {why}; set [store] path")
        said = said.format(folder=folder, why=told(error.strerror or str(error)))
        return Diagnosis(DISK, said, to_mend=True)
    room = _("{folder}: {size} GiB free").format(folder=folder, size=number(free / (1 << 30), 1))
    if free < ROOM_BYTES:
        return Diagnosis(
            DISK, _("{room}; make room, or set [store] path").format(room=room), to_mend=True
        )
    return Diagnosis(DISK, room)


def _free(folder: Path) -> int:
    """The bytes that are free where a folder is, or would be. Raises OSError as writing does."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    with TemporaryFile(dir=there):
        return shutil.disk_usage(there).free


def journal(config: Config) -> Diagnosis:
    """Whether the fair's journal can be opened."""
    path = journal_of(config)
    try:
        if not path.exists():
            _free(path.parent)
            return Diagnosis(JOURNAL, _("{path}: will be made").format(path=path))
        open_journal(path).close()
    except JournalInUse:
        return IN_USE
    except StoreError as error:
        return Diagnosis(JOURNAL, str(error), to_mend=True)
    except OSError:
        return Diagnosis(JOURNAL, _("{path}: cannot be made").format(path=path), to_mend=True)
    return Diagnosis(JOURNAL, _("{path}: goes on where it was").format(path=path))


def age(config: Config, now: datetime) -> Iterator[Diagnosis]:
    """What is kept for longer than was meant."""
    if old := outdated(config, now):
        said = _("{number} older than {days} days: moderator purge")
        said = said.format(number=len(old), days=config.store.keep_days)
        yield Diagnosis(N_("kept"), said, to_mend=True)


def opinions(section: ClassifierSection) -> Diagnosis:
    """Which second opinion there is on posts in doubt, besides that of a language model."""
    if section.second == "off":
        said = _("off, by [classifier] second")
    elif not is_installed():
        said = _("none: the extra `semantic` is not installed")
    else:
        said = _("ready") if is_able() else _("none: this computer's processor lacks AVX2")
    return Diagnosis(N_("second opinion"), said)


def clock(ahead: timedelta | None) -> Diagnosis:
    """Whether this machine's clock is right, as the platforms' tell."""
    if ahead is None:
        return Diagnosis(CLOCK, _("not known: no platform told its time"))
    seconds = ahead.total_seconds()
    if abs(ahead) > UNUSUAL_SKEW:
        fast = _("{span} ahead of the platforms': set it by the network")
        slow = _("{span} behind the platforms': set it by the network")
        said = (fast if seconds > 0 else slow).format(span=span(abs(ahead)))
        return Diagnosis(CLOCK, said, to_mend=True)
    said = _("within {seconds} s of the platforms'")
    return Diagnosis(CLOCK, said.format(seconds=f"{max(abs(seconds), 1):.0f}"))


def configuration(path: Path | None) -> Diagnosis:
    """Which configuration holds."""
    if path is None:
        said = _(
            "no config.toml here, nor in your configuration folder: copy the one that comes along"
        )
        return Diagnosis(CONFIG, said, to_mend=True)
    return Diagnosis(CONFIG, str(path))
