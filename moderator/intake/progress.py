"""How far a recording was read, told so that a changed recording is noticed."""

from collections import deque
from hashlib import blake2b

from feeds.post import Deleted, Event, Gap, Ignored, Post, Unreadable, times

_PROBLEMS = 100


class Progress:
    """The number of records that have passed, a digest of what they were, the last unreadable."""

    def __init__(self) -> None:
        self.problems: deque[Unreadable] = deque(maxlen=_PROBLEMS)
        self.count = 0
        self._digest = blake2b(digest_size=8)

    def note(self, event: Event) -> None:
        """Let an event pass."""
        if isinstance(event, Unreadable):
            self.problems.append(event)
        self.count += times(event)
        self._digest.update(_identity(event).encode("utf-8", "replace") * times(event))

    @property
    def position(self) -> str:
        """The place reached, as a cursor keeps it."""
        return f"{self.count}:{self._digest.hexdigest()}"

    @staticmethod
    def passed(position: str) -> int:
        """How many records had passed at a position; 0 for one that is not understood."""
        count = position.partition(":")[0]
        return int(count) if count.isdecimal() else 0


def _identity(event: Event) -> str:
    match event:
        case Post():
            return f"{event.source} {event.id} {event.edited_at} {len(event.text)}\n"
        case Deleted():
            return f"{event.source} {event.id} deleted\n"
        case Unreadable():
            return f"{event.line} {event.reason}\n"
        case Ignored():
            return f"{event.what}\n"
        case Gap():
            return f"{event.start} {event.end}\n"
