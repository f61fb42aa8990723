"""Reports of what is broken on the fair's own pages, in order: many people tell of one."""

from collections.abc import Iterator
from itertools import islice

from moderator.core.needs.need import Need
from moderator.core.parties.roster import ORGANISER
from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node, Order

NEAR = 30
"""How many reports before one may be of the same page."""


class FairReports:
    """The reports of the fair's own pages, by what each needs but for what moderators did."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._standing: dict[Node, Entry] = {}

    def __contains__(self, node: Node) -> bool:
        """Whether a post is such a report."""
        return node in self._standing

    def put(self, node: Node, need: Need | None) -> None:
        """Keep a post that needs this now, if it is such a report; else let it go."""
        before = self._standing.pop(node, None)
        if before is not None:
            timeline.remove(self._entries, before)
        if need is not None and is_of_fair(need):
            entry = self._standing[node] = timeline.entry(node)
            timeline.insert(self._entries, entry)

    def before(self, order: Order) -> Iterator[Node]:
        """The last few reports before a moment, the last first."""
        return islice(timeline.before(self._entries, order), NEAR)

    def after(self, order: Order) -> Iterator[Node]:
        """The reports for which one of that moment may count."""
        return islice(timeline.between(self._entries, order, None), NEAR + 1)


def is_of_fair(need: Need) -> bool:
    """Whether it is about something broken that is the fair's own."""
    return not need.case.asks and need.party == ORGANISER and need.subject.post is None
