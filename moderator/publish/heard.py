"""What the broker tells a desk, taken into its mirror message by message."""

import asyncio
from datetime import datetime

from feeds.mqtt.message import Message
from moderator.publish.mirror import Mirror
from moderator.publish.presence import company_of, looks_of
from moderator.publish.topics import ENGINE, Topics, component_of, last
from moderator.publish.wire import (
    ActivitySaid,
    AnswerSaid,
    CaseSaid,
    FairSaid,
    GoneSaid,
    PostSaid,
    Presence,
    StatusSaid,
    decode,
)


class Heard:
    """Reads messages; `whole` is set once every case that the engine has is here.

    `said_at` is the time that the engine said last, just now; `heard_at` also one of before.
    """

    def __init__(self, mirror: Mirror, topics: Topics) -> None:
        self.mirror = mirror
        self.whole = asyncio.Event()
        self.engine: Presence | None = None
        self.said_at: datetime | None = None
        self.heard_at: datetime | None = None
        self._topics = topics
        self._others: dict[str, StatusSaid] = {}
        self._at_engine: dict[str, str] = {}
        self._moved = asyncio.Event()

    def begin_anew(self) -> None:
        """Over a new connection everything that is kept is told again."""
        self.mirror.begin_anew()
        self._others.clear()

    def take(self, message: Message) -> AnswerSaid | None:
        """Take a message in; gives the answer to an act, where it is one. Raises Unusable."""
        parts, payload = message.topic.split("/"), message.payload
        match parts[2]:
            case "answers":
                return decode(AnswerSaid, payload)
            case "cases" if payload:
                self.mirror.take_case(message.topic, decode(CaseSaid, payload))
            case "cases":
                self.mirror.drop_case(message.topic)
            case "stream" if payload:
                self.mirror.take_post(decode(PostSaid, payload))
            case "stream":
                self.mirror.drop_post(last(message.topic))
            case "gone":
                self.mirror.forget(decode(GoneSaid, payload).keys)
            case "activity":
                self.mirror.activity = decode(ActivitySaid, payload).minutes
            case "fair":
                self.mirror.fair = decode(FairSaid, payload).fair
            case "status":
                self._take_status(component_of(message.topic), message)
        self._look_whether_whole()
        return None

    def _take_status(self, name: str, message: Message) -> None:
        if not message.payload:
            self._others.pop(name, None)
            return
        said = decode(StatusSaid, message.payload)
        if name == ENGINE:
            self.said_at = None if message.retained else said.at
            self.heard_at = said.at or self.heard_at
            self.engine, self._at_engine = said.presence, said.desks
            self.mirror.take_status(said)
        else:
            self._others[name] = said

    def _look_whether_whole(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
        if self.mirror.figures and not self.mirror.lacking:
            self.whole.set()

    async def until_number(self, number: int, seconds: float) -> None:
        """Return once the journal's changes up to that number are here, or after that time."""
        try:
            async with asyncio.timeout(seconds):
                while self.mirror.number < number:
                    await self._moved.wait()
        except TimeoutError:
            return

    def company(self, own: str) -> list[str]:
        """Who else is there, and who lost their connection, in a sentence each."""
        return company_of(self._others, own=own)

    def looks(self) -> dict[str, str]:
        """Which case each moderator looks at, at the engine's own desks and elsewhere."""
        return self._at_engine | looks_of(self._others)
