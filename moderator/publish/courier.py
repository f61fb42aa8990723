"""Carries a desk's acts to the fair's engine, and brings the answers back.

An act is on the disk before it is sent, and stays there until it is answered; over a new
connection it is sent again. The engine does it once, whatever the times it comes.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from functools import reduce

from feeds.base import FeedError
from feeds.mqtt.broker import Connection
from feeds.said import said
from moderator.core.facts import Acted, ActKind
from moderator.publish.kept import KeptActs
from moderator.publish.wire import SCHEMA, ActSaid, AnswerSaid, CheckSaid, encode
from moderator.wishes.outstanding import outstanding
from moderator.wishes.sense import Later, Refusal, Refused

ANSWER_SECONDS = 5.0
AGAIN_SECONDS, MOST_SECONDS = 3.0, 300.0
"""An unanswered act is sent again after so long, at first and at most."""

MOST_REFUSED = 50

KEPT = said("Kept: there is no connection to the fair. It is sent as soon as there is one.")
UNANSWERED = said("Kept: the fair's engine does not answer. It is done as soon as it does.")
NOBODY = said("the fair's engine cannot be reached now")
NOT_KEPT = said("it cannot be written to the disk of this computer")


class Courier:
    """The acts of one moderator's desk under way; `topic` is where they are published."""

    def __init__(
        self, kept: KeptActs, topic: str, moderator: str, *, again_seconds: float = AGAIN_SECONDS
    ) -> None:
        self._kept, self._topic, self._moderator = kept, topic, moderator
        self._again_seconds = again_seconds
        self._sent: set[str] = set()
        self._waiting: dict[str, asyncio.Future[AnswerSaid]] = {}
        self._done: list[Acted] = []
        self._refused = deque[Refused](maxlen=MOST_REFUSED)
        self._to_send = asyncio.Event()

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def last_act(self) -> Acted | None:
        """The last act that is not undone, whether or not it was answered yet."""
        standing = reduce(_with, self.unanswered(), self._done)
        return standing[-1] if standing else None

    def kept(self) -> Sequence[Acted]:
        """The acts that are done later; what takes one of them back is among them."""
        return [self._as_kept(act) for act in self._kept if act.id not in self._waiting]

    def unanswered(self) -> Sequence[Acted]:
        """The acts of which it is not known yet what becomes of them, the oldest first."""
        return [self._as_kept(act) for act in self._kept]

    def notes(self) -> Sequence[str]:
        """What the moderator should know of acts that took long."""
        kept = len(outstanding(self.kept()))
        if kept == 1:
            return [said("an act waits for the engine")]
        return [said("{number} acts wait for the engine", number=kept)] if kept else []

    def refused(self) -> Sequence[Refused]:
        """The acts that were kept and then came to nothing, the last ones, in their order."""
        return tuple(self._refused)

    async def carry(self, connection: Connection) -> None:
        """Send what is kept, the oldest first; what stays unanswered again, ever more rarely.

        A broker that lost its memory lets go of what nobody listens to yet; one that has not
        keeps every copy for an engine that is away.
        """
        self._sent.clear()
        seconds = self._again_seconds
        while True:
            self._to_send.clear()
            is_taken = await self._send(connection)
            try:
                async with asyncio.timeout(seconds):
                    await self._to_send.wait()
            except TimeoutError:
                self._sent.clear()
                rarer = is_taken and len(self._kept) > 0
                seconds = min(2 * seconds, MOST_SECONDS) if rarer else self._again_seconds

    async def _send(self, connection: Connection) -> bool:
        """Send what was not sent yet; whether the broker has somebody for all of it."""
        unsent = [act for act in self._kept if act.id not in self._sent]
        taken = True
        for act in unsent:
            taken &= await connection.publish(self._topic, encode(act), schema=SCHEMA)
            self._sent.add(act.id)
        return taken

    def send_again(self) -> None:
        """Send what is unanswered at once: who answers is there anew."""
        self._sent.clear()
        self._to_send.set()

    async def answer_to(
        self, said: ActSaid, *, is_connected: bool, is_anybody_there: bool = True
    ) -> AnswerSaid:
        """What became of an act. Raises Later where that is not known yet, else Refusal.

        Where nobody is there to decide, it is sent, and not waited for.
        """
        try:
            await self._kept.keep(said)
        except OSError as error:
            raise Refusal(NOT_KEPT) from error
        if not is_connected:
            raise Later(KEPT)
        self._to_send.set()
        if not is_anybody_there:
            raise Later(UNANSWERED)
        waiting = self._expect(said.id)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await waiting
        except TimeoutError as error:
            raise Later(UNANSWERED) from error
        finally:
            self._waiting.pop(said.id, None)

    async def ask(self, asked: CheckSaid, connection: Connection | None, topic: str) -> AnswerSaid:
        """The answer to what is asked now, and not kept. Raises Refusal where none comes."""
        if connection is None:
            raise Refusal(NOBODY)
        waiting = self._expect(asked.id)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await connection.publish(topic, encode(asked), schema=SCHEMA)
                return await waiting
        except (FeedError, TimeoutError) as error:
            raise Refusal(NOBODY) from error
        finally:
            self._waiting.pop(asked.id, None)

    def take(self, answer: AnswerSaid) -> None:
        """Take an answer in; those to other desks' acts, and repeated ones, change nothing.

        One to no act tells what the moderator did before this desk was opened. What cannot be
        taken back is none of what is undone next, either.
        """
        if not answer.id:
            self._done = list(answer.standing)
        act, waiting = self._kept.drop(answer.id), self._waiting.get(answer.id)
        if act and (answer.acted or act.kind is ActKind.UNDO):
            self._done = _with(self._done, answer.acted or self._as_kept(act))
        if waiting and not waiting.done():
            waiting.set_result(answer)
        elif act and answer.refused and act.kind is not ActKind.UNDO:  # what it undoes was told of
            self._refused.append(Refused(self._as_kept(act), answer.refused))

    def _as_kept(self, said: ActSaid) -> Acted:
        return said.acted(by=self._moderator, at=said.made_at, serial=0)

    def _expect(self, id_: str) -> asyncio.Future[AnswerSaid]:
        waiting = self._waiting[id_] = asyncio.get_running_loop().create_future()
        return waiting


def _with(standing: list[Acted], act: Acted) -> list[Acted]:
    """The acts that are not undone, after another one."""
    left = [one for one in standing if one.id not in (act.target, act.id)]
    return left if act.kind is ActKind.UNDO else [*left, act]
