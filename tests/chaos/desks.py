"""Desks at a fair under fire: some in this process, one as a program at which is typed."""

import asyncio
import os
from contextlib import suppress
from datetime import UTC, datetime

from moderator.core.facts import ActKind
from moderator.publish.attached import AttachedDay
from moderator.publish.kept import KeptActs, read
from moderator.publish.topics import Topics
from moderator.wishes.sense import Refusal
from moderator.wishes.wish import Wish
from tests.chaos.program import NOWHERE, Program

TOPICS = Topics("chaos")
NAMES = ("anna", "bram", "cleo")
KINDS = (
    *(ActKind.CLAIM, ActKind.HAND_OVER, ActKind.RELEASE),
    *(ActKind.NOTE, ActKind.RESOLVE, ActKind.REOPEN),
)


class Desk:
    """A moderator who acts at random, at a desk that is dropped and opened again."""

    def __init__(self, address, folder, name):
        self._address, self._file, self.name = address, folder / f"{name}.json", name
        self.asked, self.refused = set(), set()
        self.open()

    def open(self):
        kept = self._kept = KeptActs(self._file)
        self.day = AttachedDay(self._address, TOPICS, kept, moderator=self.name, now=_now)
        courier = self.day._courier
        take, keep = courier.take, kept.keep

        def noting(answer):
            if answer.refused:
                self.refused.add(answer.id)
            take(answer)

        async def keeping(said):
            await keep(said)
            if self._kept is kept:  # one that was dropped before is as if it had been killed
                self.asked.add(said.id)

        courier.take, kept.keep = noting, keeping
        self._task = asyncio.create_task(self.day.keep())

    async def drop(self):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def act_on_and_on(self, dice):
        while True:
            if cases := self.day.cases():
                with suppress(Refusal):
                    kind, case = dice.choice(KINDS), dice.choice(cases)
                    to = dice.choice(NAMES) if kind is ActKind.HAND_OVER else ""
                    await self.day.act(Wish(kind, case.id, to=to, text="on the telephone"))
            await asyncio.sleep(0.1)

    @property
    def waits(self):
        return len(self._kept)


class TypedDesk(Program):
    """`moderator desk`, at which notes are typed, each with words of its own."""

    pipes = NOWHERE | {
        "stdin": asyncio.subprocess.PIPE,
        "stdout": asyncio.subprocess.PIPE,
        "env": os.environ | {"MODERATOR_LANGUAGE": "en"},
    }

    def __init__(self, name, data, *words):
        super().__init__("desk", TOPICS.name, "--as", name, "--plain", *words)
        self.name, self._file = name, data / "desks" / f"{TOPICS.name}-{name}.json"
        self.typed = []
        self.done = set()

    async def start(self):
        await super().start()
        self._answers = asyncio.Queue()
        self._hearing = asyncio.create_task(_hear(self.process.stdout, self._answers))

    async def act_on_and_on(self, dice):
        """Type a note, and the next when that was answered, or the desk was killed."""
        while True:
            self.typed.append(f"{self.name} {len(self.typed)}")
            with suppress(OSError):
                answers, text = self._answers, self.typed[-1]
                self.process.stdin.write(f"note {dice.randint(1, 5)} {text}\n".encode())
                if await answers.get():
                    self.done.add(text)
            await asyncio.sleep(0.2)

    @property
    def waits(self):
        return len(read(self._file)[1])


async def _hear(said, answers):
    """Tell of each note whether it is on the board; not where it is kept, refused or cut off."""
    async for line in said:
        if b"Note kept" in line:
            answers.put_nowait(True)
        elif any(words in line for words in (b"Kept:", b"not possible", b"Say the number")):
            answers.put_nowait(False)
    answers.put_nowait(False)


def _now():
    return datetime.now(UTC)
