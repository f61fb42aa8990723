"""Where short links lead, as the link checker found, and which posts carry them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from moderator.core.posts.node import Node
from moderator.core.posts.small_sets import joined


class ShortLinks:
    """Lets posts with a short link be found by what it stands for, whichever came first."""

    def __init__(self) -> None:
        self._targets: defaultdict[str, set[str]] = defaultdict(set)
        self._carriers: dict[str, Collection[Node]] = {}

    def note(self, node: Node) -> None:
        """Let a post know where its short links lead, as far as that is known."""
        if not node.links and not node.leads:
            return
        for link in node.links:
            self._carriers[link] = joined(self._carriers.get(link, ()), node)
        if not self._targets and not node.leads:
            return
        targets = (self._targets.get(link, ()) for link in node.links)
        node.leads = tuple(sorted(set[str]().union(*targets)))

    def learn(self, link: str, target: str) -> Iterable[Node]:
        """Keep that a link leads there (by their keys); gives the posts to which that is new."""
        if target == link or target in self._targets[link]:
            return ()
        self._targets[link].add(target)
        return tuple(self._carriers.get(link, ()))
