"""How what comes in is told: each feed, what is behind, what may be missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from feeds.post import Gap
from feeds.status import FeedState
from moderator.core.board import Accounting, Board, FeedGap
from moderator.desk.day import Day
from moderator.desk.words import phrases, signs, times
from moderator.intake.tally import Checks, Depths, FeedStatus
from moderator.words.language import _
from moderator.words.reasons import told
from moderator.words.spelling import many, number

SIGNS = {
    FeedState.STARTING: "○",
    FeedState.CONNECTED: "●",
    FeedState.QUIET: "●",
    FeedState.SILENT: "◐",
    FeedState.UNHEARD: "?",
    FeedState.RETRYING: "○",
    FeedState.STOPPED: "✗",
}
STYLES = {
    FeedState.CONNECTED: "$success",
    FeedState.QUIET: "$muted",
    FeedState.SILENT: "$warning bold",
    FeedState.UNHEARD: "$warning bold",
    FeedState.RETRYING: "$warning bold",
    FeedState.STOPPED: "$error bold",
}
HEALTHY = (FeedState.CONNECTED, FeedState.QUIET)
_AWAY = (FeedState.SILENT, FeedState.RETRYING, FeedState.STOPPED)


LATE, LONG_AGO = timedelta(minutes=1), timedelta(hours=12)
"""From so much lag on it is worth a word; what was written longer ago says nothing of the feed."""


def short(feed: FeedStatus) -> str:
    """Give a feed in a few cells: its sign, its name, and how late or what is wrong with it."""
    status = feed.now
    said = f"{SIGNS[status.state]} {status.name}"
    if status.state is FeedState.CONNECTED:
        return " ".join(filter(None, [said, _late(status.lag)]))
    return " ".join(filter(None, [said, _(status.state), _retry(feed)]))


def shorter(feed: FeedStatus) -> str:
    """Give the same without words for what is wrong: its sign says it."""
    status = feed.now
    if status.state is FeedState.CONNECTED:
        return short(feed)
    return f"{SIGNS[status.state]} {status.name}"


def unheard(feeds: Sequence[FeedStatus], day: Day) -> str:
    """Give since when nobody knows how feeds are; nothing where all of them are known."""
    since = [feed.now.last_sign for feed in feeds if feed.now.state is FeedState.UNHEARD]
    said = _("feeds not heard since {time}")
    return said.format(time=times.dated(since[0], day.clock, day.fair)) if since else ""


def states(feeds: Sequence[FeedStatus]) -> list[tuple[FeedState, int]]:
    """Give which states feeds are in, the worst first, with how many are in each."""
    counted = Counter(feed.now.state for feed in feeds)
    return [(state, counted[state]) for state in reversed(FeedState) if counted[state]]


def several(state: FeedState, number: int) -> str:
    """Give how many feeds are in a state, in a few cells."""
    return f"{SIGNS[state]} {number} {_(state)}"


def _late(lag: timedelta | None) -> str:
    """Give how late a feed's last post came; nothing where that does not matter."""
    if lag is None or not LATE <= lag < LONG_AGO:
        return ""
    return _("{lag} late").format(lag=times.brief(lag))


def _retry(feed: FeedStatus) -> str:
    seconds = feed.now.retry_seconds
    return times.brief(timedelta(seconds=seconds)) if seconds else ""


def why(feed: FeedStatus) -> str:
    """Give how a feed is, and why: fair · silent · its engine is not there."""
    status = feed.now
    said = (status.name, _(status.state), told(status.reason))
    return signs.SEPARATOR.join(filter(None, said))


def awaited(feeds: Sequence[FeedStatus]) -> str:
    """Give what a fair without posts waits for: the first feed that is not well, else a post."""
    unwell = [feed for feed in feeds if feed.now.state not in HEALTHY]
    if not unwell:
        return _("Waiting for the first post.")
    return _("Waiting: {feed}").format(feed=why(unwell[0]))


def unknown(day: Day, board: Board) -> bool:
    """Give whether nothing was heard of a fair elsewhere so far, so that nobody knows who waits."""
    if board.counts.posts:
        return False
    feeds = [feed.now for feed in day.feeds()]
    return bool(feeds) and not any(now.gives_posts or now.state in HEALTHY for now in feeds)


def behind(depths: Depths) -> str:
    """Give what has arrived and is not dealt with; nothing where nothing waits."""
    batches, posts, acts = depths.unwritten, depths.unjudged, depths.acts
    return _some(
        (batches, many(batches, "{number} batch not written", "{number} batches not written")),
        (posts, many(posts, "{number} post not judged", "{number} posts not judged")),
        (acts, many(acts, "{number} act not in the journal", "{number} acts not in the journal")),
    )


def _some(*parts: tuple[int, str]) -> str:
    """Give the parts of which there are any."""
    return ", ".join(said for count, said in parts if count)


def lost(of: Accounting) -> str:
    """Give what is wrong with the sum of what came in; nothing where nothing is."""
    unreadable = _("{number} unreadable").format(number=number(of.unreadable))
    return _some(*_astray(of), (of.unreadable, unreadable))


def _astray(of: Accounting) -> list[tuple[int, str]]:
    """Give how many records came in of which nothing is known, and how many could not wait."""
    parts = (
        (of.missing, _("{number} MISSING")),
        (of.dropped, _("{number} let go, they came too fast")),
    )
    return [(count, said.format(number=number(count))) for count, said in parts]


def lines(day: Day) -> Iterator[str]:
    """Give all of it, a line each: the sum, what is behind, the links, then feed by feed."""
    accounting, feeds = day.accounting(), day.feeds()
    if not_heard := unheard(feeds, day):
        yield not_heard
    yield phrases.accounting(accounting)
    yield _some(*_astray(accounting)) or _whole(day)
    yield behind(day.depths()) or _("Nothing waits to be written or judged.")
    yield _links(day.checks())
    if not feeds:
        yield _("This is a recording: there are no feeds.")
    for feed in feeds:
        yield ""
        yield from _feed(feed, day)


def failed(at: Path | None) -> list[str]:
    """Give where it stands what went wrong in the program, below all else; nothing where not."""
    return ["", _("What went wrong in the program stands in {path}").format(path=at)] if at else []


def _whole(day: Day) -> str:
    """Give that nothing that came was lost, and that something may never have come."""
    if any(map(missing, day.feeds())):
        return _("What came in is accounted for; posts that never came are told below.")
    return _("Every record is accounted for.")


def _links(checks: Checks | None) -> str:
    if checks is None:
        return _("Links are not checked.")
    known, failed, dropped = checks.known, checks.failed, checks.dropped
    waiting = checks.waiting + checks.in_hand
    said = _some(
        (known, many(known, "{number} link known", "{number} links known")),
        (waiting, _("{number} to be checked").format(number=number(waiting))),
        (failed, many(failed, "{number} check failed", "{number} checks failed")),
        (
            dropped,
            many(
                dropped,
                "{number} link too many, not checked",
                "{number} links too many, not checked",
            ),
        ),
    )
    return said or _("No link is known so far.")


def _feed(feed: FeedStatus, day: Day) -> Iterator[str]:
    status = feed.now
    yield why(feed)
    if status.state is FeedState.STOPPED:
        yield _("once that is mended, start the fair again: it goes on where it was")
    if status.state in _AWAY and status.last_sign:
        yield _("nothing heard since {time}").format(time=_time(status.last_sign, day))
    if status.gives_posts:
        yield _last(status.last_post, status.lag, day)
        yield phrases.accounting(feed.accounting)
    yield from _gaps([each.gap for each in feed.gaps], day)
    yield from map(told, status.notes)


def _gaps(gaps: Sequence[Gap], day: Day) -> Iterator[str]:
    """Give what may be missing for good, then the last that was not, with how many there were."""
    yield from (_gap(each, day) for each in gaps if not each.filled)
    filled = [each for each in gaps if each.filled]
    yield from (_gap(last, day) for last in filled[-1:])
    if before := len(filled[:-1]):
        yield many(
            before, "{number} gap before it was filled", "{number} gaps before it were filled"
        )


def missing(feed: FeedStatus) -> list[FeedGap]:
    """Give the stretches in which posts may be missing for good."""
    return [each for each in feed.gaps if not each.gap.filled]


def gap(of: FeedGap, day: Day) -> str:
    """Give such a stretch in a line."""
    return f"{of.feed}: {_gap(of.gap, day)}"


def _gap(gap: Gap, day: Day) -> str:
    start, end = _time(gap.start, day), _time(gap.end, day)
    filled = _("what was missed from {start} to {end} came later")
    open_ = _("posts may be missing from {start} to {end}")
    return (filled if gap.filled else open_).format(start=start, end=end)


def _last(at: datetime | None, lag: timedelta | None, day: Day) -> str:
    if at is None:
        return _("no post since the start")
    said = _("last post {time}").format(time=_time(at, day))
    late = _("{lag} after it was written").format(lag=times.brief(lag)) if lag is not None else ""
    return ", ".join(filter(None, [said, late]))


def _time(at: datetime, day: Day) -> str:
    return times.dated(at, day.clock, day.fair, seconds=True)
