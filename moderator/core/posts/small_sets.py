"""Collections that mostly have one or two items, and now and then thousands.

There are as many of them as posts: a tuple of a few, or a set of many, each item once.
"""

from collections.abc import Collection
from typing import TypeVar

Item = TypeVar("Item")
_FEW = 8


def joined(items: Collection[Item], item: Item) -> Collection[Item]:
    """The items with one more: the same set, where it is a set."""
    if isinstance(items, set):
        items.add(item)
        return items
    if item in items:
        return items
    return (*items, item) if len(items) < _FEW else {*items, item}


def parted(items: Collection[Item], item: Item) -> Collection[Item]:
    """The items with one fewer: the same set, while any are left."""
    if isinstance(items, set):
        items.discard(item)
        return items or ()
    return tuple([each for each in items if each != item])
