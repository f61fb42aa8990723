"""Phrases as a trie, followed word by word: what a run of words may still become.

From the same beginning, words of the same names lead to the same place: where that is
has to be found out once, and is remembered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from moderator.classify.text import Opens, Word

GAPS = {"..": 3, "...": 12}
"""How many words may stand in a gap of that spelling."""

REMEMBERED = 1_000
"""How many words after the same beginning of phrases are remembered."""

_MARKS = frozenset("?!.")


class Hit(NamedTuple):
    """A phrase of a signal was found: from one word to another, with its weight."""

    signal: str
    weight: float
    start: int
    end: int


@dataclass(slots=True)
class Node:
    """What has been read of some phrases: how they go on (by a word, or a gap), which end here."""

    after: "dict[str, Node]" = field(default_factory=dict)
    found: tuple[tuple[str, float, bool], ...] = ()


@dataclass(slots=True, eq=False)
class State:
    """How far some phrases were followed: at these nodes, or in a gap with so many words left.

    `after` remembers what follows by a word; None where no phrase goes on.
    """

    nodes: tuple[Node, ...]
    waiting: tuple[tuple[Node, int], ...] = ()
    found: tuple[tuple[str, float, bool], ...] = ()
    after: "dict[tuple[str, ...], State | None]" = field(default_factory=dict)


class Known(NamedTuple):
    """What phrases call a word, and how those that begin with it go on."""

    keys: tuple[str, ...]
    begins: dict[Opens, State | None]


def followed(
    state: State | None, words: Sequence[Word], known: Sequence[Known], start: int
) -> Iterator[Hit]:
    """Give the phrases that begin at `start`, with a first word that led to this state."""
    place = start
    while state is not None:
        for signal, weight, last in state.found:
            if words[place].closes or not last:
                yield Hit(signal, weight, start, place)
        place += 1
        if place == len(words):
            return
        keys, after = known[place].keys, state.after
        if keys not in after:
            _bound(after)
            after[keys] = _next(state, keys)
        state = after[keys]


def _next(state: State, keys: tuple[str, ...]) -> State | None:
    """Give what follows by a word of these names; a mark ends a gap."""
    across = [node for node, _ in state.waiting]
    found = [
        node.after[key] for node in (*state.nodes, *across) for key in keys if key in node.after
    ]
    ends = not _MARKS.isdisjoint(keys)
    waiting = [] if ends else [(node, left - 1) for node, left in state.waiting if left]
    return state_at(found, waiting)


def state_at(nodes: Sequence[Node], waiting: Iterable[tuple[Node, int]] = ()) -> State | None:
    """Give the state of being at these nodes and in these gaps; None where no phrase goes on."""
    gaps = [
        (node.after[gap], width)
        for node in nodes
        for gap, width in GAPS.items()
        if gap in node.after
    ]
    open_gaps = (*waiting, *gaps)
    if not nodes and not open_gaps:
        return None
    return State(tuple(nodes), open_gaps, tuple(one for node in nodes for one in node.found))


def _bound(remembered: dict[tuple[str, ...], State | None]) -> None:
    """Forget all rather than more than there is room for: texts must not fill the memory."""
    if len(remembered) >= REMEMBERED:
        remembered.clear()
