"""The board as lines of text: for screen readers, logs, pipes and slow connections.

With a terminal to type on, what happens is told as it happens, and orders are
taken in between. Without one a recording runs flat out and its story is told in
one piece, so that equal recordings give equal lines.
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import TextIO

from moderator.desk.day import Day, Player
from moderator.desk.machine.keyboard import Keyboard, takes_keys
from moderator.desk.orders.table import Orders
from moderator.desk.telling.alarms import Alarms
from moderator.desk.telling.teller import Teller
from moderator.desk.words import phrases
from moderator.desk.words.speeds import FLAT_OUT
from moderator.words.language import _
from moderator.words.safe import safe

PULL_SECONDS = 0.2
UNJUDGED = 200
MOST = 20
"""Lines about cases that a moderator who types is told at once; of more, the sum."""


async def run_plain(
    day: Day,
    *,
    out: TextIO,
    typed: TextIO | None = None,
    pull_seconds: float = PULL_SECONDS,
    has_the_fair: bool = False,
) -> None:
    """Tell the day as lines until it ends, or until the moderator quits.

    `typed` is where orders come from; None means that nobody types. A live fair
    without orders is told until the task is cancelled. With `has_the_fair`
    the fair ends with it, for all.
    """
    teller = Teller(day)
    orders = Orders(day, teller, has_the_fair=has_the_fair)
    plain = Plain(teller, orders, out, pull_seconds=pull_seconds)
    if typed is not None:
        await plain.converse(typed)
    elif day.player is not None:
        await plain.play_out(day.player)
    else:
        await plain.listen()


class Plain:
    """One telling of a day."""

    def __init__(self, teller: Teller, orders: Orders, out: TextIO, *, pull_seconds: float) -> None:
        self.day = teller.day
        self.out = out
        self.pull_seconds = pull_seconds
        self.teller = teller
        self.orders = orders
        self.alarms = Alarms(self.day)
        self.keyboard: Keyboard | None = None
        self._streamed = self._edition = 0
        self._over = self._ended = False
        self._most: int | None = None

    def say(self, lines: Iterable[str]) -> None:
        """Write lines, each whole and clean; what is being typed stands below them again."""
        text = "".join(f"{safe(line)}\n" for line in lines)
        begun = self.keyboard.begun if self.keyboard else ""
        if text:
            self.write(("\n" if begun else "") + text + begun)

    def write(self, text: str) -> None:
        """Write at once; what the terminal cannot spell is a question mark."""
        encoding = self.out.encoding or "utf-8"
        self.out.write(text.encode(encoding, "replace").decode(encoding))
        self.out.flush()

    async def play_out(self, player: Player) -> None:
        """Run a recording flat out, then tell all of it, what remains, and the figures."""
        player.speed = FLAT_OUT
        player.play()
        await self.day.until_done()
        self.say(self.teller.news())
        self.say(["", phrases.still_lacking(len(self.day.board().waiting))])
        self.say(map(self.teller.waiting, self.day.board().waiting))
        self.say(["", *await self.orders.carry_out("figures")])

    async def listen(self) -> None:
        """Tell what happens, for as long as one listens, but not to who answers or types."""
        while not self.orders.done:
            is_typing = self.keyboard is not None and self.keyboard.is_busy
            if not self.orders.asking and not is_typing:
                self.say(self.news())
            await asyncio.sleep(self.pull_seconds)

    async def converse(self, typed: TextIO) -> None:
        """Tell what happens, and do what is typed, until the moderator quits."""
        self.say(self._opening())
        self.keyboard = keyboard = Keyboard(typed, self.write)
        self._most = MOST
        self.day.look_at("")
        with keyboard.listening(to_keys=takes_keys(typed, self.out)):
            async with asyncio.TaskGroup() as tasks:
                listening = tasks.create_task(self.listen(), name="tell what happens")
                ending = tasks.create_task(self._await_end(), name="await the end")
                while not self.orders.done and (line := await keyboard.lines.get()) is not None:
                    if not self.orders.asking:
                        self.say(self.news())
                    self.say(await self.orders.carry_out(line))
                    self.teller.heard()
                listening.cancel()
                ending.cancel()

    def _opening(self) -> Iterator[str]:
        """Give what is to be known before it begins."""
        if self.day.practice is not None:
            yield from self.day.practice.opening
        yield _("What happens to cases is told line by line; type help to hear what can be typed.")
        if self.day.practice is not None:
            yield _("This is practice: aside says what you do besides, debrief how it went so far.")

    def news(self) -> list[str]:
        """Give what happened since the last time."""
        cases = self.teller.news(most=self._most)
        return [*self._posts(), *cases, *self.alarms.news(), *self._end()]

    def _posts(self) -> list[str]:
        """Give the posts that came, where the moderator wants to hear them all."""
        length, edition = self.day.stream_length(), self.day.stream_edition()
        laid_anew, self._edition = edition != self._edition, edition
        if (wanted := self.orders.streaming) is None or laid_anew:
            self._streamed = length
            return []
        told: list[str] = []
        for line in self.day.stream(self._streamed, length):
            if line.verdict is None and not line.deleted and length - self._streamed < UNJUDGED:
                break
            self._streamed += 1
            if wanted.matches(line):
                told.append(self.teller.post(line))
        return told

    async def _await_end(self) -> None:
        """Note when a recording is over: what remains is known once all of it is judged."""
        if self.day.player is not None:
            await self.day.until_done()
            self._over = True

    def _end(self) -> list[str]:
        """Give once that the recording is over, and what remains."""
        if self._over and not self._ended:
            self._ended = True
            ended = phrases.ended(len(self.day.board().waiting))
            return [ended, *([_("Type quit for the debrief.")] if self.day.practice else [])]
        return []
