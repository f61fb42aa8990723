"""Trees grown from wishes: where each node hangs, and no circles.

A node wishes to hang on one other node. Where wishes run in a circle (a hostile
or broken recording), the earliest post of the circle gives in and becomes a root.
"""

from datetime import datetime

from moderator.core.node import Node


class Forest:
    """Hangs nodes on their stems."""

    def __init__(self) -> None:
        self._gave_in: set[Node] = set()
        self._moved: set[Node] = set()

    def hang(self, node: Node) -> set[Node]:
        """Let a node, and what gave in before, follow the present wishes.

        Gives all nodes that moved, and those below them.
        """
        for each in (node, *self._gave_in):
            self._follow(each)
        if node.since != _since(node):
            self._moved.add(node)
        moved, self._moved = self._moved, set()
        for each in moved:
            _settle_time(each)
        return moved.union(*(each.descendants() for each in moved))

    def cut_off(self, node: Node) -> None:
        """Take a node from its stem."""
        self._gave_in.discard(node)
        self._attach(node, None)
        self._moved.discard(node)

    def _follow(self, node: Node) -> None:
        ring = _ring(node)
        if not ring:
            self._gave_in.discard(node)
            self._attach(node, node.wish)
            return
        first = min(ring, key=lambda each: each.order)
        for each in ring:
            self._attach(each, None if each is first else each.wish)
        self._gave_in = (self._gave_in - set(ring)) | {first}

    def _attach(self, node: Node, stem: Node | None) -> None:
        if node.stem is stem:
            return
        if node.stem is not None:
            node.stem.children.discard(node)
        node.stem = stem
        if stem is not None:
            stem.children.add(node)
        self._moved.add(node)


def _ring(node: Node) -> list[Node]:
    """The nodes that, by their wishes, would hang on each other in a circle."""
    path, seen = [node], {node}
    while (above := path[-1].wish) is not None:
        if above is node:
            return path
        if above in seen:
            return []
        path.append(above)
        seen.add(above)
    return []


def _since(node: Node) -> datetime:
    return max(node.at, node.stem.since) if node.stem and node.stem.post else node.at


def _settle_time(node: Node) -> None:
    heap = [node]
    while heap:
        each = heap.pop()
        each.since = _since(each)
        heap.extend(each.children)
