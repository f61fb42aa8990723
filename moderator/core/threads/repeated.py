"""Which post repeats which by hand: "RT @x: …", whichever of the two came first."""

from collections.abc import Callable, Iterable

from moderator.core.posts.node import Node
from moderator.core.text.repeats import SHORTEST, Repeat, gist, repeat_in, repeats

Openings = dict[str, dict[Node, str]]
"""Posts with their words, by how these begin: equal for a post and its repeats by hand."""


class Repeated:
    """The repeats by hand, and the posts of those accounts that anybody repeats so.

    Few accounts are ever repeated by hand: only their posts are filed by their words.
    """

    def __init__(self, posts_by: Callable[[str], Iterable[Node]]) -> None:
        self._posts_by = posts_by
        self._said: dict[str, Openings] = {}
        self._repeats: dict[str, Openings] = {}

    def put(self, node: Node) -> None:
        """File a post under its words."""
        text = node.seen.text
        repeat = repeat_in(text)
        if repeat is not None:
            self._said_by(repeat.handle)
            _file(self._repeats.setdefault(repeat.handle, {}), node, repeat.words)
        elif node.author in self._said:
            _file(self._said[node.author], node, gist(text))

    def drop(self, node: Node) -> None:
        """Forget a post, as it was put."""
        repeat = repeat_in(node.seen.text)
        filed = self._repeats.get(repeat.handle) if repeat else self._said.get(node.author)
        words = repeat.words if repeat else gist(node.seen.text)
        if filed:
            filed.get(_opening(words), {}).pop(node, None)

    def repeating(self, node: Node) -> list[Node]:
        """The posts that may repeat this one by hand."""
        openings = self._repeats.get(node.author)
        if openings is None or node.post is None:
            return []
        words = gist(node.post.text)
        known = openings.get(_opening(words), {})
        return [other for other, copy in known.items() if repeats(copy, words)]

    def original(self, node: Node, repeat: Repeat) -> Node | None:
        """The earliest post of that account with those words, not counting repeats.

        Of several, one with a link of the repeat comes before those without.
        """
        known = self._said_by(repeat.handle).get(_opening(repeat.words), {})
        found = (
            other
            for other, words in known.items()
            if other is not node and other.deleted is None and repeats(repeat.words, words)
        )
        links = set(node.links)
        by_link = lambda other: (links.isdisjoint(other.links), other.order)  # noqa: E731
        return min(found, key=by_link, default=None)

    def _said_by(self, account: str) -> Openings:
        """What an account said, filed from the first time that anybody repeats it."""
        known = self._said.get(account)
        if known is None:
            known = self._said[account] = {}
            for node in self._posts_by(account):
                if repeat_in(node.seen.text) is None:
                    _file(known, node, gist(node.seen.text))
        return known


def _file(openings: Openings, node: Node, words: str) -> None:
    openings.setdefault(_opening(words), {})[node] = words


def _opening(words: str) -> str:
    return words[:SHORTEST]
