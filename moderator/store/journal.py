"""What a journal is: the facts of a fair, and which cases moved by them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from moderator.core.board import FeedGap
from moderator.core.facts import Change, Fact
from moderator.core.fair import Fair


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a feed has come: `position` is the feed's own word for it."""

    feed: str
    position: str


class Ledger(Protocol):
    """The facts of one fair in order of arrival, and which cases changed by them.

    One call at a time, from any thread. A fact that is appended reads the same
    afterwards, except for deleted posts: of those only ids and times stay.
    """

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
        """Keep all of it or, where it raises, nothing.

        A fact that is there already is not kept again; of a feed's cursors the last
        holds. `tally` is added to the counters of those names. A gap takes the place of
        one of that feed that began at the same time. What there is to `remember` takes
        the place of what was remembered under those names; where it is empty, nothing is.
        """
        ...

    def facts(self) -> Iterator[Fact]:
        """Every fact once, in order of arrival."""
        ...

    def changes_after(self, number: int) -> Iterator[tuple[int, str]]:
        """The numbers of the changes after that one, and which case each is about, by its id.

        Numbers only ever grow. How a case is, the engine tells.
        """
        ...

    def cursor(self, feed: str) -> Cursor | None:
        """How far that feed had come; None if it never said."""
        ...

    def remembered(self, name: str) -> str:
        """What was to be remembered under that name; empty where nothing was."""
        ...


class Journal(Ledger, Protocol):
    """A ledger with all else that is known of its fair."""

    def tally(self) -> dict[str, int]:
        """The counters, by name."""
        ...

    def gaps(self) -> list[FeedGap]:
        """The stretches in which posts may have been missed, by their beginning."""
        ...

    def keep_fair(self, fair: Fair) -> None:
        """Keep how the fair is set up, in place of what was kept before."""
        ...

    def fair(self) -> Fair | None:
        """How the fair was set up; None if that was never said."""
        ...

    def close(self) -> None:
        """Let go of the journal; closing twice is fine."""
        ...

    def __enter__(self) -> Self:
        """The journal itself, closed at the end of the block."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        ...
