"""The cases that a moderator set aside until the next post, and the posts that wake them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from moderator.core.facts import Acted, ActKind
from moderator.core.needs.case_key import CaseKey
from moderator.core.posts.node import Node


class Snoozed:
    """Which case to look at again when a post comes, changes or moves; most often none."""

    def __init__(self) -> None:
        self._watched: dict[CaseKey, frozenset[Node]] = {}
        self._watching: dict[Node, dict[CaseKey, None]] = {}

    def __bool__(self) -> bool:
        """Whether any case waits for a post."""
        return bool(self._watched)

    def watch(self, case: CaseKey, acts: Sequence[Acted], needs: Iterable[Node]) -> None:
        """Watch what is below the needs of a case, if a post may wake it."""
        for post in self._watched.pop(case, ()):
            del self._watching[post][case]
        if any(act.kind is ActKind.SNOOZE and act.until is None for act in acts):
            below = (post for need in needs for post in (need, *need.descendants()))
            self._watched[case] = frozenset(below)
            for post in self._watched[case]:
                self._watching.setdefault(post, {})[case] = None

    def woken(self, post: Node) -> Iterator[CaseKey]:
        """The cases that this post may wake, where it is, or let sleep on, where it was."""
        for each in chain((post,), post.ancestors()):
            yield from self._watching.get(each, ())
