"""Who wrote which posts, and whom they mention: each account's posts in order of time."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from operator import attrgetter

from moderator.core.node import Node
from moderator.core.timeline import Order

_order = attrgetter("order")


class Voices:
    """Every account's posts, and the posts that mention it."""

    def __init__(self) -> None:
        self._by: dict[str, list[Node]] = {}
        self._to: dict[str, list[Node]] = {}
        self._former: dict[Node, set[str]] = {}

    def by(self, account: str) -> Sequence[Node]:
        """What an account wrote."""
        return self._by.get(account, ())

    def to(self, account: str) -> Sequence[Node]:
        """The posts that mention an account."""
        return self._to.get(account, ())

    def around(self, account: str, order: Order) -> list[Node]:
        """The posts since then that an account wrote, or that mention it."""
        return [*_since(self._by.get(account), order), *_since(self._to.get(account), order)]

    def authors(self, node: Node) -> Iterable[str]:
        """Who wrote a post, and whoever seemed to before it was seen in a later version."""
        return (node.author, *self._former.get(node, ()))

    def put(self, node: Node) -> None:
        """File a post under its author, and under those whom it mentions."""
        _insert(self._by.setdefault(node.author, []), node)
        for mention in set(node.mentions):
            _insert(self._to.setdefault(mention, []), node)

    def drop(self, node: Node) -> None:
        """Take a post out, as it was put: before its words or its time change."""
        self._by[node.author].remove(node)
        for mention in set(node.mentions):
            self._to[mention].remove(node)
        self._former.setdefault(node, set()).add(node.author)


def _insert(nodes: list[Node], node: Node) -> None:
    if nodes and node.order < nodes[-1].order:
        insort(nodes, node, key=_order)
    else:
        nodes.append(node)


def _since(nodes: list[Node] | None, order: Order) -> list[Node]:
    if not nodes or nodes[-1].order < order:
        return []
    return nodes[bisect_left(nodes, order, key=_order) :]
