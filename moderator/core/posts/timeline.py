"""Posts in order of time, in plain lists: a fair has very many, and most are short.

A post's time can still change while it stands in a list, so it stands there with
the order that it was put with.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from moderator.core.posts.node import Entry, Node, Order

Key = TypeVar("Key")


def entry(node: Node) -> Entry:
    """A post as it is put in a list: the same in all of them, while its time stays."""
    known = node.entry
    if known is None or known[0] is not node.at:
        known = node.entry = (node.at, node.key, node)
    return known


def insert(entries: list[Entry], new: Entry) -> None:
    """Put a post in its place; the latest, as most are, at no cost."""
    if entries and new < entries[-1]:
        insort(entries, new)
    else:
        entries.append(new)


def enter(lists: dict[Key, list[Entry]], key: Key, new: Entry) -> None:
    """Put a post in its place in one of these lists; most never have more than one."""
    entries = lists.get(key)
    if entries is None:
        lists[key] = [new]
    else:
        insert(entries, new)


def include(entries: list[Entry], new: Entry) -> None:
    """Put a post in its place, unless it stands there already."""
    index = _place(entries, new)
    if index == len(entries) or entries[index] != new:
        entries.insert(index, new)


def remove(entries: list[Entry], old: Entry) -> None:
    """Take a post out, as it was put."""
    del entries[bisect_left(entries, old)]


def leave(lists: dict[Key, list[Entry]], key: Key, old: Entry) -> None:
    """Take a post out of one of these lists, as it was put; an empty list goes, too."""
    remove(lists[key], old)
    if not lists[key]:
        del lists[key]


def between(entries: Sequence[Entry], start: Order | None, end: Order | None) -> Iterator[Node]:
    """The posts from the one moment up to the other, both included; None sets no limit."""
    for index in range(_place(entries, start) if start else 0, len(entries)):
        at, key, node = entries[index]
        if end is not None and (at, key) > end:
            return
        yield node


def before(entries: Sequence[Entry], order: Order) -> Iterator[Node]:
    """The posts that come before that, the latest first."""
    for index in range(_place(entries, order) - 1, -1, -1):
        yield entries[index][2]


def following(entries: Sequence[Entry], order: Order) -> Order | None:
    """The order of the first post that does not come before that; None where there is none."""
    place = _place(entries, order)
    return entries[place][:2] if place < len(entries) else None


def _place(entries: Sequence[Any], order: tuple[Any, ...]) -> int:
    """Where the first stands that does not come before that."""
    if not entries or entries[-1] < order:
        return len(entries)
    return bisect_left(entries, order)
