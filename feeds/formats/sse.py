"""Server-sent events, as a browser or curl writes them to a file.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import re

from feeds.lines import LIMIT, Line, too_long

FIELD = re.compile(rb"(event|data|id|retry)?:", re.ASCII)


class Frame:
    """Gathers the lines of one event; an empty line ends it."""

    def __init__(self) -> None:
        self.line = 0
        self.name = ""
        self._data: list[bytes] = []
        self._size = 0

    def add(self, line: Line) -> bool:
        """Whether this line belongs to an event stream; comments belong, and say nothing."""
        if not FIELD.match(line.data):
            return False
        field, _, value = line.data.partition(b":")
        if field == b"event":
            self.name = value.strip().decode(errors="replace")
        elif field == b"data":
            self.line = self.line or line.number
            self._size += len(value) + 1
            if self._size <= LIMIT:
                self._data.append(value.removeprefix(b" "))
        return True

    def whole(self) -> Line:
        """All that the event carries, on the line where that began."""
        fault = too_long() if self._size > LIMIT else ""
        return Line(self.line, b"\n".join(self._data), fault)
