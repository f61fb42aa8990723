"""What happened at the trainee's desk besides acts: pauses, speeds, injects, words aside.

Acts stand in the attempt's journal. This is kept beside it, a line of JSON for each
thing, so that a crash loses nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class What(StrEnum):
    """What was done."""

    BEGAN = "began"
    PAUSED = "paused"
    PLAYED = "played"
    STEPPED = "stepped"
    SPEED = "speed"
    INJECTED = "injected"
    ASIDE = "aside"
    OBSERVED = "observed"
    DEBRIEFED = "debriefed"
    ENDED = "ended"


class Entry(BaseModel):
    """One thing that happened: by the fair's clock where that ran, and by that on the wall.

    `text` is an inject's name, the words of an aside, an observed item, or who sat
    there; `value` a speed, or the points (0 to 4) of an observed item.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", ser_json_inf_nan="strings")

    what: What
    at: datetime | None = None
    wall: datetime
    text: str = ""
    value: float = 0.0


class Log:
    """The entries of one attempt, in order; kept in a file, or with None nowhere.

    `unwritten` is why some are not in the file yet; empty where all are.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._entries = list(_read(path)) if path and path.exists() else []
        self._due: list[Entry] = []
        self.unwritten = ""

    @property
    def entries(self) -> Sequence[Entry]:
        """All that happened."""
        return tuple(self._entries)

    def add(self, entry: Entry) -> None:
        """Keep an entry; what cannot be written waits, and is tried again with the next."""
        self._entries.append(entry)
        self._due.append(entry)
        try:
            self.write()
        except OSError as failed:
            self.unwritten = failed.strerror or str(failed)

    def write(self) -> None:
        """Write what waits, each line with its break before it: a torn one spoils no other.

        Raises OSError where it cannot be written.
        """
        while self._path is not None and self._due:
            with self._path.open("a", encoding="utf-8") as file:
                file.write("\n" + self._due[0].model_dump_json())
            del self._due[0]
        self.unwritten = ""


def of(entries: Sequence[Entry], *what: What) -> list[Entry]:
    """Those of these kinds."""
    return [one for one in entries if one.what in what]


def paused(entries: Sequence[Entry]) -> timedelta:
    """For how long, by the clock on the wall, the day was held.

    A pause that a crash ended, or that goes on, lasted until the last that is known of it.
    """
    whole, since, last = timedelta(), None, None
    for one in entries:
        if one.what is What.PAUSED and since is None:
            since = one.wall
        elif one.what in (What.PLAYED, What.ENDED, What.BEGAN) and since is not None:
            until = last if one.what is What.BEGAN and last else one.wall
            whole, since = whole + (until - since), None
        last = one.wall
    return whole + (last - since) if last and since else whole


def observed(entries: Sequence[Entry]) -> dict[str, float]:
    """The trainer's points for each observed item; the last word holds."""
    return {one.text: one.value for one in of(entries, What.OBSERVED)}


def _read(path: Path) -> Iterator[Entry]:
    """The entries of a file; a line that a crash left half is passed over.

    JSON breaks no line, but has characters in it that break lines elsewhere.
    """
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            yield Entry.model_validate_json(line)
        except ValidationError:
            continue
