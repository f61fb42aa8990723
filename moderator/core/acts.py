"""The moderators' acts: which of them hold, once those taken back are left out."""

from collections import defaultdict
from collections.abc import Iterable

from moderator.core.facts import Acted, ActKind
from moderator.core.labels import Label


class Acts:
    """All acts of a fair, by what they were done to."""

    def __init__(self) -> None:
        self._all: dict[str, Acted] = {}
        self._by_target: defaultdict[str, set[str]] = defaultdict(set)

    def take(self, fact: Acted) -> str:
        """Take an act in; gives the target for which other acts may hold now."""
        self._all.setdefault(fact.id, fact)
        self._by_target[fact.target].add(fact.id)
        return self._subject(fact)

    def holding(self, target: str) -> list[Acted]:
        """The acts on a target that nobody took back, in the order in which they were done."""
        acts = (self._all[id_] for id_ in self._by_target.get(target, ()))
        return _in_order(act for act in acts if not self._undone(act))

    def label(self, target: str) -> Label | None:
        """The label that the moderators gave a post; None where they gave none."""
        given = [act.label for act in self.holding(target) if act.kind is ActKind.RELABEL]
        return given[-1] if given else None

    def last(self, by: str) -> Acted | None:
        """A moderator's last act that still holds, undos aside."""
        own = (act for act in self._all.values() if act.by == by and act.kind is not ActKind.UNDO)
        return max((act for act in own if not self._undone(act)), key=_order, default=None)

    @property
    def count(self) -> int:
        """How many acts there are; the next one's serial."""
        return len(self._all)

    def _undone(self, act: Acted) -> bool:
        undos = (self._all[id_] for id_ in self._by_target.get(act.id, ()))
        return any(
            undo.kind is ActKind.UNDO and undo.serial > act.serial and not self._undone(undo)
            for undo in undos
        )

    def _subject(self, fact: Acted) -> str:
        """What an act is done to in the end: an undo's is that of the act it takes back."""
        while fact.kind is ActKind.UNDO and (undone := self._all.get(fact.target)) is not None:
            if undone.serial >= fact.serial:
                break
            fact = undone
        return fact.target


def _order(act: Acted) -> tuple[int, str]:
    return (act.serial, act.id)


def _in_order(acts: Iterable[Acted]) -> list[Acted]:
    return sorted(acts, key=_order)
