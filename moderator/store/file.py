"""A journal as a file: where it lies, how it begins, and how it fails.

StoreError
├── JournalInUse         another program writes it: close that one
├── JournalBroken        it is damaged, or no journal: move it away
├── JournalTooNew        a newer version wrote it: update this one
├── JournalUnwritable    folder, disk or rights refuse: make room, or choose another place
└── NotKept              they refused until the end: what was done last is not in it
"""

import re
import unicodedata
from hashlib import blake2b
from pathlib import Path

from feeds.said import said

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x4D4F4452
_LENGTH = 100


class StoreError(Exception):
    """The journal failed; the subclass says what its user should do."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path, self.problem = path, problem


class JournalInUse(StoreError):
    """Another program is writing this journal; it has to be closed first."""


class JournalBroken(StoreError):
    """The file is damaged or no journal; it has to be moved away."""


class JournalTooNew(StoreError):
    """A newer version of the program wrote it; this one has to be updated."""


class JournalUnwritable(StoreError):
    """The journal cannot be opened or written where it is."""


class NotKept(StoreError):
    """The journal could not be written until the end; so many acts are not in it."""

    def __init__(self, refusal: StoreError, *, acts: int) -> None:
        lost = [said("acts that are not in the journal: {number}", number=acts)] if acts else []
        super().__init__(refusal.path, "\n".join([refusal.problem, *lost]))


def journal_path(data_folder: Path, fair_name: str, *, origin: str = "") -> Path:
    """Where the journal of a fair lies: a name made of a-z, 0-9 and -, unique per fair.

    The digest keeps apart what the readable half makes alike, and fairs of one
    name that come from different places (`origin`).
    """
    name = unicodedata.normalize("NFC", fair_name).strip()
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "fair"
    whole = f"{name}\n{origin}" if origin else name
    digest = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return data_folder / f"{readable}-{digest}.sqlite"


def is_journal(path: Path) -> bool:
    """Whether the file at that path is a database; False where there is no such file."""
    return _begin(path).startswith(MAGIC)


def is_ours(path: Path) -> bool:
    """Whether the file is a journal, and no other program's database."""
    begin = _begin(path)
    return begin.startswith(MAGIC) and begin[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _begin(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LENGTH)
    except OSError:
        return b""
