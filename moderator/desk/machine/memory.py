"""What the desk remembers of a fair from one time to the next: where one was, how it looked.

It is kept in a small file beside the fair's journal. It holds no words of
anybody's post, and losing it loses nothing but comfort: so a file that cannot be
read, or written, is passed over in silence.
"""

from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from moderator.store.private import make_file

LARGEST_BYTES = 100_000


class Memory(BaseModel):
    """One fair's desk: the theme, what was selected, the filter, the layout, the hints followed."""

    model_config = ConfigDict(extra="ignore", strict=True)

    theme: str = ""
    lane: str = ""
    case: str = ""
    filter: str = ""
    zoom: str = ""
    visits: int = 0
    done: list[str] = []
    """The acts that the moderator has done at least once: their hints are not shown any more."""

    _kept: str = PrivateAttr("")

    def anew(self) -> "Memory":
        """Give what holds for a day that begins anew: the theme, and what the moderator knows."""
        return Memory(theme=self.theme, visits=self.visits, done=self.done)

    def learn(self, act: str) -> None:
        """Note that the moderator knows an act, having done it."""
        if act not in self.done:
            self.done.append(act)

    def keep(self, path: Path | None) -> None:
        """Write it down, whole or not at all; nothing where it stands so already."""
        text = self.model_dump_json()
        if path is None or text == self._kept:
            return
        with suppress(OSError):
            draft = path.with_suffix(".new")
            make_file(draft)
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
            self._kept = text


def remember(path: Path | None) -> Memory:
    """Give what was kept; nothing where nothing was, or where it is damaged."""
    with suppress(OSError, ValidationError, UnicodeDecodeError):
        if path is not None and path.stat().st_size <= LARGEST_BYTES:
            return Memory.model_validate_json(path.read_text(encoding="utf-8"))
    return Memory()
