"""Who wrote which posts, and whom they mention: each account's posts in order of time."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter

from feeds.post import Post
from moderator.core.posts.node import Node, Order, account

_order, _at = attrgetter("order"), attrgetter("at")


class Voices:
    """Every account's posts, and the posts that mention it."""

    def __init__(self) -> None:
        self._by: dict[str, list[Node]] = {}
        self._to: dict[str, list[Node]] = {}
        self._former: dict[Node, set[str]] = {}
        self._accounts: dict[str, str] = {}
        self._mentioned: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, post: Post) -> tuple[str, tuple[str, ...]]:
        """The account that wrote a post, and those that it mentions, itself aside.

        Equal ones are the same, in however many posts.
        """
        author = self._key(post.author.handle)
        if not post.mentions:
            return author, ()
        mentions = tuple([key for key in map(self._key, post.mentions) if key != author])
        return author, self._mentioned.setdefault(mentions, mentions)

    def by(self, key: str) -> Sequence[Node]:
        """What an account wrote."""
        return self._by.get(key, ())

    def to(self, key: str) -> Sequence[Node]:
        """The posts that mention an account."""
        return self._to.get(key, ())

    def around(self, key: str, order: Order) -> list[Node]:
        """The posts since then that an account wrote, or that mention it."""
        return [*_since(self._by.get(key), order), *_since(self._to.get(key), order)]

    def between(self, key: str, start: datetime, end: datetime) -> list[Node]:
        """The posts of those moments that an account wrote, or that mention it."""
        both = (self._by.get(key, ()), self._to.get(key, ()))
        return [node for nodes in both for node in _from_to(nodes, start, end)]

    def authors(self, node: Node) -> Iterable[str]:
        """Who wrote a post, and whoever seemed to before it was seen in a later version."""
        former = self._former.get(node)
        return (node.author, *former) if former else (node.author,)

    def put(self, node: Node) -> None:
        """File a post under its author, and under those whom it mentions."""
        _insert(self._by, node.author, node)
        for mention in set(node.mentions):
            _insert(self._to, mention, node)

    def drop(self, node: Node) -> None:
        """Take a post out, as it was put: before its words or its time change."""
        _remove(self._by[node.author], node)
        for mention in set(node.mentions):
            _remove(self._to[mention], node)
        self._former.setdefault(node, set()).add(node.author)

    def _key(self, handle: str) -> str:
        known = self._accounts.get(handle)
        if known is None:
            known = self._accounts[handle] = account(handle)
        return known


def _insert(lists: dict[str, list[Node]], key: str, node: Node) -> None:
    nodes = lists.get(key)
    if nodes is None:
        lists[key] = [node]
    elif nodes and node.at <= nodes[-1].at and node.order < nodes[-1].order:
        insort(nodes, node, key=_order)
    else:
        nodes.append(node)


def _remove(nodes: list[Node], node: Node) -> None:
    del nodes[bisect_left(nodes, node.order, key=_order)]


def _from_to(nodes: Sequence[Node], start: datetime, end: datetime) -> Sequence[Node]:
    if not nodes or nodes[-1].at < start:
        return ()
    return nodes[bisect_left(nodes, start, key=_at) : bisect_right(nodes, end, key=_at)]


def _since(nodes: list[Node] | None, order: Order) -> list[Node]:
    if not nodes or nodes[-1].order < order:
        return []
    return nodes[bisect_left(nodes, order, key=_order) :]
