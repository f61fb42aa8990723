"""Since when something has been said somewhere: in a thread, or by an account."""

from collections import defaultdict
from collections.abc import Hashable
from datetime import datetime
from typing import Generic, TypeVar

from moderator.core.node import Node

Place = TypeVar("Place", bound=Hashable)


class Firsts(Generic[Place]):
    """The time of the first of some posts, by the place where they stand."""

    def __init__(self) -> None:
        self._places: dict[Node, Place] = {}
        self._times: defaultdict[Place, dict[Node, datetime]] = defaultdict(dict)
        self._first: dict[Place, datetime | None] = {}

    def put(self, node: Node, place: Place | None) -> list[Place]:
        """Let a post stand in that place, or (None) in none; gives where the first is another."""
        before = self._places.pop(node, None)
        if before is not None:
            del self._times[before][node]
        if place is not None:
            self._places[node] = place
            self._times[place][node] = node.since
        places = dict.fromkeys(each for each in (before, place) if each is not None)
        return [each for each in places if self._is_renewed(each)]

    def any_before(self, place: Place, at: datetime) -> bool:
        """Whether there was one in that place before that moment."""
        first = self._first.get(place)
        return first is not None and first < at

    def _is_renewed(self, place: Place) -> bool:
        known = self._first.get(place)
        self._first[place] = first = min(self._times[place].values(), default=None)
        return first != known
