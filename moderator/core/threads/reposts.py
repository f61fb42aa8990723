"""Reposts: which post each one repeats, and since when it counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from moderator.core.posts.activity import Activity
from moderator.core.posts.node import source_of


@dataclass(slots=True)
class Repost:
    """One repost: the key of its target, and its time; None where it does not count.

    What only came along in another payload does not count, nor what was taken down.
    """

    target: str
    at: datetime | None = None


class Reposts:
    """Every repost of a fair by its own key, and how many of them count, by source."""

    def __init__(self, activity: Activity) -> None:
        self.by_source = Counter[str]()
        self._activity = activity
        self._known: dict[str, Repost] = {}

    def find(self, name: str) -> Repost | None:
        """The repost of that key, if there is one."""
        return self._known.get(name)

    def last(self) -> dict[str, tuple[str, datetime]]:
        """The last repost that counts of each post, by its key: the latest to come in first."""
        last = dict[str, tuple[str, datetime]]()
        for name, repost in reversed(self._known.items()):
            if repost.at is not None:
                last.setdefault(repost.target, (name, repost.at))
        return last

    def see(self, name: str, target: str, at: datetime | None) -> int:
        """Let a repost count from then on, or earlier; gives how many it adds to its target."""
        repost = self._known.setdefault(name, Repost(target))
        if at is None or (repost.at is not None and repost.at <= at):
            return 0
        return self._count(name, repost, at)

    def drop(self, name: str) -> int:
        """Let a repost count no longer; gives how many that adds to its target."""
        return self._count(name, self._known[name], None)

    def _count(self, name: str, repost: Repost, at: datetime | None) -> int:
        more = (at is not None) - (repost.at is not None)
        self._activity.move(repost.at, at)
        repost.at = at
        self.by_source[source_of(name)] += more
        return more
