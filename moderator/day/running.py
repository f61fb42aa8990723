"""One fair under way, as a desk sees it, on a screen or in lines."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Self

from feeds.said import said
from moderator.company import colleagues, company
from moderator.core.board import Accounting, Board, Line
from moderator.core.case import Case
from moderator.core.facts import Acted
from moderator.core.fair import Fair
from moderator.intake.tally import Checks, Depths, FeedStatus, Work
from moderator.pipeline import Pipeline
from moderator.wishes.doing import carry_out
from moderator.wishes.sense import Refusal, Refused
from moderator.wishes.wish import Wish

if TYPE_CHECKING:
    from moderator.practice.attempt import Attempt
    from moderator.watch import LinkWatch


class RunningDay(ABC):
    """A fair under way: the engine's answers at the fair's own clock.

    `practice` is the attempt, where a trainee sits at the desk.
    """

    practice: "Attempt | None" = None

    def __init__(
        self, pipeline: Pipeline, *, moderator: str, links: "LinkWatch | None" = None
    ) -> None:
        self._pipeline = pipeline
        self._engine = pipeline.engine
        self._moderator = moderator
        self._links = links
        self._looks_on = False
        self._looks: dict[str, str] = {}
        self._elsewhere: list[Callable[[], Mapping[str, str]]] = []

    @property
    @abstractmethod
    def clock(self) -> datetime:
        """The fair's own time."""

    @property
    def moderator(self) -> str:
        """Who sits at this desk, as acts name them."""
        return self._moderator

    @property
    def fair(self) -> Fair:
        """How the moderator set the fair up."""
        return self._engine.fair

    def seat(self, moderator: str) -> Self:
        """The same fair for another moderator, whose acts bear their own name."""
        seat = copy(self)
        seat._moderator = moderator  # noqa: SLF001 - a copy of itself
        return seat

    def onlooker(self) -> Self:
        """The same fair for somebody who sees all of it, and whose acts are refused."""
        onlooker = copy(self)
        onlooker._looks_on = True  # noqa: SLF001 - a copy of itself
        return onlooker

    async def until_done(self) -> None:
        """Return once the feeds are at their end, and all of it is judged."""
        await self._pipeline.until_done()

    def board(self) -> Board:
        """The cases that lack a follow-up and the counts, at the fair's clock."""
        return self._engine.board(self.clock)

    def cases(self) -> Sequence[Case]:
        """Every case there is, closed ones too, by the time they were opened."""
        return self._engine.cases()

    def case(self, case_id: str) -> Case | None:
        """One case; also found by the key of any of its posts."""
        return self._engine.case(case_id)

    def thread(self, case_id: str) -> Sequence[Line]:
        """A case's conversation, top down: the vacancy first, replies indented."""
        return self._engine.thread(case_id)

    def line(self, key: str) -> Line | None:
        """A post as a screen shows it; None where it never arrived."""
        return self._engine.line(key)

    def is_deleted(self, key: str) -> bool:
        """Whether a post was deleted."""
        line = self._engine.line(key)
        return line is not None and line.deleted

    def stream_length(self) -> int:
        """How many posts with words of their own have arrived."""
        return self._engine.stream_length()

    def stream_edition(self) -> int:
        """Another number wherever posts came to stand elsewhere than before."""
        return self._engine.stream_edition()

    def stream(self, start: int, stop: int) -> Sequence[Line]:
        """Posts in order of arrival, by position, as they are judged now."""
        return self._engine.stream(start, stop)

    def activity(self) -> Sequence[tuple[datetime, int]]:
        """Posts per minute of the fair, reposts included, by the minute's start."""
        return self._engine.activity()

    def accounting(self) -> Accounting:
        """What was received, and where it went."""
        return self._pipeline.tally.accounting()

    def _disks(self) -> list[FeedStatus]:
        """How the journal and the recording are written, where a disk ever refused."""
        disks = (self._pipeline.journal.disk, self._pipeline.recorder.disk)
        return [FeedStatus(status, Accounting()) for disk in disks for status in disk.status()]

    def depths(self) -> Depths:
        """What has arrived and waits to be written, to be judged, or to be judged again."""
        return self._pipeline.depths

    def kept(self) -> Sequence[Acted]:
        """None: what is done here is done at once, or refused at once."""
        return ()

    def refused(self) -> Sequence[Refused]:
        """None, therefore."""
        return ()

    def checks(self) -> Checks | None:
        """How the link checks stand; None where no links are checked."""
        return self._links.checks if self._links else None

    def look_at(self, case_id: str) -> None:
        """Let the others know which case is looked at here; empty: none. Onlookers do not count."""
        if not self._looks_on:
            self._looks[self._moderator] = case_id

    def leave(self) -> None:
        """Let the others know that nobody sits here any more."""
        if not self._looks_on:
            self._looks.pop(self._moderator, None)

    def company(self) -> Mapping[str, tuple[str, ...]]:
        """Who else looks at which case, by the case's id."""
        return company(self._all_looks(), without=self._moderator)

    def colleagues(self) -> Sequence[str]:
        """Who else is there."""
        return colleagues(self._all_looks(), without=self._moderator)

    def _all_looks(self) -> dict[str, str]:
        elsewhere = {who: case for looks in self._elsewhere for who, case in looks().items()}
        return elsewhere | self._looks

    def looks(self) -> Mapping[str, str]:
        """Which case each moderator of this program looks at; empty for none."""
        return self._looks

    async def recheck(self, key: str) -> int:
        """Have the links of a case, or of a post, checked at once; gives how many there are."""
        return self._links.recheck(key) if self._links else 0

    def work(self) -> Mapping[str, Work]:
        """What each classifier did, by its name: the first one, and those of a second opinion."""
        return self._pipeline.tally.work()

    async def act(self, wish: Wish) -> Acted:
        """Carry an act out and journal it; returns it once it is on the board.

        Raises Refusal where the act would be in vain.
        """
        if self._looks_on:
            raise Refusal(said("this desk only looks on"))
        serial = self._engine.next_serial
        wished = wish.acted(
            f"{self._moderator}:{serial}", by=self._moderator, at=self.clock, serial=serial
        )
        return carry_out(wished, self._engine, self._pipeline.record)

    def last_act(self) -> Acted | None:
        """The last act that is not undone: what an undo would take back."""
        return self._engine.last_act(self._moderator)
