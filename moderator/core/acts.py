"""The moderators' acts: which of them hold, once those taken back are left out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from moderator.core.case import LINK
from moderator.core.facts import Acted, ActKind, same_moderator
from moderator.core.posts.node import account

_ACCOUNT = "@"


class Acts:
    """All acts of a fair, by what they were done to."""

    def __init__(self) -> None:
        self._all: dict[str, Acted] = {}
        self._by_target: defaultdict[str, set[str]] = defaultdict(set)
        self._regrouping: set[str] = set()
        self._names: set[str] = set()
        self._serial = 0

    def take(self, fact: Acted) -> str:
        """Take an act in; gives the target for which other acts may hold now."""
        self._all.setdefault(fact.id, fact)
        self._by_target[target_of(fact)].add(fact.id)
        self._names |= {fact.target.removeprefix(LINK), fact.to}
        if fact.kind.regroups:
            self._regrouping.add(fact.id)
        self._serial = max(self._serial, fact.serial + 1)
        return self._subject(fact)

    def find(self, id_: str) -> Acted | None:
        """The act of that id; None where there is none."""
        return self._all.get(id_)

    def names(self, key: str) -> bool:
        """Whether an act is done to the post of that key, or to its link, or to another for it."""
        return key in self._names

    def holding(self, target: str) -> list[Acted]:
        """The acts on a target that nobody took back, in the order in which they were done."""
        return self._standing(self._by_target.get(target, ()))

    def of_kinds(self, *kinds: ActKind) -> list[Acted]:
        """The acts of these kinds that nobody took back, in order."""
        return self._standing(id_ for id_, act in self._all.items() if act.kind in kinds)

    def regrouping(self) -> list[Acted]:
        """The moves, merges and splits that nobody took back, in order."""
        return self._standing(self._regrouping)

    def last(self, by: str) -> Acted | None:
        """A moderator's last act that still holds, undos aside."""
        own = (act for act in self._all.values() if same_moderator(by, act.by))
        standing = (act for act in own if act.kind is not ActKind.UNDO and not self._undone(act))
        return max(standing, key=_order, default=None)

    @property
    def serial(self) -> int:
        """The next act's serial: above those of all acts that are known."""
        return self._serial

    def _standing(self, ids: Iterable[str]) -> list[Acted]:
        acts = (self._all[id_] for id_ in ids)
        return sorted((act for act in acts if not self._undone(act)), key=_order)

    def _undone(self, act: Acted) -> bool:
        """Whether an undo holds for it: each is itself taken back by those that came later."""
        taken_back: set[str] = set()
        for undo in sorted(self._undos(act), key=_order, reverse=True):
            if undo.id not in taken_back:
                taken_back.add(undo.target)
        return act.id in taken_back

    def _undos(self, act: Acted) -> Iterator[Acted]:
        """The undos of an act, those of them, and so on."""
        acts = [act]
        while acts:
            undone = acts.pop()
            later = (self._all[id_] for id_ in self._by_target.get(undone.id, ()))
            fresh = [
                each for each in later if each.kind is ActKind.UNDO and each.serial > undone.serial
            ]
            acts += fresh
            yield from fresh

    def _subject(self, fact: Acted) -> str:
        """What an act is done to in the end: an undo's is that of the act it takes back."""
        while fact.kind is ActKind.UNDO and (undone := self._all.get(fact.target)) is not None:
            if undone.serial >= fact.serial:
                break
            fact = undone
        return target_of(fact)


def target_of(act: Acted) -> str:
    """What an act is done to: a post, an act, or an account (with @, whatever its case)."""
    return _ACCOUNT + account(act.target) if act.kind is ActKind.SIDE else act.target


def last_of(acts: Iterable[Acted], *kinds: ActKind) -> Acted | None:
    """The last of these acts that is of such a kind; None where none is."""
    found = None
    for act in acts:
        found = act if act.kind in kinds else found
    return found


def _order(act: Acted) -> tuple[int, str]:
    return (act.serial, act.id)
