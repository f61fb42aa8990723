"""Which link is to be checked when. Pure: time is an argument, always the fair's own.

A link is due when it is new; when somebody reports it and the last look is a
minute old; every so often while a case about it waits; and at a quarter of that
rate while none does. No failure makes it come sooner. Of one host a few are given out
at a time: they wait for each other there, and would keep those of all others waiting.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from feeds.backoff import Ladder
from moderator.core.text.links import link_key
from moderator.links.places import host_of

MOST = 5_000
"""Links that are kept in mind; those of a whole fair are a few hundred."""

PER_HOST = 8
"""Links of one host that are under way at a time: two are visited, what looks dead lies still."""

AT_LEAST = timedelta(minutes=1)
SELDOM = 4
_POSTS = 50
_PUT_OFF = Ladder(first=120, most=7200)


@dataclass(slots=True, eq=False)
class Errand:
    """A scheduled check: a link with the posts that carry it (their keys).

    `anew` wants no answer that was kept; `failures` are those of the check itself, in a row.
    """

    link: str
    host: str
    posts: dict[str, None] = field(default_factory=dict)
    last: datetime | None = None
    not_before: datetime | None = None
    under_way: bool = False
    anew: bool = False
    failures: int = 0


class Schedule:
    """Keeps every link of a fair in mind, once."""

    def __init__(self, every: timedelta, most: int = MOST) -> None:
        self._every = every
        self._most = most
        self._errands: dict[str, Errand] = {}
        self._dropped: set[str] = set()

    def __len__(self) -> int:
        return len(self._errands)

    @property
    def dropped(self) -> int:
        """How many links there was no room for, each counted once."""
        return len(self._dropped)

    def offer(self, link: str, post: str, last: datetime | None) -> Errand | None:
        """Keep a post's link in mind, last checked then; None where there are too many."""
        key = link_key(link)
        errand = self._errands.get(key)
        if errand is None:
            if len(self._errands) >= self._most:
                self._dropped.add(key)
                return None
            self._dropped.discard(key)
            errand = self._errands[key] = Errand(link, host_of(link))
        errand.posts[post] = None
        if len(errand.posts) > _POSTS:
            del errand.posts[next(iter(errand.posts))]
        errand.last = max(filter(None, (errand.last, last)), default=None)
        return errand

    def hurry(self, link: str) -> bool:
        """Have a link checked at once, whenever it was before; whether it was known."""
        errand = self._errands.get(link_key(link))
        if errand is not None:
            errand.anew, errand.not_before = True, None
        return errand is not None

    def take(self, now: datetime, pressing: Mapping[str, datetime], most: int) -> list[Errand]:
        """Up to that many errands that are due, a few a host; asked for first, then the oldest.

        `pressing` are the keys of the links that a waiting case is about, with the
        time of the last report.
        """
        due = [
            errand
            for key, errand in self._errands.items()
            if not errand.under_way and self._is_due(errand, now, pressing.get(key))
        ]
        under_way = Counter(each.host for each in self._errands.values() if each.under_way)
        taken = list(islice(_spread(sorted(due, key=_turn), under_way), most))
        for errand in taken:
            errand.under_way = True
        return taken

    def done(self, errand: Errand, at: datetime | None, *, retry_at: datetime | None) -> None:
        """An errand is done: it was found out at that time, or (None) is to be tried again then."""
        errand.under_way = errand.anew = False
        errand.last, errand.not_before = at or errand.last, retry_at
        errand.failures = 0

    def failed(self, errand: Errand, at: datetime) -> None:
        """The check itself broke down: it is tried again, after a longer while each time."""
        failures = errand.failures + 1
        pause = timedelta(seconds=_PUT_OFF.delay(failures))
        self.done(errand, None, retry_at=at + pause)
        errand.failures = failures

    def forget(self, errand: Errand, posts: Iterable[str]) -> None:
        """These posts do not carry the link any more; a link that none carries is forgotten."""
        for post in posts:
            errand.posts.pop(post, None)
        if not errand.posts:
            self._errands.pop(link_key(errand.link), None)

    def _is_due(self, errand: Errand, now: datetime, reported: datetime | None) -> bool:
        if errand.not_before and now < errand.not_before:
            return False
        if errand.anew or errand.last is None:
            return True
        if reported and errand.last < reported and now - errand.last >= AT_LEAST:
            return True
        return now - errand.last >= (self._every if reported else self._every * SELDOM)


def _turn(errand: Errand) -> tuple[bool, bool, float]:
    last = errand.last.timestamp() if errand.last else 0.0
    return (not errand.anew, errand.last is not None, last)


def _spread(due: Iterable[Errand], under_way: Counter[str]) -> Iterator[Errand]:
    """Those of them that their hosts have room for, beside what is under way there."""
    for errand in due:
        if under_way[errand.host] < PER_HOST:
            under_way[errand.host] += 1
            yield errand
