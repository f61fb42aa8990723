"""Where a need stands among the others, as it was put there."""

from typing import NamedTuple

from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node


class Place(NamedTuple):
    """By whom a need was asked, when, and in which thread."""

    asker: str
    entry: Entry
    thread: Node

    @classmethod
    def of(cls, need: Node) -> "Place":
        """Where a need is to stand now."""
        return cls(need.author, timeline.entry(need), need.root())
