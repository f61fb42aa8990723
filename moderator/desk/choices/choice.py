"""Something that can be chosen, on the screen or by typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Chosen = TypeVar("Chosen")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Chosen]):
    """Something that can be chosen: what it gives, how it is called, and what it is."""

    gives: Chosen
    name: str
    note: str = ""

    def has(self, words: Sequence[str], *, part: bool = True) -> bool:
        """Whether all of the words stand in its name or its note, be it as `part` of others."""
        text = f"{self.name} {self.note}".casefold()
        return all(word in (text if part else text.split()) for word in words)
