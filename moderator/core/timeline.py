"""Posts in order of time, in plain lists: a fair has very many, and most are short."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from moderator.core.node import Node

Order = tuple[datetime, str]
"""What posts are sorted by: `Node.order`."""

_order = attrgetter("order")


def insert(nodes: list[Node], node: Node) -> None:
    """Put a node in its place; the latest, as most are, at no cost."""
    if nodes and node.order < nodes[-1].order:
        insort(nodes, node, key=_order)
    else:
        nodes.append(node)


def since(nodes: list[Node], order: Order) -> list[Node]:
    """The nodes that do not come before that, in order."""
    if not nodes or nodes[-1].order < order:
        return []
    return nodes[bisect_left(nodes, order, key=_order) :]


def before(nodes: list[Node], order: Order) -> Iterator[Node]:
    """The nodes that come before that, the latest first."""
    index = len(nodes)
    if nodes and not nodes[-1].order < order:
        index = bisect_left(nodes, order, key=_order)
    while index:
        index -= 1
        yield nodes[index]
