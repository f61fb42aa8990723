"""What each account asked or reported, in order: what a post may answer that mentions it."""

from bisect import bisect_left, insort
from datetime import datetime

from moderator.core.posts.node import NEVER, Node
from moderator.core.posts.timeline import entry

Moment = tuple[datetime, str, Node]
Window = tuple[str, datetime, datetime]
"""An account, and the moments between which its last need is another one now."""


class Asked:
    """The needs of every account."""

    def __init__(self) -> None:
        self._standing: dict[Node, tuple[str, Moment]] = {}
        self._needs: dict[str, list[Moment]] = {}

    def __contains__(self, node: Node) -> bool:
        """Whether a post is a need of anybody."""
        return node in self._standing

    def asks(self, account: str) -> bool:
        """Whether an account asked anything."""
        return bool(self._needs.get(account))

    def put(self, node: Node, asker: str | None) -> list[Window]:
        """Let a post be a need of that account, or (None) of none; gives what is otherwise then."""
        before = self._standing.get(node)
        after = (asker, _moment(node)) if asker is not None else None
        if before == after:
            return []
        windows: list[Window] = []
        if before is not None:
            del self._standing[node]
            needs = self._needs[before[0]]
            del needs[bisect_left(needs, before[1])]
            windows.append(self._window(*before))
        if after is not None:
            self._standing[node] = after
            windows.append(self._window(*after))
            insort(self._needs.setdefault(after[0], []), after[1])
        return windows

    def window(self, node: Node) -> Window | None:
        """The moments at which a need is the last of its account; None where it is none."""
        standing = self._standing.get(node)
        return self._window(*standing) if standing else None

    def last_before(self, account: str, at: datetime) -> Node | None:
        """The last need of an account before that moment."""
        needs = self._needs.get(account)
        place = bisect_left(needs, (at,)) if needs else 0
        return needs[place - 1][2] if needs and place else None

    def _window(self, account: str, need: Moment) -> Window:
        needs = self._needs.get(account, ())
        place = bisect_left(needs, need)
        place += place < len(needs) and needs[place] == need
        return account, need[0], needs[place][0] if place < len(needs) else NEVER


def _moment(node: Node) -> Moment:
    """Since when a post has been asked in its thread: the entry itself, where that is its time."""
    return entry(node) if node.since is node.at else (node.since, node.key, node)
