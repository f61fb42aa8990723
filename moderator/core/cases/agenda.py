"""What to find anew before the next board: needs to tie, posts to hear.

Entries are unique, and subtrees that overlap are walked once.
"""

from collections.abc import Iterable, Iterator

from moderator.core.posts.node import Node


class Agenda:
    """The posts that what became known may concern."""

    def __init__(self) -> None:
        self._loose: dict[Node, None] = {}
        self._unheard: dict[Node, None] = {}
        self._loosened, self._silenced = set[Node](), set[Node]()

    def __bool__(self) -> bool:
        """Whether there is anything on it, or was looked through for it."""
        return bool(self._loose or self._unheard or self._loosened)

    def loosen(self, nodes: Iterable[Node]) -> None:
        """Have those of these posts tied anew that are needs, or were."""
        for node in nodes:
            if node.asks or (node.verdict and node.verdict.label.is_need):
                self._loose[node] = None

    def loosen_below(self, node: Node) -> None:
        """Have the needs below a post tied anew."""
        self.loosen(_further_below(node, self._loosened))

    def unhear(self, posts: Iterable[Node]) -> None:
        """Have these posts heard anew."""
        for post in posts:
            self._unheard[post] = None

    def unhear_below(self, node: Node) -> None:
        """Have the posts below one heard anew."""
        self.unhear(_further_below(node, self._silenced))

    def loose(self) -> Iterator[Node]:
        """The needs to tie, until none is left; more may come meanwhile."""
        self._loosened.clear()
        while self._loose:
            yield self._loose.popitem()[0]

    def unheard(self) -> Iterable[Node]:
        """The posts to hear, which are off the agenda now."""
        self._silenced.clear()
        unheard, self._unheard = self._unheard, {}
        return unheard


def _further_below(node: Node, seen: set[Node]) -> Iterator[Node]:
    """The posts below one that were not seen before; marks them as seen.

    Whatever is below a seen post was seen with it.
    """
    heap = [node]
    while heap:
        fresh = [each for each in heap.pop().children if each not in seen]
        seen.update(fresh)
        heap += fresh
        yield from fresh
