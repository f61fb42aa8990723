"""A sentence with fields, known again by what stands between them.

Each stretch is taken where it first comes. A text comes from outside, and trying what comes
later as well, as a regular expression does, takes a time that grows with a power of its length.
"""

from dataclasses import dataclass
from string import Formatter
from typing import Self


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its `start`, its `fields` (each with the stretch behind it), and its end.

    `last` is the name of the last field, which `end` stands behind.
    """

    text: str
    start: str
    fields: tuple[tuple[str, str], ...]
    last: str
    end: str

    @classmethod
    def of(cls, text: str) -> Self:
        """The sentence that is written so, as in "{platform} fails ({status})"."""
        parts = [(said, name or "") for said, name, _spec, _how in Formatter().parse(text)]
        names = [name for _said, name in parts if name]
        start, *behind = [said for said, _name in parts] + ([""] if parts[-1][1] else [])
        return cls(text, start, tuple(zip(names, behind, strict=True))[:-1], names[-1], behind[-1])

    @property
    def says(self) -> int:
        """How many characters of it are its own."""
        return len(self.start + self.end) + sum(len(text) for _name, text in self.fields)

    def values(self, said: str) -> tuple[tuple[str, str], ...]:
        """What fills it in where that is said, as little as can be; nothing where it is not."""
        if not (said.startswith(self.start) and said.endswith(self.end)):
            return ()
        values, at, end = [], len(self.start), len(said) - len(self.end)
        for name, text in self.fields:
            stop = said.find(text, at + 1, end)
            if stop < 0:
                return ()
            values.append((name, said[at:stop]))
            at = stop + len(text)
        return (*values, (self.last, said[at:end])) if at < end else ()
