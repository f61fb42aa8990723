"""What goes to a disk that may refuse for a while: it is tried again, and nothing of it is lost.

A disk is full, a folder was made read-only, another program holds the file: no fair ends of
that. What a moderator does is on the board, and waits here in its order until the journal has
it. Feeds wait outside: their platforms keep what they have.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from feeds.base import Batch
from feeds.recordings.recorder import Recorder
from feeds.said import said
from feeds.status import FeedState, Status
from moderator.core.board import FeedGap
from moderator.core.facts import Acted, Change, Fact
from moderator.store.file import JournalInUse, JournalUnwritable, NotKept
from moderator.store.journal import Cursor, Journal
from moderator.words.language import _

RETRY_SECONDS = 2.0

REFUSALS = (JournalInUse, JournalUnwritable)
"""What may be otherwise the next time; a journal that is damaged stays so."""


class Disk:
    """How writing one thing goes: what was refused last, and that it goes on again."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._reason = ""
        self._notes: tuple[str, ...] = ()
        self._refused = False

    def refused(self, reason: str) -> None:
        """It could not be written."""
        self._reason, self._refused = reason, True

    def took(self, damage: str = "") -> None:
        """It was written; `damage` is what became of an earlier part of it."""
        self._reason, self._notes = "", (damage,) if damage else ()

    def status(self) -> list[Status]:
        """How it goes, as feeds tell it; nothing where it always went well."""
        state = FeedState.RETRYING if self._reason else FeedState.CONNECTED
        now = Status(
            _(self._name), state, reason=self._reason, notes=self._notes, gives_posts=False
        )
        return [now] if self._refused or self._notes else []


class PatientJournal:
    """A journal that is written when it can be, and what waits for that."""

    def __init__(self, journal: Journal) -> None:
        self.disk = Disk(said("journal"))
        self._journal = journal
        self._waiting: deque[tuple[Callable[[], None], int]] = deque()
        self._refusal: JournalInUse | JournalUnwritable | None = None
        self._refused = asyncio.Event()

    def append(
        self,
        facts: Iterable[Fact],
        changes: Iterable[Change] = (),
        *,
        cursors: Iterable[Cursor] = (),
        tally: Mapping[str, int] | None = None,
        gaps: Iterable[FeedGap] = (),
        remember: Mapping[str, str] | None = None,
    ) -> None:
        """Have all of it kept in one transaction, now or as soon as that can be."""
        facts = tuple(facts)
        append = partial(
            self._journal.append,
            facts,
            tuple(changes),
            cursors=tuple(cursors),
            tally=tally,
            gaps=tuple(gaps),
            remember=remember,
        )
        self._waiting.append((append, sum(isinstance(fact, Acted) for fact in facts)))
        self._write()

    @property
    def acts(self) -> int:
        """How many acts wait."""
        return sum(acts for _append, acts in self._waiting)

    def facts(self) -> Iterator[Fact]:
        """Every fact that the journal has, once, in order of arrival."""
        return self._journal.facts()

    def changes_after(self, number: int) -> Iterator[tuple[int, str]]:
        """The changes that it has after that one; none while it cannot be read, either."""
        with suppress(*REFUSALS):
            yield from self._journal.changes_after(number)

    def cursor(self, feed: str) -> Cursor | None:
        """How far it has that feed."""
        return self._journal.cursor(feed)

    def remembered(self, name: str) -> str:
        """What it has under that name; empty where it has nothing."""
        return self._journal.remembered(name)

    async def kept(self) -> None:
        """Return once the journal has all of it."""
        while self._waiting:
            await _a_moment()
            self._write()

    @asynccontextmanager
    async def tried_again(self) -> AsyncIterator[None]:
        """A block in which what was refused is tried again, and for the last time at its end.

        Raises NotKept where something could not be written until then.
        """
        async with asyncio.TaskGroup() as tasks:
            trying = tasks.create_task(self._keep_trying(), name="try the journal again")
            try:
                yield
            finally:
                trying.cancel()
                self._settle()

    async def _keep_trying(self) -> None:
        while True:
            await self._refused.wait()
            await self.kept()
            self._refused.clear()

    def _settle(self) -> None:
        if not self._write() and self._refusal:
            raise NotKept(self._refusal, acts=self.acts)

    def _write(self) -> bool:
        """Write what waits, in its order; whether all of it could be."""
        try:
            while self._waiting:
                append, _acts = self._waiting[0]
                append()
                self._waiting.popleft()
        except REFUSALS as refusal:
            self._refusal = refusal
            self.disk.refused(refusal.problem)
            self._refused.set()
            return False
        self.disk.took()
        return True


class PatientRecorder:
    """A recording, where one is made, to which what arrives is appended when that can be."""

    def __init__(self, recorder: Recorder | None) -> None:
        self.disk = Disk(said("recording"))
        self._recorder = recorder

    async def append(self, arrived: Sequence[tuple[str, Batch]]) -> None:
        """Return once it is in the recording."""
        if self._recorder:
            while not await asyncio.to_thread(self._done, self._recorder, arrived):
                await _a_moment()

    def _done(self, recorder: Recorder, arrived: Sequence[tuple[str, Batch]]) -> bool:
        try:
            recorder.append(arrived)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            self.disk.refused(said("{why}; nothing comes in until it can be written", why=why))
            return False
        self.disk.took(recorder.damage)
        return True


async def _a_moment() -> None:
    await asyncio.sleep(RETRY_SECONDS)
