"""What came last: of so many, the oldest is let go.

A plain dict would look for its oldest past all that was let go before.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Latest(OrderedDict[Key, Value]):
    """A dict of at most so many; each one that is put in beyond them takes the oldest's place.

    What is in it already keeps its age. Only `latest[key] = value` puts something in.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            self.popitem(last=False)
