"""What a report repeats of people's words: without their handles, unless they were asked for."""

import re
from collections.abc import Iterable, Sequence

from moderator.core.board import Line
from moderator.core.fair import Fair
from moderator.words import mentions
from moderator.words.safe import safe

_IN_ADDRESS = re.compile(r"(?<=/)@?([\w](?:[\w.-]*\w)?)")


class Words:
    """Gives the words of posts; only accounts of employers and the organiser keep their handle."""

    def __init__(self, lines: Sequence[Line], fair: Fair, *, handles: bool) -> None:
        self._handles = handles
        owing = [line for line in lines if line.side.owes_answers]
        others = [line for line in lines if not line.side.owes_answers]
        listed = {*fair.organiser}.union(*fair.employers.values())
        self._owing = _folded(listed).union(*map(_handles, owing))
        self._others = set[str]().union(*map(_handles, others))
        self._parties = (
            self._owing | _folded(fair.employers) | _folded(line.party for line in owing)
        )
        mentioned = _folded(handle for line in lines for handle in line.post.mentions)
        names = _folded(line.post.author.name for line in others)
        self._people = (self._others | mentioned | names) - self._parties

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

    def party(self, name: str) -> str:
        """Who owes a word: an employer or the organiser by name, anybody else masked."""
        is_person = name.removeprefix("@").casefold() in self._people
        return mentions.MASK if is_person and not self._handles else name

    def askers(self, handles: Iterable[str]) -> tuple[str, ...]:
        """Who asked; nobody unless handles were asked for."""
        return tuple(f"@{safe(handle)}" for handle in handles) if self._handles else ()

    def _owes_answers(self, handle: str) -> bool:
        return handle.casefold() in self._owing

    def _person(self, found: re.Match[str]) -> str:
        known = found[1].casefold() in self._others - self._owing
        return "…" if known else found[0]


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names if name}


def _handles(line: Line) -> set[str]:
    return _folded((line.handle, line.post.author.handle))
