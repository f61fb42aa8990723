"""What a desk knows of a fair elsewhere: the cases and posts that the broker told, as a board.

Pure. Messages may come twice, late, or of an earlier journal: of a case the highest number of
the engine's present journal holds.
"""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.latest import Latest
from moderator.core.board import Board, Counts, Line
from moderator.core.case import Case
from moderator.core.fair import Fair
from moderator.core.views.lines import taken_down
from moderator.core.views.queue import queue
from moderator.publish.standing import Figures
from moderator.publish.topics import RING
from moderator.publish.wire import CaseSaid, PostSaid, StatusSaid, Unusable, lines, packed

MOST_POSTS, LET_GO = 20_000, 1_000
"""Posts of the stream that a desk remembers; beyond that so many of the oldest go at once.

Of so many that were deleted it remembers that they were.
"""

NO_COUNTS = Counts(0, 0, 0, {})


@dataclass(frozen=True, slots=True)
class _Told:
    """A case as it was told, of which journal, with how much of that, and what was said."""

    case: Case
    epoch: str
    number: int
    reach: int
    conversation: bytes


class Mirror:
    """A fair's cases and stream, as they were told."""

    def __init__(self, fair: Fair) -> None:
        self.fair = fair
        self.epoch = ""
        self.number = 0
        self.edition = 0
        self.figures: Figures | None = None
        self.activity: tuple[tuple[datetime, int], ...] = ()
        self._cases: dict[str, _Told] = {}
        self._untold: set[str] = set()
        self._by_post: dict[str, str] = {}
        self._by_topic: dict[str, str] = {}
        self._stream: dict[int, Line] = {}
        self._positions: dict[str, int] = {}
        self._order: list[int] = []
        self._gone: dict[str, None] = Latest(MOST_POSTS)
        self._version = 0

    def take_case(self, topic: str, said: CaseSaid) -> bool:
        """Take a case in; whether it was news."""
        id_ = said.case.id
        known = self._cases.get(id_)
        if known is not None and known.epoch == said.epoch and known.number > said.number:
            return False
        if self.epoch and said.epoch != self.epoch:
            return False
        self._drop(id_)
        self._untold.discard(id_)
        self._cases[id_] = _Told(said.case, said.epoch, said.number, said.reach, packed(said))
        self._by_topic[topic] = id_
        self._by_post |= dict.fromkeys(said.case.posts, id_)
        self.number = max(self.number, said.number)
        self._version += 1
        return True

    def drop_case(self, topic: str) -> None:
        """Take note that what was kept there is no case any more."""
        if id_ := self._by_topic.pop(topic, ""):
            self._drop(id_)
            self._version += 1

    def take_post(self, said: PostSaid) -> None:
        """Take a post of the stream in, or what it is now; none from before all that is here."""
        if self.epoch and said.epoch != self.epoch:
            return
        if self._positions.get(said.line.key, said.position) != said.position:
            self._take_out(self._positions.pop(said.line.key))
        if said.position not in self._stream:
            last = self._order[-1] if self._order else 0
            if said.position <= last - RING:
                return
            if said.position < last:
                self.edition += 1
            insort(self._order, said.position)
        if (before := self._stream.get(said.position)) is not None:
            del self._positions[before.key]
        self._stream[said.position] = said.line
        self._positions[said.line.key] = said.position
        if len(self._stream) > MOST_POSTS:
            self._let_go(LET_GO)
        self._version += 1

    def drop_post(self, slot: str) -> None:
        """Take note that nothing is kept any more at that place of the ring."""
        there = (at for at in reversed(self._order) if str(at % RING) == slot)
        if (position := next(there, None)) is not None:
            del self._positions[self._stream[position].key]
            self._take_out(position)
            self._version += 1

    def forget(self, keys: Sequence[str]) -> None:
        """Let go of the words of posts that were deleted; each stays in its place."""
        for key in keys:
            self._gone[key] = None
            if (position := self._positions.get(key)) is not None:
                self._stream[position] = taken_down(self._stream[position])
        self._version += 1

    def take_status(self, said: StatusSaid) -> None:
        """Take the engine's figures in; a new journal there makes everything else void."""
        if said.epoch and said.epoch != self.epoch:
            self.epoch, self.number = said.epoch, 0
            for id_ in [id_ for id_, one in self._cases.items() if one.epoch != said.epoch]:
                self._drop(id_)
            self.forget_stream()
        self.number = max(self.number, said.number)
        self.figures = said.figures or self.figures
        if self.figures and len(self._cases) > self.figures.cases:
            for id_ in self._untold:
                self._drop(id_)
            self._untold.clear()
        self._version += 1

    def begin_anew(self) -> None:
        """Over a new connection everything is told again; a case that is not is none any more."""
        self.forget_stream()
        self._untold = set(self._cases)

    def forget_stream(self) -> None:
        """Let go of the stream."""
        self._let_go(len(self._order))

    @property
    def lacking(self) -> int:
        """How many cases the engine has that were not told yet."""
        return max((self.figures.cases if self.figures else 0) - len(self._cases), 0)

    def board(self, clock: datetime) -> Board:
        """What a screen shows at that moment."""
        cases = (one.case for one in self._cases.values())
        waiting, snoozed = queue(cases, clock, self.fair, reach=self._reach)
        return Board(
            version=self._version,
            clock=clock,
            waiting=waiting,
            counts=self.figures.counts if self.figures else NO_COUNTS,
            closed=len(self._cases) - len(waiting) - len(snoozed),
            snoozed=snoozed,
        )

    def cases(self) -> list[Case]:
        """All cases, by the time at which they were opened."""
        found = (one.case for one in self._cases.values())
        return sorted(found, key=lambda case: (case.opened_at, case.id))

    def case(self, key: str) -> Case | None:
        """The case with that id, or that a post of that key belongs to."""
        said = self._cases.get(key) or self._cases.get(self._by_post.get(key, ""))
        return said.case if said else None

    def thread(self, case_id: str) -> tuple[Line, ...]:
        """A case's conversation; nothing where it was not told, or cannot be read."""
        said = self._cases.get(case_id)
        try:
            return lines(said.conversation) if said else ()
        except Unusable:
            return ()

    def line(self, key: str) -> Line | None:
        """A post that was told; None for any other."""
        position = self._positions.get(key)
        if position is not None:
            return self._stream[position]
        case = self.case(key)
        found = (line for line in self.thread(case.id) if line.key == key) if case else iter(())
        return next(found, None)

    def is_deleted(self, key: str) -> bool:
        """Whether it was told that a post was deleted, be it one that has no line here."""
        return key in self._gone or bool((line := self.line(key)) and line.deleted)

    def stream_length(self) -> int:
        """How many posts of the stream were told."""
        return len(self._order)

    def stream(self, start: int, stop: int) -> list[Line]:
        """Posts in order of arrival, by position among those that were told."""
        return [self._stream[each] for each in self._order[start:stop]]

    def _reach(self, case: Case) -> int:
        """How many people a case concerns, as was told."""
        return self._cases[case.id].reach

    def _drop(self, id_: str) -> None:
        if said := self._cases.pop(id_, None):
            for key in said.case.posts:
                if self._by_post.get(key) == id_:
                    del self._by_post[key]

    def _take_out(self, position: int) -> None:
        """Let go of a post that stands elsewhere now."""
        del self._stream[position]
        self._order.remove(position)
        self.edition += 1

    def _let_go(self, most: int) -> None:
        """Let go of that many of the oldest posts: those behind them move up."""
        for position in self._order[:most]:
            self._positions.pop(self._stream.pop(position).key, None)
        del self._order[:most]
        self.edition += 1
