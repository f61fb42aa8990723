"""What was made of fairs and lies in the data folder: reports, scenarios, the desk's memory.

Each is a text file, perhaps compressed. Anything else is not the program's own.
"""

import gzip
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import zstandard

from feeds.base import BadPost
from feeds.recordings.parts import chunks, parts
from feeds.recordings.unpack import unpack
from feeds.said import said
from moderator.config.models import Config
from moderator.shelf.erased import without
from moderator.shelf.places import (
    archive_folder,
    data_folder,
    desks_folder,
    practice_folder,
    reports_folder,
    scenarios_folder,
)
from moderator.store.file import is_ours
from moderator.store.traces import Traces
from moderator.store.whole import write_whole

FOLDERS = (archive_folder, desks_folder, practice_folder, reports_folder, scenarios_folder)
"""Where exports lie besides those that lie in the data folder directly."""

LARGEST_BYTES = 1 << 28
_BESIDE = re.compile(r"-wal$|-shm$|\.lock(?:-journal)?$")
"""How the files end that lie beside a journal as long as it is used."""

_PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}


class NotForgotten(OSError):
    """A file has the handle, and cannot be changed; its user has to see to it."""


@dataclass(frozen=True, slots=True)
class KeptExport:
    """A file that was made of a fair."""

    path: Path

    @property
    def written_at(self) -> datetime:
        """When it was last written."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    def forget(self, traces: Traces) -> bool:
        """Take an account out; gives whether anything of it was there.

        Raises NotForgotten, and OSError where it cannot be written.
        """
        before = self._text(traces)
        after = traces.gone_from(without(before, traces.posts, self._kind))
        if after != before:
            self._write(after)
        if traces.named_in(self.path.name):
            raise self._not_forgotten(said("its name has the handle: rename it"))
        return after != before

    def erase(self, gone: Collection[str]) -> bool:
        """Take the words of posts that were deleted out of a report; gives whether it had any.

        Raises OSError where it cannot be written.
        """
        with suppress(BadPost, UnicodeDecodeError):
            before = self._read()
            after = without(before, gone, self._kind)
            if after != before:
                self._write(after)
                return True
        return False

    def remove(self) -> None:
        """Remove it, and its folder where nothing else is in it."""
        self.path.unlink()
        with suppress(OSError):
            self.path.parent.rmdir()

    def _not_forgotten(self, why: str) -> NotForgotten:
        return NotForgotten(f"{self.path}: {why}")

    @property
    def _kind(self) -> str:
        """What it is, as its name ends: .html, also where it is compressed."""
        inside = self.path.with_suffix("") if self.path.suffix in _PACKED else self.path
        return inside.suffix

    def _text(self, traces: Traces) -> str:
        """What stands in it; nothing where it is no text and does not have the handle."""
        if self.path.stat().st_size > LARGEST_BYTES:
            raise self._not_forgotten(said("too large to look into: see to it yourself"))
        with suppress(BadPost, UnicodeDecodeError):
            return self._read()
        if traces.named_in(self.path.read_bytes().decode("latin-1")):
            raise self._not_forgotten(said("has the handle, and is no text: see to it yourself"))
        return ""

    def _read(self) -> str:
        with self.path.open("rb") as file:
            return b"".join(unpack(chunks(file))).decode("utf-8")

    def _mark(self) -> bytes:
        """The mark of UTF-8 with which the file begins, where it has it."""
        with self.path.open("rb") as file:
            return BOM_UTF8 if file.read(len(BOM_UTF8)) == BOM_UTF8 else b""

    def _write(self, text: str) -> None:
        """Put the text in the file's place, packed as it was."""
        data = self._mark() + text.encode("utf-8")
        pack = _PACKED.get(self.path.suffix)
        write_whole(self.path, pack(data) if pack else data)


def exports(config: Config) -> list[KeptExport]:
    """Every file in the data folder that is no journal and no recording, by name."""
    found = list(_files(data_folder(config), "*"))
    for folder in FOLDERS:
        found.extend(_files(folder(config), "**/*"))
    return [KeptExport(path) for path in sorted(found)]


def fleeting(config: Config) -> list[KeptExport]:
    """Those that are kept no longer than the fairs: reports, and what a desk keeps.

    A desk's lock has nothing in it, and gets no younger while it is held.
    """
    folders = (reports_folder(config), desks_folder(config))
    found = sorted(path for folder in folders for path in _files(folder, "**/*"))
    return [KeptExport(path) for path in found if path.suffix != ".lock"]


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    for path in folder.glob(pattern):
        if path.is_file() and not path.is_symlink() and not _is_kept_otherwise(path):
            yield path


def _is_kept_otherwise(path: Path) -> bool:
    """Whether it belongs to a journal, or to a recording."""
    if path.name == "lock" or path in parts(path.parent):
        return True
    stem = path.with_name(_BESIDE.sub("", path.name))
    return stem.suffix == ".sqlite" and stem.exists() and is_ours(stem)
