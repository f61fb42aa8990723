"""The cases that a moderator set aside until the next post, and the posts that wake them."""

from collections.abc import Iterable, Iterator, Sequence

from moderator.core.facts import Acted, ActKind
from moderator.core.node import Node
from moderator.core.subjects import CaseKey


class Dozing:
    """Which case to look at again when a post comes, changes or moves; most often none."""

    def __init__(self) -> None:
        self._watched: dict[CaseKey, frozenset[Node]] = {}

    def __bool__(self) -> bool:
        """Whether any case waits for a post."""
        return bool(self._watched)

    def watch(self, case: CaseKey, acts: Sequence[Acted], needs: Iterable[Node]) -> None:
        """Watch what is below the needs of a case, if a post may wake it."""
        self._watched.pop(case, None)
        if any(act.kind is ActKind.SNOOZE and act.until is None for act in acts):
            below = (post for need in needs for post in (need, *need.descendants()))
            self._watched[case] = frozenset(below)

    def woken(self, post: Node) -> Iterator[CaseKey]:
        """The cases that this post may wake, where it is, or let sleep on, where it was."""
        for case, watched in self._watched.items():
            if not watched.isdisjoint((post, *post.ancestors())):
                yield case
