"""Counts every record that the feeds deliver, once, by feed and by where it went.

Counters are named `shown mastodon`: a place, then the feed. What was received is
counted by itself, where it comes in; that its sum agrees is the proof. What classifiers
did is counted beside that: what happened, then the classifier, as in `failed learned`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from feeds.base import Batch
from feeds.post import (
    DROPPED,
    SEEN_BEFORE,
    Deleted,
    Event,
    Gap,
    Ignored,
    Kind,
    Post,
    Unreadable,
    times,
)
from feeds.status import Status
from moderator.core.board import Accounting, FeedGap
from moderator.core.text.repeats import repeat_in

Arrival = tuple[str, Batch]
"""A feed's name, and what came from it together."""


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A live feed: how it is now, and what came of it over the whole day."""

    now: Status
    accounting: Accounting
    gaps: tuple[FeedGap, ...] = ()


@dataclass(frozen=True, slots=True)
class Depths:
    """What has arrived and is not dealt with.

    Batches to be written, posts to be judged, and posts lined up for a second opinion; acts
    that the disk keeps from being written.
    """

    unwritten: int = 0
    unjudged: int = 0
    second: int = 0
    acts: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What a classifier did: the readings that it was given, and what came of them.

    A first one has `judged` them, where it `failed` as other. Later ones were `asked`;
    they `revised` some, and changed nothing where they `failed`. `skipped` are those
    that nobody asked about, for the line was long or a budget spent.
    """

    judged: int = 0
    asked: int = 0
    revised: int = 0
    skipped: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Checks:
    """How the link checks stand: links known, waiting for their turn, in hand, failed, dropped."""

    known: int = 0
    waiting: int = 0
    in_hand: int = 0
    failed: int = 0
    dropped: int = 0


_WORK = tuple(each.name for each in fields(Work))
_PASSED = {SEEN_BEFORE.what: "duplicates", DROPPED.what: "dropped"}
"""Where what a recording says of its feeds is counted: as it was when they were followed."""

_NAMES = (
    "received",
    "shown",
    "folded",
    "duplicates",
    "filtered",
    "unreadable",
    "dropped",
    "deleted",
)


class Tally:
    """The running counts of a day, and its gaps."""

    def __init__(
        self, counts: Mapping[str, int] | None = None, gaps: Iterable[FeedGap] = ()
    ) -> None:
        self._counts = Counter(counts or {})
        self._gaps = {(each.feed, each.gap.start): each for each in gaps}

    @property
    def gaps(self) -> list[FeedGap]:
        """The stretches in which posts may have been missed, oldest first."""
        return sorted(self._gaps.values(), key=lambda each: each.gap.start)

    def count(self, arrived: Sequence[Arrival], has: Callable[[Post], bool]) -> dict[str, int]:
        """Count what arrived together; gives what was added to which counter.

        `has` tells which posts had arrived before.
        """
        added: Counter[str] = Counter()
        new: set[tuple[str, str]] = set()
        for feed, batch in arrived:
            added.update(_passed(feed, batch))
            for event in batch.events:
                added[f"{self._place(event, has, new)} {feed}"] += times(event)
                added[f"received {feed}"] += times(event) if _is_record(event) else 0
                self._note(feed, event)
        added = +added
        self._counts += added
        return dict(added)

    def add(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Count what classifiers did; gives what was added to which counter."""
        self._counts.update(counts)
        return dict(counts)

    def work(self) -> dict[str, Work]:
        """What each classifier did, by its name."""
        names = sorted({_feed(name) for name in self._counts if _is_work(name)})
        return {
            name: Work(**{what: self._counts[f"{what} {name}"] for what in _WORK}) for name in names
        }

    def accounting(self, feed: str | None = None) -> Accounting:
        """The counts as they are now, of one feed or of all."""
        sums: Counter[str] = Counter()
        for name, count in self._counts.items():
            if feed is None or _feed(name) == feed:
                sums[name.partition(" ")[0]] += count
        return Accounting(**{name: sums[name] for name in _NAMES})

    def by_feed(self) -> dict[str, Accounting]:
        """The counts of each feed that anything came from."""
        names = sorted({_feed(name) for name in self._counts if not _is_work(name)})
        return {name: self.accounting(name) for name in names}

    def of(self, status: Status) -> FeedStatus:
        """A feed's status, with its counts and gaps."""
        gaps = tuple(each for each in self.gaps if each.feed == status.name)
        return FeedStatus(status, self.accounting(status.name), gaps)

    def _note(self, feed: str, event: Event) -> None:
        if isinstance(event, Gap):
            self._gaps[feed, event.start] = FeedGap(feed, event)

    def _place(self, event: Event, has: Callable[[Post], bool], new: set[tuple[str, str]]) -> str:
        match event:
            case Post():
                key = (event.source, event.canonical_id)
                if key in new or has(event):
                    return "duplicates"
                new.add(key)
                return "folded" if _is_repost(event) else "shown"
            case Deleted():
                return "deleted"
            case Ignored():
                return _PASSED.get(event.what, "filtered")
            case Unreadable():
                return "unreadable"
            case Gap():
                return "gaps"


def _passed(feed: str, batch: Batch) -> dict[str, int]:
    """What a feed counted itself, of records that it did not hand on."""
    counts = {
        "filtered": batch.filtered,
        "duplicates": batch.duplicates,
        "dropped": batch.dropped,
    }
    counts["received"] = sum(counts.values())
    return {f"{name} {feed}": count for name, count in counts.items()}


def _is_record(event: Event) -> bool:
    """Whether an event is something received: a deletion takes away, a gap is nothing."""
    return not isinstance(event, Deleted | Gap)


def _feed(counter: str) -> str:
    return counter.partition(" ")[2]


def _is_work(counter: str) -> bool:
    return counter.partition(" ")[0] in _WORK


def _is_repost(post: Post) -> bool:
    if post.kind is Kind.REPOST and post.repost_of:
        return True
    repeat = repeat_in(post.text)
    return repeat is not None and not repeat.own_words
