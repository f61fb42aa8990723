"""Since when something has been said somewhere: in a thread, or by an account."""

from bisect import bisect_left, insort
from collections.abc import Hashable
from datetime import datetime
from typing import Generic, TypeVar

from moderator.core.node import NEVER, Node

Place = TypeVar("Place", bound=Hashable)
Window = tuple[Place, datetime, datetime]
"""A place, and the moments between which it is no longer the same there."""


class Firsts(Generic[Place]):
    """The time of the first of some posts, by the place where they stand."""

    def __init__(self) -> None:
        self._standing: dict[Node, tuple[Place, datetime]] = {}
        self._times: dict[Place, list[datetime]] = {}

    def __contains__(self, node: Node) -> bool:
        """Whether a post stands anywhere."""
        return node in self._standing

    def put(self, node: Node, place: Place | None) -> list[Window[Place]]:
        """Let a post stand in that place, or (None) in none; gives where the first is another."""
        before = self._standing.get(node)
        if before is None and place is None:
            return []
        after = (place, node.since) if place is not None else None
        if before == after:
            return []
        windows: list[Window[Place]] = []
        if before is not None:
            del self._standing[node]
            windows += self._leave(*before)
        if after is not None:
            self._standing[node] = after
            windows += self._enter(*after)
        return windows

    def any_before(self, place: Place, at: datetime) -> bool:
        """Whether there was one in that place before that moment."""
        times = self._times.get(place)
        return times[0] < at if times else False

    def _enter(self, place: Place, at: datetime) -> list[Window[Place]]:
        times = self._times.setdefault(place, [])
        first = times[0] if times else NEVER
        insort(times, at)
        return [(place, at, first)] if at < first else []

    def _leave(self, place: Place, at: datetime) -> list[Window[Place]]:
        times = self._times[place]
        del times[bisect_left(times, at)]
        first = times[0] if times else NEVER
        return [(place, at, first)] if at < first else []
