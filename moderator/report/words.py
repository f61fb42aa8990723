"""What a report repeats of people's words: without their handles, unless they were asked for."""

import re
from collections.abc import Iterable

from moderator import mentions
from moderator.core.board import Line
from moderator.core.fair import Fair
from moderator.safe import safe

_IN_ADDRESS = re.compile(r"(?<=/)@?([\w](?:[\w.-]*\w)?)")


class Words:
    """Gives the words of posts; only accounts of employers and the organiser keep their handle."""

    def __init__(self, lines: Iterable[Line], fair: Fair, *, handles: bool) -> None:
        self._handles = handles
        listed = {*fair.organiser}.union(*fair.employers.values())
        self._owing = {handle.casefold() for handle in listed}
        self._others = set[str]()
        for line in lines:
            names = {line.handle.casefold(), line.post.author.handle.casefold()}
            (self._owing if line.side.owes_answers else self._others).update(names)

    def of(self, line: Line | None) -> str:
        """The words of a post; none of one that is gone, or never arrived."""
        return "" if line is None or line.deleted else self.masked(line.post.text)

    def masked(self, text: str) -> str:
        """A text, fit to be shown, without the handles of people."""
        text = safe(text, lines=True).strip()
        if self._handles:
            return text
        text = mentions.masked(text, self._owes_answers)
        return _IN_ADDRESS.sub(self._person, text)

    def askers(self, handles: Iterable[str]) -> tuple[str, ...]:
        """Who asked; nobody unless handles were asked for."""
        return tuple(f"@{safe(handle)}" for handle in handles) if self._handles else ()

    def _owes_answers(self, handle: str) -> bool:
        return handle.casefold() in self._owing

    def _person(self, found: re.Match[str]) -> str:
        known = found[1].casefold() in self._others - self._owing
        return "…" if known else found[0]
