"""When to look into which thread: often while it is young or lively, then more rarely.

A stream of a hashtag leaves out replies without it; a thread's context has them. Somebody
waits for an answer there, so that where few threads are due the others have their turn early.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from feeds.backoff import Trouble
from feeds.base import FeedError, FeedGone, FeedLost
from feeds.latest import Latest
from feeds.mastodon.server import GONE
from feeds.said import said
from feeds.web.api import Answer, Api

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 600, 1200, 2400))
"""After how long a thread is looked into again; the last one, until it has been quiet for long."""

AGES = tuple(accumulate(PAUSES))
"""How old a thread is at each of its looks."""

EARLY = timedelta(minutes=2)
"""How soon after a look a thread may have its turn before its time."""

GIVEN_UP = timedelta(hours=6)
REFUSED = timedelta(minutes=15)
"""A refusal is about us, and a person has to mend it: the thread is kept for when that is done."""

LATE_MINUTES = 5
MOST = 5000
NO_TIME = timedelta()


@dataclass(slots=True)
class Thread:
    """A thread, by the id of a post in it: when something last came, and when to look.

    `seen` is when one last looked, or its last post was written: what a start anew remembers
    has its turn at once. `trouble` is why the last look failed.
    """

    last: datetime
    due: datetime
    seen: datetime
    looks: int = 0
    trouble: str = ""


class Threads:
    """The threads of one server that are followed."""

    def __init__(self) -> None:
        self._threads: dict[str, Thread] = Latest(MOST)
        self._root: dict[str, str] = Latest(MOST)

    def __len__(self) -> int:
        return len(self._threads)

    def note(self, ident: str, now: datetime, *, at: datetime) -> None:
        """A post came that was written then: look into its thread, soon where it is young."""
        root = self._root.get(ident, ident)
        known = self._threads.pop(root, None)
        last = min(max(at, known.last) if known else at, now)
        if now - last > GIVEN_UP:
            return
        looks = bisect_right(AGES, now - last)
        due = last + AGES[looks] if looks < len(AGES) else now
        self._threads[root] = Thread(last, due, max(last, known.seen) if known else last, looks)

    def due(self, now: datetime, most: int) -> list[str]:
        """The posts whose context is to be asked for now: the younger threads first.

        Where these take less than half the turns, others come early, up to that: the ones that
        were not looked into for longest.
        """
        waiting, early = list[tuple[int, datetime, str]](), list[tuple[datetime, str]]()
        for ident, one in self._threads.items():
            if one.due <= now or one.seen > now:  # the clock was put back
                waiting.append((one.looks, one.due, ident))
            elif now - one.seen >= EARLY and not one.trouble:
                early.append((one.seen, ident))
        room = max(0, most // 2 - len(waiting))
        due = [ident for *_, ident in sorted(waiting)[:most]]
        return due + [ident for _, ident in sorted(early)[:room]]

    def late(self, now: datetime) -> timedelta:
        """For how long the thread waits that was due first; none where none waits."""
        return max(now - min((one.due for one in self._threads.values()), default=now), NO_TIME)

    def looked(self, ident: str, now: datetime, *, again_soon: bool = False) -> None:
        """A thread was looked into."""
        thread = self._threads.get(ident)
        if thread is None:
            return
        pause = PAUSES[0] if again_soon else PAUSES[min(thread.looks, len(PAUSES) - 1)]
        thread.looks += 1
        thread.due, thread.seen, thread.trouble = now + pause, now, ""
        if now - thread.last > GIVEN_UP:
            del self._threads[ident]

    def failed(self, ident: str, now: datetime, error: FeedError) -> None:
        """A thread could not be looked into: it waits for its turn, and the reason is told."""
        self.looked(ident, now)
        if thread := self._threads.get(ident):
            thread.trouble = str(error)
            if isinstance(error, FeedGone):
                thread.due = now + REFUSED

    def notes(self, now: datetime) -> list[str]:
        """How late the threads are, where that is worth a word, and which could not be had."""
        late = self.late(now) // timedelta(minutes=1)
        notes = []
        if late >= LATE_MINUTES:
            notes.append(said("threads are looked into {minutes} minutes late", minutes=late))
        if failing := [one.trouble for one in self._threads.values() if one.trouble]:
            notes.append(
                said(
                    "threads in which replies may be missing: {number}; {why}",
                    number=len(failing),
                    why=failing[-1],
                )
            )
        return notes

    def rooted(self, ident: str, root: str) -> None:
        """A post hangs in that thread, which is followed in its stead."""
        self._root[ident] = root
        if ident != root and (thread := self._threads.pop(ident, None)):
            known = self._threads.setdefault(root, thread)
            known.last, known.due = max(known.last, thread.last), min(known.due, thread.due)

    def gone(self, ident: str) -> None:
        """A thread cannot be looked into any more."""
        self._threads.pop(ident, None)


async def context(api: Api, ident: str, threads: Threads, now: datetime) -> Answer | None:
    """A thread, asked for; None where it is gone, or cannot be had now.

    Gone is what the server does not have any more. What it refuses is about us, and ends no
    thread. Others are not to wait for one that fails. Raises FeedLost where the server is
    asked too often.
    """
    try:
        answer = await api.get(f"/api/v1/statuses/{ident}/context", allow=GONE)
    except FeedLost as lost:
        if lost.trouble is Trouble.LIMITED:
            raise
        threads.failed(ident, now, lost)
        return None
    except FeedGone as refusal:
        threads.failed(ident, now, refusal)
        return None
    if answer.status in GONE:
        threads.gone(ident)
        return None
    return answer
