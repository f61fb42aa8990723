"""What a terminal sends, read so that nothing within a paste is a key.

Most terminals take control characters out of what they paste; tmux does not. Textual takes an
Esc within a paste, and up to 32 characters after it, for keys: a coloured line from a log closed
a box, and dismissed the case behind it.
"""

from collections.abc import Iterable

from textual.message import Message

from moderator.desk.machine.private import XTermParser

ESC = "\x1b"
START, END = f"{ESC}[200~", f"{ESC}[201~"


class Parser(XTermParser):
    """Textual's parser, to which the one Esc of a paste is that of its end."""

    _recent = ""
    """What came last, while nothing is pasted: the mark of a start may come in pieces."""

    _pasted: str | None = None
    """While something is pasted, what may be the beginning of the mark of its end."""

    def feed(self, data: str) -> Iterable[Message]:
        """Give what the keys and pastes are that were sent; nothing sent is the end of all."""
        cleaned = self._cleaned(data)
        return super().feed(cleaned) if cleaned or not data else ()

    def tick(self) -> Iterable[Message]:
        """Give the keys that nothing more came to: they are typed by hand, and begin no mark."""
        for message in super().tick():
            self._recent = ""
            yield message

    def _cleaned(self, data: str) -> str:
        cleaned = ""
        while data:
            piece, data = self._outside(data) if self._pasted is None else self._inside(data)
            cleaned += piece
        return cleaned

    def _outside(self, data: str) -> tuple[str, str]:
        """Give all to the mark of a start, and what comes after it."""
        before, mark, after = (self._recent + data).partition(START)
        sent = (before + mark)[len(self._recent) :]
        self._recent = "" if mark else before[-len(START) + 1 :]
        self._pasted = "" if mark else None
        return sent, after

    def _inside(self, data: str) -> tuple[str, str]:
        """Give what was pasted to the mark of its end, without an Esc, and what comes after it."""
        pasted, mark, after = f"{self._pasted}{data}".partition(END)
        if mark:
            self._pasted = None
            return pasted.replace(ESC, "") + mark, after
        begun = next(size for size in range(len(END) - 1, -1, -1) if pasted.endswith(END[:size]))
        self._pasted = END[:begun]
        return pasted[: len(pasted) - begun].replace(ESC, ""), ""
