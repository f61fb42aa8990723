"""Trees grown from wishes: where each node hangs, and no circles.

A node wishes to hang on one other node. Where wishes run in a circle (a hostile
or broken recording), the earliest post of the circle gives in and becomes a root.
"""

from collections.abc import Sequence
from datetime import datetime

from moderator.core.node import Node, joined, parted


class Forest:
    """Hangs nodes on their stems."""

    def __init__(self) -> None:
        self._rings: dict[Node, Sequence[Node]] = {}
        self._moved: set[Node] = set()

    def hang(self, node: Node) -> set[Node]:
        """Let a node follow its present wish, and whoever was in a ring with it.

        Gives all nodes that moved, and those below them.
        """
        ring = self._rings.get(node, ())
        for each in ring:
            del self._rings[each]
        self._follow(node, may_ring=bool(node.children or ring))
        for each in ring:
            self._follow(each, may_ring=True)
        if node.since != _since(node):
            self._moved.add(node)
        moved, self._moved = self._moved, set()
        touched = set(moved)
        for each in moved:
            _settle(each, touched)
        return touched

    def wishing(self, node: Node) -> list[Node]:
        """The nodes that wish to hang on this one, and gave in."""
        return [each for each in self._rings.get(node, ()) if each.wish is node]

    def cut_off(self, node: Node) -> None:
        """Take a node from its stem."""
        node.wish = None
        self._attach(node, None)
        node.top = None
        self._moved.discard(node)

    def _follow(self, node: Node, *, may_ring: bool) -> None:
        """Hang a node on its stem. Only a node that others hang on can close a ring."""
        ring = _ring(node) if may_ring else []
        if not ring:
            self._attach(node, node.wish)
            return
        self._rings |= dict.fromkeys(ring, ring)
        first = min(ring, key=lambda each: each.order)
        for each in ring:
            self._attach(each, None if each is first else each.wish)

    def _attach(self, node: Node, stem: Node | None) -> None:
        if node.stem is stem:
            return
        if node.stem is not None:
            node.stem.children = parted(node.stem.children, node)
        node.stem = stem
        if stem is not None:
            stem.children = joined(stem.children, node)
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


def _settle(node: Node, touched: set[Node]) -> None:
    """Bring time and top of a node, and of all below it, up to date; notes them as touched."""
    heap = [node]
    while heap:
        each = heap.pop()
        each.since = _since(each)
        each.top = each.stem.root() if each.stem else None
        touched.add(each)
        heap.extend(each.children)
