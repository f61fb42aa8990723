"""What is said of live feeds where there is no screen: changes at once, the sums now and then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.said import said
from feeds.status import FeedState, FreshNotes
from moderator.core.board import Accounting
from moderator.intake.tally import FeedStatus, Work
from moderator.words import moments

EVERY = timedelta(minutes=5)

_WORRYING = (FeedState.SILENT, FeedState.RETRYING, FeedState.STOPPED)


class Bulletin:
    """Tells each change of a feed once, and every few minutes what came in, in a timezone."""

    def __init__(self, timezone: str) -> None:
        self._timezone = timezone
        self._told: dict[str, tuple[FeedState, str]] = {}
        self._notes = FreshNotes()
        self._summed_at: datetime | None = None

    def news(self, feeds: Sequence[FeedStatus], now: datetime) -> Iterator[str]:
        """The lines that have not been told before."""
        for feed in feeds:
            yield from self._changes(feed)
        self._summed_at = self._summed_at or now
        if now - self._summed_at >= EVERY:
            self._summed_at = now
            yield from sums(feeds, self._timezone, now)

    def _changes(self, feed: FeedStatus) -> Iterator[str]:
        name, state, reason = feed.now.name, feed.now.state, feed.now.reason
        if (state, reason) != self._told.get(name, (FeedState.STARTING, "")):
            yield f"{name}: {state}{_why(state, reason)}"
        self._told[name] = (state, reason)
        yield from (f"{name}: {note}" for note in self._notes.of(feed.now))


def sums(feeds: Sequence[FeedStatus], timezone: str, now: datetime) -> Iterator[str]:
    """What came of each feed, and in which stretches of a timezone posts may be missing."""
    zone = ZoneInfo(timezone)
    for feed in feeds:
        if feed.now.gives_posts:
            yield f"{feed.now.name}: {in_words(feed.accounting)}"
        for each in feed.gaps:
            if not each.gap.filled:
                missing = said(
                    "posts may be missing from {start} to {end}",
                    start=moments.dated(each.gap.start, now, zone, seconds=True),
                    end=moments.dated(each.gap.end, now, zone, seconds=True),
                )
                yield f"{feed.now.name}: {missing}"


def in_words(was: Accounting) -> str:
    """The accounting as one sentence."""
    figures = asdict(was) | {"number": was.missing}
    if was.missing:
        return said(
            "{received} received = {shown} shown + {folded} folded + {duplicates} duplicates"
            " + {filtered} filtered + {unreadable} unreadable; {deleted} deleted; {number} MISSING",
            **figures,
        )
    return said(
        "{received} received = {shown} shown + {folded} folded + {duplicates} duplicates"
        " + {filtered} filtered + {unreadable} unreadable; {deleted} deleted",
        **figures,
    )


def work_done(work: Mapping[str, Work]) -> Iterator[str]:
    """What second opinions came to, and on how many posts the first classifier failed."""
    for name, did in work.items():
        if did.asked or did.skipped:
            yield said(
                "second opinion, {name}: {asked} asked, {revised} revised,"
                " {skipped} skipped, {failed} failed",
                name=name,
                asked=did.asked,
                revised=did.revised,
                skipped=did.skipped,
                failed=did.failed,
            )
        elif did.failed:
            yield said(
                "the classifier failed on {failed} of {judged} readings",
                failed=did.failed,
                judged=did.judged,
            )


def _why(state: FeedState, reason: str) -> str:
    if not reason and state in _WORRYING:
        reason = said("look at the platform")
    return f": {reason}" if reason else ""
