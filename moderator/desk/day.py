"""What the desk asks of the program behind it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from moderator.core.board import Accounting, Board, Line
from moderator.core.case import Case
from moderator.core.facts import Acted
from moderator.core.fair import Fair
from moderator.intake.tally import Checks, Depths, FeedStatus, Work
from moderator.practice.scenario import Inject, Scenario
from moderator.wishes.sense import Refused
from moderator.wishes.wish import Wish


class Player(Protocol):
    """The controls of a replay; `speed` is a multiple, infinite for flat out."""

    speed: float
    paused: bool

    @property
    def finished(self) -> bool:
        """Whether the last post has been played."""
        ...

    def play(self) -> None:
        """Go on."""
        ...

    def pause(self) -> None:
        """Hold the recording's clock."""
        ...

    def step(self) -> None:
        """While paused: deliver just the next post."""
        ...

    def jump(self, to: datetime) -> None:
        """Deliver all posts up to that moment at once; an earlier moment changes nothing."""
        ...


class Practice(Protocol):
    """A trainee's attempt: what they say aside, what the trainer does, and how it went so far.

    `again` is set where the trainee wishes to begin anew.
    """

    again: bool

    @property
    def scenario(self) -> Scenario:
        """What is practised on."""
        ...

    @property
    def opening(self) -> Sequence[str]:
        """What the trainee is told before the day begins."""
        ...

    @property
    def unwritten(self) -> str:
        """Why what happened is not written down yet; empty where it is."""
        ...

    @property
    def coming(self) -> Sequence[Inject]:
        """The injects that the trainer can let come by hand now."""
        ...

    def hold(self, *, held: bool) -> None:
        """Hold the day while the trainee reads what it is about."""
        ...

    def aside(self, text: str) -> None:
        """Keep what the trainee says to do outside the program."""
        ...

    async def fire(self, name: str) -> None:
        """Let an inject come now, by the trainer's hand. Raises Refusal."""
        ...

    async def write(self, handle: str, text: str) -> None:
        """Let a post of the trainer's own come now. Raises Refusal."""
        ...

    def observe(self, item: str, points: float) -> None:
        """Keep what the trainer gives for an observed item. Raises Refusal."""
        ...

    async def debrief_lines(self) -> list[str]:
        """The debrief as of now, in lines."""
        ...


class Day(Protocol):
    """One fair as the desk sees it: pulled a few times a second, never pushed.

    All queries are cheap and return values that do not change afterwards.
    """

    @property
    def fair(self) -> Fair:
        """How the moderator set the fair up."""
        ...

    @property
    def player(self) -> Player | None:
        """The replay's controls; None for a live fair."""
        ...

    @property
    def practice(self) -> Practice | None:
        """The attempt, where a trainee sits here; None in earnest."""
        ...

    @property
    def clock(self) -> datetime:
        """The fair's own time: the recording's in a replay, else now."""
        ...

    async def until_done(self) -> None:
        """Return once the recording is at its end, and all of it is taken in and judged."""
        ...

    def board(self) -> Board:
        """The cases that lack a follow-up and the counts, at the fair's clock."""
        ...

    def cases(self) -> Sequence[Case]:
        """Every case there is, closed ones too, by the time they were opened."""
        ...

    def case(self, case_id: str) -> Case | None:
        """One case; also found by the key of any of its posts."""
        ...

    def thread(self, case_id: str) -> Sequence[Line]:
        """A case's conversation, top down: the vacancy first, replies indented."""
        ...

    def line(self, key: str) -> Line | None:
        """One post, by its key; None where it never arrived."""
        ...

    def is_deleted(self, key: str) -> bool:
        """Whether a post was deleted, as far as is known here."""
        ...

    def stream_length(self) -> int:
        """How many posts (without reposts) have arrived."""
        ...

    def stream_edition(self) -> int:
        """Which edition of the stream this is: in another one posts have other positions."""
        ...

    def stream(self, start: int, stop: int) -> Sequence[Line]:
        """Posts in order of arrival, by position, as they are judged now."""
        ...

    def activity(self) -> Sequence[tuple[datetime, int]]:
        """Posts per minute of the fair, reposts included, by the minute's start."""
        ...

    def accounting(self) -> Accounting:
        """What was received, and where it went."""
        ...

    def feeds(self) -> Sequence[FeedStatus]:
        """How each live feed is, and what came of it; none in a replay."""
        ...

    def depths(self) -> Depths:
        """What has arrived and waits to be written, to be judged, or to be judged again."""
        ...

    def work(self) -> Mapping[str, Work]:
        """What each classifier did, by its name: the first one, and those of a second opinion."""
        ...

    def checks(self) -> Checks | None:
        """How the link checks stand; None where no links are checked."""
        ...

    async def recheck(self, key: str) -> int:
        """Have the links of a case, or of a post, checked at once; gives how many there are.

        Raises Refusal where nobody can now.
        """
        ...

    def look_at(self, case_id: str) -> None:
        """Let others know, where there are any, which case is looked at here; empty: none."""
        ...

    def leave(self) -> None:
        """Let others know, where there are any, that nobody sits here any more."""
        ...

    def company(self) -> Mapping[str, tuple[str, ...]]:
        """Who else looks at which case now, by the case's id."""
        ...

    def colleagues(self) -> Sequence[str]:
        """Who else moderates the fair now."""
        ...

    @property
    def moderator(self) -> str:
        """Who sits at this desk, as acts name them."""
        ...

    async def act(self, wish: Wish) -> Acted:
        """Carry an act out and journal it; returns it once it is on the board.

        Raises Refusal where the act would be in vain; Later where it is kept and done later.
        """
        ...

    def kept(self) -> Sequence[Acted]:
        """The acts of this desk that are done later, as Later said, and nobody answered yet.

        One that takes back another of them is there as well as that.
        """
        ...

    def refused(self) -> Sequence[Refused]:
        """The acts of this desk that were kept, as Later said, and then came to nothing."""
        ...

    def last_act(self) -> Acted | None:
        """The last act that is not undone: what an undo would take back."""
        ...
