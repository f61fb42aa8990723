"""What the desk told its moderator of late: the message line has room for one of them."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

MOST = 200


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that was told, at the fair's time; one that weighs must not go by unseen."""

    at: datetime
    text: str
    weighs: bool = False


class Messages:
    """The last messages, of which those that weigh wait until they were seen."""

    def __init__(self) -> None:
        self._told: deque[Message] = deque(maxlen=MOST)
        self._unseen: deque[Message] = deque(maxlen=MOST)

    def add(self, message: Message) -> None:
        """Take note of a message."""
        self._told.append(message)
        if message.weighs:
            self._unseen.append(message)

    def retract(self, texts: Sequence[str]) -> None:
        """Let what says any of this no longer wait to be seen: it is over."""
        left = [message for message in self._unseen if message.text not in texts]
        self._unseen = deque(left, maxlen=MOST)

    def reword(self, texts: Mapping[str, str]) -> None:
        """Let what says any of this say that instead."""
        if texts:
            self._told, self._unseen = (
                deque([_reworded(one, texts) for one in kept], maxlen=MOST)
                for kept in (self._told, self._unseen)
            )

    def __iter__(self) -> Iterator[Message]:
        """Give those that there are, the newest first."""
        return reversed(self._told)

    @property
    def unseen(self) -> int:
        """How many that weigh wait to be seen."""
        return len(self._unseen)

    @property
    def first_unseen(self) -> Message | None:
        """The one that has waited longest."""
        return self._unseen[0] if self._unseen else None

    def see(self) -> None:
        """Take note that it was seen."""
        if self._unseen:
            self._unseen.popleft()

    def see_all(self) -> None:
        """Take note that all were seen."""
        self._unseen.clear()


def _reworded(message: Message, texts: Mapping[str, str]) -> Message:
    return replace(message, text=texts.get(message.text, message.text))
