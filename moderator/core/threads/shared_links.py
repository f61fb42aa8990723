"""Which links an account was not the first to give: who passes one on speaks about another's."""

from collections.abc import Iterator

from moderator.core.posts import timeline
from moderator.core.posts.node import Entry, Node


class SharedLinks:
    """The posts with each link, in order of time."""

    def __init__(self) -> None:
        self._by_link: dict[str, list[Entry]] = {}
        self._moved = set[Node]()

    def put(self, node: Node) -> None:
        """File a post under its links."""
        for link in node.links:
            before = self._first(link)
            timeline.enter(self._by_link, link, timeline.entry(node))
            if before is not None and self._first(link) is node:
                self._moved.update(self._with(link))

    def drop(self, node: Node) -> None:
        """Take a post out, as it was put: before its links, its author or its time change."""
        for link in node.links:
            first = self._first(link)
            timeline.leave(self._by_link, link, timeline.entry(node))
            if first is node:
                self._moved.update(self._with(link))

    def is_of_another(self, node: Node) -> bool:
        """Whether a post has a link that another account was the first to give."""
        firsts = map(self._first, node.links)
        return any(first is not None and first.author != node.author for first in firsts)

    def moved(self) -> set[Node]:
        """The posts one of whose links has another first than when this was last asked."""
        moved, self._moved = self._moved, set[Node]()
        return moved

    def _first(self, link: str) -> Node | None:
        entries = self._by_link.get(link)
        return entries[0][2] if entries else None

    def _with(self, link: str) -> Iterator[Node]:
        return (node for _, _, node in self._by_link.get(link, ()))
