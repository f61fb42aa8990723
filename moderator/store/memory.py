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
    change_without,
    check_without,
    reasons_lost,
    without,
    words_lost,
    words_shown,
)


class MemoryJournal:
    """A journal that is gone when the program ends."""

    def __init__(self) -> None:
        self._facts: dict[bytes, Fact] = {}
        self._changes: list[Change] = []
        self._cursors: dict[str, Cursor] = {}
        self._tally: Counter[str] = Counter()
        self._gaps: dict[tuple[str, datetime], FeedGap] = {}
        self._gone: set[str] = set()
        self._fair: Fair | None = None

    def append(
        self,
        facts: Iterable[Fact],
        changes: Iterable[Change] = (),
        *,
        cursors: Iterable[Cursor] = (),
        tally: Mapping[str, int] | None = None,
        gaps: Iterable[FeedGap] = (),
    ) -> None:
        """Keep all of it; what raises on being read leaves nothing."""
        new_facts, new_changes = list(facts), list(changes)
        lost = frozenset().union(*map(self._keep, new_facts))
        self._changes.extend(new_changes)
        self._cursors |= {cursor.feed: cursor for cursor in cursors}
        self._gaps |= {(each.feed, each.gap.start): each for each in gaps}
        self._tally.update(tally or {})
        if lost:
            self._forget_words(lost)

    def facts(self) -> Iterator[Fact]:
        """Every fact once, in order of arrival."""
        yield from list(self._facts.values())

    def changes_after(self, number: int) -> Iterator[tuple[int, Change]]:
        """The changes with a higher number, with their numbers."""
        yield from enumerate(self._changes[max(number, 0) :], start=max(number, 0) + 1)

    def cursor(self, feed: str) -> Cursor | None:
        """How far that feed had come; None if it never said."""
        return self._cursors.get(feed)

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

    def _keep(self, fact: Fact) -> frozenset[str]:
        """Keep the fact if it is new; the words that it takes from older ones, as a deletion."""
        gone = also_gone(fact, self._gone)
        lost = self._forget(gone) if gone else frozenset()
        kept = without(fact, self._gone)
        self._facts.setdefault(_key(kept), kept)
        return lost

    def _forget(self, posts: frozenset[str]) -> frozenset[str]:
        while posts:
            self._gone |= posts
            further = (also_gone(fact, self._gone) for fact in self._facts.values())
            posts = frozenset().union(*further)
        lost = (words_lost(fact, self._gone) for fact in self._facts.values())
        words = frozenset().union(*lost)
        self._rewrite(without(fact, self._gone) for fact in self._facts.values())
        return words

    def _forget_words(self, lost: frozenset[str]) -> None:
        words = lost.difference(*map(words_shown, self._facts.values()))
        checks = [fact for fact in self._facts.values() if isinstance(fact, LinkChecked)]
        told = words | reasons_lost(checks, words)
        self._rewrite(
            check_without(fact, words) if isinstance(fact, LinkChecked) else fact
            for fact in self._facts.values()
        )
        self._changes = [change_without(change, told) for change in self._changes]

    def _rewrite(self, facts: Iterable[Fact]) -> None:
        kept: dict[bytes, Fact] = {}
        for fact in facts:
            kept.setdefault(_key(fact), fact)
        self._facts = kept


def _key(fact: Fact) -> bytes:
    return fact_key(fact, encode_fact(fact))
