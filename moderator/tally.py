"""Counts every record that a feed delivers, once, by where it went."""

from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence

from feeds.post import Deleted, Event, Gap, Ignored, Kind, Post, Unreadable
from moderator.core.board import Accounting
from moderator.core.repeats import repeat_in

_PROBLEMS = 100


class Tally:
    """The running counts of a day, and the last records that could not be read."""

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self._counts = Counter(counts or {})
        self.problems: deque[Unreadable] = deque(maxlen=_PROBLEMS)
        self.gaps: list[Gap] = []

    def count(self, events: Sequence[Event], has: Callable[[Post], bool]) -> dict[str, int]:
        """Count events that arrived together; gives what was added to which count.

        `has` tells which posts had arrived before these.
        """
        added: Counter[str] = Counter()
        new: set[tuple[str, str]] = set()
        for event in events:
            added[self._place(event, has, new)] += 1
        self._counts += added
        return dict(added)

    def accounting(self) -> Accounting:
        """The counts as they are now."""
        apart = {"deleted", "gaps"}
        received = sum(count for name, count in self._counts.items() if name not in apart)
        names = ("shown", "folded", "duplicates", "filtered", "unreadable", "deleted")
        return Accounting(received, **{name: self._counts[name] for name in names})

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
                return "filtered"
            case Unreadable():
                self.problems.append(event)
                return "unreadable"
            case Gap():
                self.gaps.append(event)
                return "gaps"


def _is_repost(post: Post) -> bool:
    if post.kind is Kind.REPOST and post.repost_of:
        return True
    repeat = repeat_in(post.text)
    return repeat is not None and not repeat.own_words
