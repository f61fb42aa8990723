"""A fair elsewhere, as a desk asks about it: everything that its mirror knows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from moderator.core.board import Accounting, Board, Line
from moderator.core.case import Case
from moderator.core.fair import Fair
from moderator.intake.tally import Checks, Depths, Work
from moderator.publish.mirror import Mirror


class MirroredDay:
    """What was told of a fair, at the time of day that `now` gives."""

    player = practice = None

    def __init__(self, mirror: Mirror, now: Callable[[], datetime]) -> None:
        self._mirror, self._now = mirror, now

    @property
    def fair(self) -> Fair:
        """How the fair is set up, as its engine says."""
        return self._mirror.fair

    @property
    def clock(self) -> datetime:
        """The time of day."""
        return self._now()

    def board(self) -> Board:
        """The cases that lack a follow-up and the counts, at the fair's clock."""
        return self._mirror.board(self.clock)

    def cases(self) -> Sequence[Case]:
        """Every case there is, closed ones too, by the time they were opened."""
        return self._mirror.cases()

    def case(self, case_id: str) -> Case | None:
        """One case; also found by the key of any of its posts."""
        return self._mirror.case(case_id)

    def thread(self, case_id: str) -> Sequence[Line]:
        """A case's conversation, top down: the vacancy first, replies indented."""
        return self._mirror.thread(case_id)

    def line(self, key: str) -> Line | None:
        """One post, by its key; None where it was not told."""
        return self._mirror.line(key)

    def is_deleted(self, key: str) -> bool:
        """Whether a post was deleted, as was told; also of one that has no line here any more."""
        return self._mirror.is_deleted(key)

    def stream_length(self) -> int:
        """How many posts were told."""
        return self._mirror.stream_length()

    def stream_edition(self) -> int:
        """Another number wherever posts came to stand elsewhere than before."""
        return self._mirror.edition

    def stream(self, start: int, stop: int) -> Sequence[Line]:
        """Posts in order of arrival, as they are judged now."""
        return self._mirror.stream(start, stop)

    def activity(self) -> Sequence[tuple[datetime, int]]:
        """Posts per minute of the fair."""
        return self._mirror.activity

    def accounting(self) -> Accounting:
        """What the engine received, and where it went."""
        return self._mirror.figures.accounting if self._mirror.figures else Accounting()

    def depths(self) -> Depths:
        """What waits at the engine."""
        return self._mirror.figures.depths if self._mirror.figures else Depths()

    def work(self) -> Mapping[str, Work]:
        """What each classifier did there."""
        return self._mirror.figures.work if self._mirror.figures else {}

    def checks(self) -> Checks | None:
        """How the link checks stand there."""
        return self._mirror.figures.checks if self._mirror.figures else None
