"""The one door to the engine: facts go in, and into the journal with what they changed.

Where the engine breaks off halfway, it knows what the journal does not: it is of no use any more,
and the fair ends. A start anew goes by the journal, and is whole again.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

from moderator.core.board import FeedGap
from moderator.core.engine import Engine
from moderator.core.facts import Change, Fact
from moderator.intake.failure import EngineFailed
from moderator.store.journal import Cursor
from moderator.store.patient import PatientJournal

_log = logging.getLogger(__name__)


class Absorbing:
    """Takes facts in, until one of them breaks the engine; `listeners` are told each time."""

    def __init__(self, engine: Engine, journal: PatientJournal) -> None:
        self.listeners: list[Callable[[Sequence[Fact]], None]] = []
        self._engine = engine
        self._journal = journal
        self._failure: Exception | None = None
        self._failed = asyncio.Event()

    def take(
        self,
        facts: Sequence[Fact],
        *,
        cursors: Iterable[Cursor] = (),
        tally: Mapping[str, int] | None = None,
        gaps: Iterable[FeedGap] = (),
    ) -> list[Change]:
        """Take facts in together, and keep them; gives what they changed.

        Raises EngineFailed where the engine breaks off, and from then on.
        """
        changes = self._absorb(facts)
        self._journal.append(facts, changes, cursors=cursors, tally=tally, gaps=gaps)
        for tell in self.listeners:
            tell(facts)
        return changes

    async def failed(self) -> NoReturn:
        """Raise EngineFailed once the engine did, whoever gave the fact; never returns."""
        await self._failed.wait()
        raise EngineFailed from self._failure

    def _absorb(self, facts: Sequence[Fact]) -> list[Change]:
        if self._failure:
            raise EngineFailed from self._failure
        try:
            return self._engine.absorb(facts)
        except Exception as failure:
            _log.exception("the engine failed")
            self._failure = failure
            self._failed.set()
            raise EngineFailed from failure
