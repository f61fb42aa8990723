"""What the link checker found of each link, and what that amounts to for a post."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from moderator.core.facts import LinkChecked, LinkState
from moderator.core.policy import Turn

_GRAVITY = (
    LinkState.ALIVE,
    LinkState.BLOCKED,
    LinkState.UNSURE,
    LinkState.CLOSED,
    LinkState.DEAD,
)


class Checks:
    """All link checks there were, by the key of the link."""

    def __init__(self) -> None:
        self._found: defaultdict[str, set[LinkChecked]] = defaultdict(set)

    def __bool__(self) -> bool:
        """Whether any link was checked."""
        return bool(self._found)

    def take(self, link: str, fact: LinkChecked) -> None:
        """Keep what was found of a link (by its key)."""
        self._found[link].add(fact)

    def worst(self, links: Iterable[str]) -> LinkChecked | None:
        """Of the last checks of these links the gravest; None where none was checked."""
        last = (max(self._found[link], key=_order) for link in links if link in self._found)
        return max(
            last, key=lambda check: (_GRAVITY.index(check.state), _order(check)), default=None
        )

    def turns(self, links: Iterable[str]) -> Iterator[tuple[datetime, Turn]]:
        """When the first of these links broke, and when the last was mended.

        What is blocked or unsure moves nothing.
        """
        broken = set[str]()
        found = ((link, check) for link in links for check in self._found.get(link, ()))
        for link, check in sorted(found, key=lambda each: (_order(each[1]), each[0])):
            before = bool(broken)
            if check.state.is_broken:
                broken.add(link)
            elif check.state is LinkState.ALIVE:
                broken.discard(link)
            if bool(broken) is not before:
                yield check.at, Turn.ASKED if broken else Turn.MENDED


def _order(check: LinkChecked) -> tuple[datetime, str, str, str, str]:
    return (check.at, check.state, check.link, check.reason, check.target)
