"""Trees of posts: where each node hangs, and no circles.

A node would hang on one other node. Where that runs in a circle (a hostile or
broken recording), the earliest post of the circle gives in and becomes a root.
"""

from collections.abc import Sequence

from moderator.core.posts.node import Node
from moderator.core.posts.small_sets import joined, parted


class Forest:
    """Hangs nodes on their stems; `rings` has those that would make a circle."""

    def __init__(self) -> None:
        self.rings: dict[Node, Sequence[Node]] = {}

    def hang(self, node: Node) -> set[Node]:
        """Hang a node on what it would hang on now, and whoever was in a ring with it.

        Gives all nodes that moved, and those below them.
        """
        ring = self.rings.get(node, ())
        if not ring and not node.children:
            moved = _attach(node, node.would_hang_on)
            return {node} if not _settled(node) or moved else set()
        for each in ring:
            del self.rings[each]
        moving = {each for start in (node, *ring) for each in self._follow(start)}
        if not _settled(node):
            moving.add(node)
        touched = set(moving)
        for each in moving:
            _settle(each, touched)
        return touched

    def giving_in(self, node: Node) -> list[Node]:
        """The nodes that would hang on this one, and gave in."""
        ring = self.rings.get(node)
        return [each for each in ring if each.would_hang_on is node] if ring else []

    def cut_off(self, node: Node) -> None:
        """Take a node from its stem."""
        node.would_hang_on = node.top = None
        _attach(node, None)
        node.look_up()

    def _follow(self, node: Node) -> list[Node]:
        """Hang a node on its stem, and those that are in a ring with it; gives whoever moved."""
        ring = _ring(node)
        if not ring:
            return [node] if _attach(node, node.would_hang_on) else []
        self.rings |= dict.fromkeys(ring, ring)
        first = min(ring, key=lambda each: each.order)
        return [
            each for each in ring if _attach(each, None if each is first else each.would_hang_on)
        ]


def _attach(node: Node, stem: Node | None) -> bool:
    """Hang a node on that stem; whether it hung elsewhere."""
    if node.stem is stem:
        return False
    if node.stem is not None:
        node.stem.children = parted(node.stem.children, node)
    node.stem = stem
    if stem is not None:
        stem.children = joined(stem.children, node)
    return True


def _ring(node: Node) -> list[Node]:
    """The nodes that would hang on each other in a circle."""
    path, seen = [node], {node}
    while (above := path[-1].would_hang_on) is not None:
        if above is node:
            return path
        if above in seen:
            return []
        path.append(above)
        seen.add(above)
    return []


def _settled(node: Node) -> bool:
    """Bring time and top of a node up to date; whether they were. It looks up, too."""
    stem, since, top = node.stem, node.at, None
    if stem is None:
        node.matter = node.asked = None
    else:
        node.look_up()
        top = stem.top or stem
        if stem.post is not None and stem.since > since:
            since = stem.since
    if since == node.since and top is node.top:
        return True
    node.since, node.top = since, top
    return False


def _settle(node: Node, touched: set[Node]) -> None:
    """Bring time and top of a node, and of all below it, up to date; notes them as touched."""
    heap = [node]
    while heap:
        each = heap.pop()
        _settled(each)
        touched.add(each)
        heap.extend(each.children)
