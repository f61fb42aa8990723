"""Since when something has been said in a thread."""

from bisect import bisect_left, insort
from datetime import datetime

from moderator.core.posts.node import NEVER, Node

Window = tuple[Node, datetime, datetime]
"""A thread, by its top, and the moments between which it is no longer the same there."""


class Firsts:
    """The time of the first of some posts, by the top of the thread in which they stand."""

    def __init__(self) -> None:
        self._standing: dict[Node, tuple[Node, datetime]] = {}
        self._times: dict[Node, list[datetime]] = {}

    def put(self, node: Node, place: Node | None) -> list[Window]:
        """Let a post stand in that place, or (None) in none; gives where the first is another."""
        before = self._standing.get(node)
        if before is None and place is None:
            return []
        after = (place, node.since) if place is not None else None
        if before == after:
            return []
        windows: list[Window] = []
        if before is not None:
            del self._standing[node]
            windows += self._leave(*before)
        if after is not None:
            self._standing[node] = after
            windows += self._enter(*after)
        return windows

    def any_before(self, place: Node, at: datetime) -> bool:
        """Whether there was one in that place before that moment."""
        times = self._times.get(place)
        return times[0] < at if times else False

    def _enter(self, place: Node, at: datetime) -> list[Window]:
        times = self._times.setdefault(place, [])
        first = times[0] if times else NEVER
        insort(times, at)
        return [(place, at, first)] if at < first else []

    def _leave(self, place: Node, at: datetime) -> list[Window]:
        times = self._times[place]
        del times[bisect_left(times, at)]
        first = times[0] if times else NEVER
        return [(place, at, first)] if at < first else []
