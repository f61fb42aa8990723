"""Who wrote which posts, and whom they mention: each account's posts in order of time."""

from collections.abc import Iterable, Sequence

from moderator.core import timeline
from moderator.core.node import Node


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

    def authors(self, node: Node) -> Iterable[str]:
        """Who wrote a post, and whoever seemed to before it was seen in a later version."""
        return (node.author, *self._former.get(node, ()))

    def put(self, node: Node) -> None:
        """File a post under its author, and under those whom it mentions."""
        timeline.insert(self._by.setdefault(node.author, []), node)
        for mention in set(node.mentions):
            timeline.insert(self._to.setdefault(mention, []), node)

    def drop(self, node: Node) -> None:
        """Take a post out, as it was put."""
        self._by[node.author].remove(node)
        for mention in set(node.mentions):
            self._to[mention].remove(node)
        self._former.setdefault(node, set()).add(node.author)
