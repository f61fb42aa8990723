"""What a terminal sends, read so that nothing within a paste is a key.

Most terminals take control characters out of what they paste; tmux does not. Textual takes an
Esc within a paste, and up to 32 characters after it, for keys: a coloured line from a log closed
a box, and dismissed the case behind it.
"""

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

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

    def _cleaned(self, data: str) -> str:
        return self._outside(data) if self._pasted is None else self._inside(self._pasted + data)

    def _outside(self, data: str) -> str:
        before, mark, pasted = (self._recent + data).partition(START)
        if not mark:
            self._recent = before[-len(START) + 1 :]
            return data
        sent = (before + mark)[len(self._recent) :]
        self._recent = ""
        return sent + self._inside(pasted)

    def _inside(self, data: str) -> str:
        pasted, mark, after = data.partition(END)
        if mark:
            self._pasted = None
            return pasted.replace(ESC, "") + mark + self._outside(after)
        begun = next(size for size in range(len(END) - 1, -1, -1) if pasted.endswith(END[:size]))
        self._pasted = END[:begun]
        return pasted[: len(pasted) - begun].replace(ESC, "")
