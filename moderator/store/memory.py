"""The journal of a fair that nobody keeps: for tests, and for reading a recording once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self

from moderator.core.board import FeedGap
from moderator.core.facts import Change, Fact, LinkChecked
from moderator.core.fair import Fair
from moderator.store.codec import encode_fact, fact_key
from moderator.store.journal import Cursor
from moderator.store.tombstone import (
    also_gone,
    check_without,
    links_lost,
    links_shown,
    without,
)


class MemoryJournal:
    """A journal that is gone when the program ends.

    Deletions are carried out when it is read, all at once: each would cost a look at every fact.
    """

    def __init__(self) -> None:
        self._facts: dict[bytes, Fact] = {}
        self._changes: list[str] = []
        self._cursors: dict[str, Cursor] = {}
        self._remembered: dict[str, str] = {}
        self._tally: Counter[str] = Counter()
        self._gaps: dict[tuple[str, datetime], FeedGap] = {}
        self._gone: set[str] = set()
        self._pending = False
        self._fair: Fair | None = None

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
        """Keep all of it; what raises on being read leaves nothing."""
        new_facts, new_changes = list(facts), [change.id for change in changes]
        for fact in new_facts:
            self._keep(fact)
        self._changes.extend(new_changes)
        self._cursors |= {cursor.feed: cursor for cursor in cursors}
        self._gaps |= {(each.feed, each.gap.start): each for each in gaps}
        self._tally.update(tally or {})
        for name, value in (remember or {}).items():
            self._remembered.pop(name, None)
            if value:
                self._remembered[name] = value

    def facts(self) -> Iterator[Fact]:
        """Every fact once, in order of arrival."""
        self._forget()
        yield from list(self._facts.values())

    def changes_after(self, number: int) -> Iterator[tuple[int, str]]:
        """The numbers of the changes after that one, and which case each is about."""
        yield from enumerate(self._changes[max(number, 0) :], start=max(number, 0) + 1)

    def cursor(self, feed: str) -> Cursor | None:
        """How far that feed had come; None if it never said."""
        return self._cursors.get(feed)

    def remembered(self, name: str) -> str:
        """What was to be remembered under that name; empty where nothing was."""
        return self._remembered.get(name, "")

    def tally(self) -> dict[str, int]:
        """The counters, by name."""
        return dict(sorted(self._tally.items()))

    def gaps(self) -> list[FeedGap]:
        """The stretches in which posts may have been missed, by their beginning."""
        return sorted(self._gaps.values(), key=lambda each: (each.gap.start, each.feed))

    def keep_fair(self, fair: Fair) -> None:
        """Keep how the fair is set up, in place of what was kept before."""
        self._fair = fair

    def fair(self) -> Fair | None:
        """How the fair was set up; None if that was never said."""
        return self._fair

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _keep(self, fact: Fact) -> None:
        """Keep the fact if it is new; of a deletion, that older ones have to lose their words."""
        if gone := also_gone(fact, self._gone):
            self._gone |= gone
            self._pending = True
        kept = without(fact, self._gone)
        self._facts.setdefault(_key(kept), kept)

    def _forget(self) -> None:
        """Carry out the deletions since the last time."""
        if not self._pending:
            return
        self._pending = False
        posts = frozenset(self._gone)
        while posts:
            self._gone |= posts
            further = (also_gone(fact, self._gone) for fact in self._facts.values())
            posts = frozenset().union(*further)
        lost = frozenset().union(*(links_lost(each, self._gone) for each in self._facts.values()))
        self._rewrite(without(fact, self._gone) for fact in self._facts.values())
        hidden = lost.difference(*map(links_shown, self._facts.values()))
        self._rewrite(
            check_without(fact, hidden) if isinstance(fact, LinkChecked) else fact
            for fact in self._facts.values()
        )

    def _rewrite(self, facts: Iterable[Fact]) -> None:
        kept: dict[bytes, Fact] = {}
        for fact in facts:
            kept.setdefault(_key(fact), fact)
        self._facts = kept


def _key(fact: Fact) -> bytes:
    return fact_key(fact, encode_fact(fact))
